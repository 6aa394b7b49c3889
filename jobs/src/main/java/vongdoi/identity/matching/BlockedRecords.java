package vongdoi.identity.matching;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.xxhash64;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import vongdoi.common.job.Inputs;
import vongdoi.identity.blocking.BlockSizes;
import vongdoi.identity.blocking.Blocking;
import vongdoi.identity.blocking.BlockingRule;
import vongdoi.identity.blocking.Statistics;
import vongdoi.identity.comparing.Field;
import vongdoi.identity.comparing.Normaliser;
import vongdoi.identity.comparing.Profile;
import vongdoi.identity.linking.LinkRules;
import vongdoi.identity.scoring.Entry;

/**
 * The customer records in the blocks in which they are compared. Values and block keys are counted
 * in sketches first, so that a record is only sent to blocks that others are in too, and a pair is
 * compared in the first of its blocks: neither pairs nor attributes are ever joined back.
 */
public final class BlockedRecords {
  private final Inputs in;
  private final List<Field> fields;
  private final List<BlockingRule> rules;
  private final Dataset<Row> profiles;
  private final Statistics statistics;
  private final BlockSizes sizes;
  private final Broadcast<Blocking> blocking;

  /**
   * @param raw newest version of each record as received
   */
  public BlockedRecords(Inputs in, Dataset<Row> raw, MatchRules rules) {
    MatchConfig config = rules.match();
    this.in = in;
    this.fields = config.compared();
    this.rules = BlockingRule.of(config.blockingRules(), fields);
    this.profiles = in.keep(profiles(raw, in, rules));
    this.statistics = counted(fields, profiles.count());
    this.sizes = sized();
    this.blocking = shared(blocking(rules, config.pairsPerRecord()), in);
  }

  private BlockedRecords(BlockedRecords narrower, Blocking blocking) {
    this.in = narrower.in;
    this.fields = narrower.fields;
    this.rules = narrower.rules;
    this.profiles = narrower.profiles;
    this.statistics = narrower.statistics;
    this.sizes = narrower.sizes;
    this.blocking = shared(blocking, in);
  }

  private Blocking blocking(MatchRules settings, double pairsPerRecord) {
    double all = pairsPerRecord * statistics.records();
    int[] caps = sizes.caps(all, settings.match().largestBlock());
    return new Blocking(statistics, caps, bearers(settings.values()));
  }

  /** The same records in larger blocks, as another budget allows them. */
  public BlockedRecords within(MatchRules settings, double pairsPerRecord) {
    return new BlockedRecords(this, blocking(settings, pairsPerRecord));
  }

  /** Whether a larger budget would hold more pairs. */
  public boolean refusesAny() {
    int[] caps = blocking.value().caps();
    for (int r = 0; r < caps.length; r++) {
      if (sizes.refused(r, caps[r]) > 0) {
        return true;
      }
    }
    return false;
  }

  /** Sends the counts that records are placed by to all tasks, once. */
  static Broadcast<Blocking> shared(Blocking blocking, Inputs in) {
    return JavaSparkContext.fromSparkContext(in.spark().sparkContext()).broadcast(blocking);
  }

  /** By compared column the records that may bear one value before it is worn out. */
  public static Map<String, Integer> bearers(LinkRules values) {
    Map<String, Integer> most = values.peoplePerValue();
    return Map.of(
        "email",
        most.getOrDefault("email", Integer.MAX_VALUE),
        "phone",
        most.getOrDefault("phone", Integer.MAX_VALUE),
        "national_id",
        most.getOrDefault("national", Integer.MAX_VALUE));
  }

  /** Rows of {@link MatchRows#PROFILE} of the records of which anything can be compared. */
  static Dataset<Row> profiles(Dataset<Row> raw, Inputs in, MatchRules rules) {
    Normaliser normaliser =
        new Normaliser(
            rules.match().compared(),
            in.run().country(),
            rules.values().blockedValues(),
            rules.values().roleMailboxes());
    List<String> columns = normaliser.columns();
    List<Column> selected = new ArrayList<>();
    selected.add(xxhash64(col("source"), col("record_id")).as("node"));
    selected.add(col("source"));
    selected.add(col("record_id"));
    columns.forEach(c -> selected.add(col(c).cast("string").as(c)));
    return raw.select(selected.toArray(Column[]::new))
        .flatMap(
            (FlatMapFunction<Row, Row>)
                row -> {
                  Profile profile = normaliser.profile(c -> row.getString(3 + columns.indexOf(c)));
                  return profile.isEmpty()
                      ? Collections.emptyIterator()
                      : List.of(
                              MatchRows.profile(
                                  row.getLong(0), row.getString(1), row.getString(2), profile))
                          .iterator();
                },
            Encoders.row(MatchRows.PROFILE));
  }

  private Statistics counted(List<Field> fields, long records) {
    if (records == 0) {
      return new Statistics(fields, rules, records);
    }
    List<BlockingRule> all = rules;
    return profiles
        .javaRDD()
        .mapPartitions(
            rows -> {
              Statistics part = new Statistics(fields, all, records);
              rows.forEachRemaining(r -> part.add(r.getLong(0), MatchRows.profile(r)));
              return List.of(part).iterator();
            })
        .treeReduce(Statistics::add);
  }

  private BlockSizes sized() {
    if (statistics.records() == 0) {
      return new BlockSizes(rules);
    }
    Broadcast<Statistics> all =
        JavaSparkContext.fromSparkContext(in.spark().sparkContext()).broadcast(statistics);
    return profiles
        .javaRDD()
        .mapPartitions(
            rows -> {
              BlockSizes part = new BlockSizes(all.value().rules());
              rows.forEachRemaining(r -> part.add(all.value(), MatchRows.profile(r)));
              return List.of(part).iterator();
            })
        .treeReduce(BlockSizes::add);
  }

  /** Rows of {@link MatchRows#BLOCKED}, each block's together and sorted. */
  public Dataset<Row> blocks() {
    Broadcast<Blocking> places = blocking;
    return profiles
        .flatMap(
            (FlatMapFunction<Row, Row>) row -> placed(row, places.value()),
            Encoders.row(MatchRows.BLOCKED))
        .repartition(col("block"))
        .sortWithinPartitions("block", "node");
  }

  private static Iterator<Row> placed(Row row, Blocking blocking) {
    Entry entry = blocking.place(row.getLong(0), MatchRows.profile(row));
    if (entry == null) {
      return Collections.emptyIterator();
    }
    byte[] packed = PackedRecord.of(row.getString(1), row.getString(2), entry);
    List<Row> places = new ArrayList<>();
    for (int rule = 0; rule < entry.keys().length; rule++) {
      if (entry.keys()[rule] != 0) {
        places.add(MatchRows.blocked(rule, entry, packed, true));
      }
    }
    return places.iterator();
  }

  /** Rows of {@link MatchRows#PLACED}: all records, for runs that only look at what changed. */
  public Dataset<Row> placed() {
    return placed(profiles, blocking);
  }

  public static Dataset<Row> placed(Dataset<Row> profiles, Broadcast<Blocking> blocking) {
    return profiles.map(
        (MapFunction<Row, Row>)
            row ->
                MatchRows.placed(
                    row.getString(1),
                    row.getString(2),
                    blocking.value().placeEverywhere(row.getLong(0), MatchRows.profile(row))),
        Encoders.row(MatchRows.PLACED));
  }

  /**
   * What the records have shown values to mean.
   *
   * @param blocks as {@link #blocks()} made them
   */
  public LearntValues learnt(Dataset<Row> blocks) {
    return new LearntValues(
        Set.copyOf(statistics.defaultDates()), ShortFormCounts.learnt(blocks, statistics, fields));
  }

  Dataset<Row> profiles() {
    return profiles;
  }

  public Statistics statistics() {
    return statistics;
  }

  public BlockSizes sizes() {
    return sizes;
  }

  public Broadcast<Blocking> blocking() {
    return blocking;
  }

  public List<BlockingRule> rules() {
    return rules;
  }
}
