package vongdoi.identity.matching;

import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import vongdoi.identity.comparing.Profile;
import vongdoi.identity.scoring.Entry;

/** How profiles, blocks and scored pairs travel between tasks. */
public final class MatchRows {
  static final StructType PROFILE =
      StructType.fromDDL(
          "node bigint, source string, record_id string, compared array<string>,"
              + " marked array<string>, is_business boolean, generation int");

  /** A profile with its block by rule, as {@code silver.identity_profiles} keeps it. */
  static final StructType PLACED = PROFILE.add("blocks", "array<bigint>");

  static final StructType BLOCKED =
      StructType.fromDDL(
          "block bigint, rule int, node bigint, source string, record_id string,"
              + " compared array<string>, marked array<string>, is_business boolean,"
              + " generation int, rarity array<float>, common int, blocks array<bigint>,"
              + " is_changed boolean");

  static final StructType SCORED =
      StructType.fromDDL(
          "node bigint, other bigint, source string, record_id string, other_source string,"
              + " other_record_id string, weight_bits double, evidence string, rule int,"
              + " rules_count int");

  /**
   * A record in a block, with the names under which it is known outside.
   *
   * @param isChanged whether its pairs are to be weighed
   */
  public record Blocked(int rule, String source, String recordId, Entry entry, boolean isChanged) {}

  private MatchRows() {}

  static Row profile(long node, String source, String recordId, Profile profile) {
    return RowFactory.create(
        node,
        source,
        recordId,
        profile.values(),
        profile.marked(),
        profile.isBusiness(),
        profile.generation());
  }

  /** Reads a row of {@link #PROFILE}. */
  static Profile profile(Row row) {
    return new Profile(texts(row, 3), texts(row, 4), row.getBoolean(5), row.getInt(6));
  }

  private static String[] texts(Row row, int index) {
    return row.<String>getList(index).toArray(String[]::new);
  }

  static Row placed(String source, String recordId, Entry entry) {
    Profile profile = entry.profile();
    return RowFactory.create(
        entry.node(),
        source,
        recordId,
        profile.values(),
        profile.marked(),
        profile.isBusiness(),
        profile.generation(),
        entry.keys());
  }

  /** Reads the blocks of a row of {@link #PLACED}. */
  static long[] blocks(Row row) {
    return longs(row, 7);
  }

  private static long[] longs(Row row, int index) {
    return row.<Long>getList(index).stream().mapToLong(Long::longValue).toArray();
  }

  static Row blocked(int rule, String source, String recordId, Entry entry, boolean isChanged) {
    Profile profile = entry.profile();
    return RowFactory.create(
        entry.keys()[rule],
        rule,
        entry.node(),
        source,
        recordId,
        profile.values(),
        profile.marked(),
        profile.isBusiness(),
        profile.generation(),
        entry.rarity(),
        entry.common(),
        entry.keys(),
        isChanged);
  }

  /** Reads a row of {@link #BLOCKED}. */
  static Blocked blocked(Row row) {
    Profile profile = new Profile(texts(row, 5), texts(row, 6), row.getBoolean(7), row.getInt(8));
    List<Float> bits = row.getList(9);
    float[] rarity = new float[bits.size()];
    for (int i = 0; i < rarity.length; i++) {
      rarity[i] = bits.get(i);
    }
    Entry entry = new Entry(row.getLong(2), profile, rarity, row.getInt(10), longs(row, 11));
    return new Blocked(
        row.getInt(1), row.getString(3), row.getString(4), entry, row.getBoolean(12));
  }

  static Row scored(
      Blocked a, Blocked b, double weight, String evidence, int rule, int rulesShared) {
    boolean inOrder = a.entry().node() < b.entry().node();
    Blocked first = inOrder ? a : b;
    Blocked second = inOrder ? b : a;
    return RowFactory.create(
        first.entry().node(),
        second.entry().node(),
        first.source(),
        first.recordId(),
        second.source(),
        second.recordId(),
        weight,
        evidence,
        rule,
        rulesShared);
  }
}
