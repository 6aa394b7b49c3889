package vongdoi.identity;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.xxhash64;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import vongdoi.common.job.Inputs;
import vongdoi.identity.match.BlockSizes;
import vongdoi.identity.match.Blocking;
import vongdoi.identity.match.BlockingRule;
import vongdoi.identity.match.Entry;
import vongdoi.identity.match.Field;
import vongdoi.identity.match.MatchConfig;
import vongdoi.identity.match.Normaliser;
import vongdoi.identity.match.Profile;
import vongdoi.identity.match.Statistics;

/**
 * The customer records in the blocks in which they are compared. Values and block keys are counted
 * in sketches first, so that a record is only sent to blocks that others are in too, and a pair is
 * compared in the first of its blocks: neither pairs nor attributes are ever joined back.
 */
final class BlockedRecords {
  private final Inputs in;
  private final List<BlockingRule> rules;
  private final Dataset<Row> profiles;
  private final Statistics statistics;
  private final BlockSizes sizes;
  private final Broadcast<Blocking> blocking;

  /**
   * @param raw newest version of each record as received
   */
  BlockedRecords(Inputs in, Dataset<Row> raw, IdentityConfig identity) {
    MatchConfig config = identity.match();
    this.in = in;
    List<Field> fields = config.compared();
    this.rules = BlockingRule.of(config.blockingRules(), fields);
    this.profiles = in.keep(profiles(raw, in, identity));
    this.statistics = counted(fields, profiles.count());
    this.sizes = sized();
    int[] caps = sizes.caps(config.pairsPerRecord() * statistics.records(), config.largestBlock());
    this.blocking = shared(new Blocking(statistics, caps, bearers(identity)), in);
  }

  /** Sends the counts that records are placed by to all tasks, once. */
  static Broadcast<Blocking> shared(Blocking blocking, Inputs in) {
    return JavaSparkContext.fromSparkContext(in.spark().sparkContext()).broadcast(blocking);
  }

  /** By compared column the records that may bear one value before it is worn out. */
  static Map<String, Integer> bearers(IdentityConfig config) {
    Map<String, Integer> most = config.peoplePerValue();
    return Map.of(
        "email",
        most.getOrDefault("email", Integer.MAX_VALUE),
        "phone",
        most.getOrDefault("phone", Integer.MAX_VALUE),
        "national_id",
        most.getOrDefault("national", Integer.MAX_VALUE));
  }

  /** Rows of {@link MatchRows#PROFILE} of the records of which anything can be compared. */
  static Dataset<Row> profiles(Dataset<Row> raw, Inputs in, IdentityConfig config) {
    Normaliser normaliser =
        new Normaliser(
            config.match().compared(),
            in.run().country(),
            config.blockedValues(),
            config.roleMailboxes());
    List<String> columns = normaliser.columns();
    List<Column> selected = new ArrayList<>();
    selected.add(xxhash64(col("source"), col("record_id")).as("node"));
    selected.add(col("source"));
    selected.add(col("record_id"));
    columns.forEach(c -> selected.add(col(c).cast("string").as(c)));
    return raw.select(selected.toArray(Column[]::new))
        .mapPartitions(
            (MapPartitionsFunction<Row, Row>)
                rows ->
                    new Mapped<>(
                        rows,
                        row -> {
                          Profile profile =
                              normaliser.profile(c -> row.getString(3 + columns.indexOf(c)));
                          return profile.isEmpty()
                              ? null
                              : MatchRows.profile(
                                  row.getLong(0), row.getString(1), row.getString(2), profile);
                        }),
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
  Dataset<Row> blocks() {
    Broadcast<Blocking> places = blocking;
    return profiles
        .mapPartitions(
            (MapPartitionsFunction<Row, Row>) rows -> placed(rows, places.value()),
            Encoders.row(MatchRows.BLOCKED))
        .repartition(col("block"))
        .sortWithinPartitions("block", "node");
  }

  private static Iterator<Row> placed(Iterator<Row> rows, Blocking blocking) {
    return new FlatMapped<>(
        rows,
        row -> {
          Entry entry = blocking.place(row.getLong(0), MatchRows.profile(row));
          List<Row> places = new ArrayList<>();
          for (int rule = 0; entry != null && rule < entry.keys().length; rule++) {
            if (entry.keys()[rule] != 0) {
              places.add(MatchRows.blocked(rule, row.getString(1), row.getString(2), entry, true));
            }
          }
          return places.iterator();
        });
  }

  /** Rows of {@link MatchRows#PLACED}: all records, for runs that only look at what changed. */
  Dataset<Row> placed() {
    return placed(profiles, blocking);
  }

  static Dataset<Row> placed(Dataset<Row> profiles, Broadcast<Blocking> blocking) {
    return profiles.mapPartitions(
        (MapPartitionsFunction<Row, Row>)
            rows ->
                new Mapped<>(
                    rows,
                    row ->
                        MatchRows.placed(
                            row.getString(1),
                            row.getString(2),
                            blocking
                                .value()
                                .placeEverywhere(row.getLong(0), MatchRows.profile(row)))),
        Encoders.row(MatchRows.PLACED));
  }

  Dataset<Row> profiles() {
    return profiles;
  }

  Statistics statistics() {
    return statistics;
  }

  BlockSizes sizes() {
    return sizes;
  }

  Broadcast<Blocking> blocking() {
    return blocking;
  }

  List<BlockingRule> rules() {
    return rules;
  }
}
