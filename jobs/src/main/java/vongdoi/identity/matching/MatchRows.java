package vongdoi.identity.matching;

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

  /** A record travels packed, so that it is unpacked once however many of its blocks are read. */
  static final StructType BLOCKED =
      StructType.fromDDL("block bigint, rule int, node bigint, packed binary, is_changed boolean");

  static final StructType SCORED =
      StructType.fromDDL(
          "node bigint, other bigint, source string, record_id string, other_source string,"
              + " other_record_id string, weight_bits double, against_bits double, evidence string,"
              + " rule int, rules_count int");

  /** A record with the names under which it is known outside. */
  public record Blocked(String source, String recordId, Entry entry) {}

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
    return row.<Long>getList(7).stream().mapToLong(Long::longValue).toArray();
  }

  /**
   * @param packed as {@link PackedRecord} made it
   */
  static Row blocked(int rule, Entry entry, byte[] packed, boolean isChanged) {
    return RowFactory.create(entry.keys()[rule], rule, entry.node(), packed, isChanged);
  }

  static Row scored(
      Blocked a,
      Blocked b,
      double weight,
      double against,
      String evidence,
      int rule,
      int rulesShared) {
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
        against,
        evidence,
        rule,
        rulesShared);
  }
}
