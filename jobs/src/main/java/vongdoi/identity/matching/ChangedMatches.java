package vongdoi.identity.matching;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.xxhash64;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.util.sketch.BloomFilter;
import vongdoi.common.catalog.Bronze;
import vongdoi.common.catalog.Silver;
import vongdoi.common.job.Inputs;
import vongdoi.common.job.Outputs;
import vongdoi.common.table.Write;
import vongdoi.customer.Owner;
import vongdoi.identity.blocking.Blocking;
import vongdoi.identity.blocking.BlockingRule;
import vongdoi.identity.graph.JoinThreshold;
import vongdoi.identity.linking.CustomerAttributes;
import vongdoi.identity.scoring.Entry;
import vongdoi.identity.scoring.PairScorer;

/**
 * Brings the scored pairs up to date with the records that came or changed since the last run: only
 * their pairs are weighed, by the model and the counts kept from its training, so that the edges
 * are those that weighing all pairs by that model would give.
 */
public final class ChangedMatches {
  private static final String NODE = "node";
  private static final Column[] REPORTED = {col("rule"), col("weight_bits"), col("rules_count")};
  private static final double FALSE_HITS = 0.01;

  /** A block that has grown to so many times the largest one allowed calls for a new model. */
  private static final int OUTGROWN = 2;

  private final Inputs in;
  private final MatchRules settings;
  private final ModelTable.Versioned model;
  private final List<BlockingRule> rules;
  private final Broadcast<Blocking> blocking;
  private final ScoredPairs scores;

  public ChangedMatches(
      Inputs in,
      MatchRules settings,
      PairScorer scorer,
      ModelTable.Versioned model,
      List<BlockingRule> rules,
      Blocking blocking) {
    this.in = in;
    this.settings = settings;
    this.model = model;
    this.rules = rules;
    this.blocking = BlockedRecords.shared(blocking, in);
    this.scores = new ScoredPairs(in, scorer, model.model(), settings.edgesPerPartition());
  }

  /** What changes in the job's tables; empty where the records have outgrown the model. */
  public Optional<Outputs> outputs(Owner owner) {
    Dataset<Row> changed = in.keepForJoins(changed(owner));
    Dataset<Row> fresh = in.keep(fresh(changed, owner));
    Dataset<Row> kept = in.own(Silver.IDENTITY_PROFILES);
    Dataset<Row> old = kept.join(changed, new String[] {NODE}, "left_anti");
    Dataset<Row> blocks = in.keep(blocks(old, fresh));
    if (isOutgrown(blocks)) {
      return Optional.empty();
    }
    Dataset<Row> found = in.keep(scores.found(blocks));
    Dataset<Row> edges = in.keep(known(changed));
    Dataset<Row> staying = edges.where("not is_stale and not is_tied");
    Dataset<Row> members = in.keep(scores.members(pairs(staying).union(pairs(found))));
    Dataset<Row> touched = in.keepForJoins(touched(members, changed, edges));
    Dataset<Row> completed =
        scores.completing(
            staying.select(NODE, "other").union(found.select(NODE, "other")),
            old.unionByName(fresh).drop("blocks"),
            members.join(touched, new String[] {"component"}, "left_semi"),
            blocking);
    Dataset<Row> weighed = in.keep(scores.named(found.union(completed), rules, model.version()));
    Dataset<Row> now = staying.select(REPORTED).union(weighed.select(REPORTED));
    return Optional.of(
        Outputs.of(
                Silver.IDENTITY_BLOCKS,
                BlockReport.asBefore(in, rules, blocking.value().caps(), settings.match())
                    .of(now, in))
            .andChanges(Silver.IDENTITY_PROFILES, profiles(kept, changed, fresh))
            .andChanges(
                Silver.IDENTITY_EDGES,
                weighed
                    .withColumn(Write.DELETED, lit(false))
                    .unionByName(gone(edges, members, touched, weighed), true))
            .count("compared_records", fresh.count())
            .count("edges", weighed.count()));
  }

  /** Records of which a version has come since the last run. */
  private Dataset<Row> changed(Owner owner) {
    return in.newlyVisible(Bronze.CUSTOMERS)
        .withColumn("record_id", expr(owner.usable("record_id")))
        .where("record_id is not null")
        .select(xxhash64(col("record_source"), col("record_id")).as(NODE))
        .distinct();
  }

  /** Rows of {@link MatchRows#PLACED} of the changed records. */
  private Dataset<Row> fresh(Dataset<Row> changed, Owner owner) {
    Dataset<Row> versions =
        in.table(Bronze.CUSTOMERS)
            .withColumn(NODE, xxhash64(col("record_source"), expr(owner.usable("record_id"))))
            .join(changed, new String[] {NODE}, "left_semi");
    Dataset<Row> newest = CustomerAttributes.raw(versions, owner);
    return BlockedRecords.placed(in.keep(BlockedRecords.profiles(newest, in, settings)), blocking);
  }

  /** The blocks that changed records are in, with all their records. */
  private Dataset<Row> blocks(Dataset<Row> old, Dataset<Row> fresh) {
    long keys = Math.max(1, fresh.count() * rules.size());
    Broadcast<BloomFilter> touched =
        JavaSparkContext.fromSparkContext(in.spark().sparkContext())
            .broadcast(
                fresh
                    .select(explode(col("blocks")).as("block"))
                    .stat()
                    .bloomFilter("block", keys, FALSE_HITS));
    Broadcast<Blocking> places = blocking;
    return blocked(old, places, touched, false)
        .union(blocked(fresh, places, touched, true))
        .repartition(col("block"))
        .sortWithinPartitions("block", NODE);
  }

  private static Dataset<Row> blocked(
      Dataset<Row> placed,
      Broadcast<Blocking> places,
      Broadcast<BloomFilter> touched,
      boolean isChanged) {
    return placed
        .select(
            NODE,
            "source",
            "record_id",
            "compared",
            "marked",
            "is_business",
            "generation",
            "blocks")
        .flatMap(
            (FlatMapFunction<Row, Row>)
                row -> blocked(row, places.value(), touched.value(), isChanged),
            Encoders.row(MatchRows.BLOCKED));
  }

  private static Iterator<Row> blocked(
      Row row, Blocking places, BloomFilter touched, boolean isChanged) {
    long[] keys = MatchRows.blocks(row);
    Entry entry = null;
    byte[] packed = null;
    List<Row> rows = new ArrayList<>();
    for (int rule = 0; rule < keys.length; rule++) {
      if (keys[rule] != 0 && (isChanged || touched.mightContainLong(keys[rule]))) {
        if (entry == null) {
          entry = places.placed(row.getLong(0), MatchRows.profile(row), keys);
          packed = PackedRecord.of(row.getString(1), row.getString(2), entry);
        }
        rows.add(MatchRows.blocked(rule, entry, packed, isChanged));
      }
    }
    return rows.iterator();
  }

  private boolean isOutgrown(Dataset<Row> blocks) {
    return !blocks
        .groupBy("block")
        .count()
        .where(col("count").gt((long) OUTGROWN * settings.match().largestBlock()))
        .isEmpty();
  }

  /** The last run's edges with the nodes of their records; stale where one has changed. */
  private Dataset<Row> known(Dataset<Row> changed) {
    return in.own(Silver.IDENTITY_EDGES)
        .withColumn(NODE, xxhash64(col("source"), col("record_id")))
        .withColumn("other", xxhash64(col("other_source"), col("other_record_id")))
        .join(changed.withColumn("node_changed", lit(true)), new String[] {NODE}, "left")
        .join(
            changed.select(col(NODE).as("other"), lit(true).as("other_changed")),
            new String[] {"other"},
            "left")
        .withColumn("is_stale", coalesce(col("node_changed"), col("other_changed"), lit(false)))
        .withColumn("is_tied", col("rule").equalTo(ScoredPairs.TIED_BY_OTHERS));
  }

  private static Dataset<Row> pairs(Dataset<Row> edges) {
    return edges.select(NODE, "other", "weight_bits");
  }

  /** Components in which a record changed, or from which one has gone. */
  private Dataset<Row> touched(Dataset<Row> members, Dataset<Row> changed, Dataset<Row> edges) {
    Dataset<Row> loosened =
        edges
            .where(col("is_stale").and(col("weight_bits").gt(JoinThreshold.STRONG)))
            .select(explode(array(col(NODE), col("other"))).as(NODE));
    return members
        .join(changed.union(loosened).distinct(), new String[] {NODE}, "left_semi")
        .select("component")
        .distinct();
  }

  /** Edges that are no more, marked as such. */
  private Dataset<Row> gone(
      Dataset<Row> edges, Dataset<Row> members, Dataset<Row> touched, Dataset<Row> weighed) {
    Dataset<Row> untouched = members.join(touched, new String[] {"component"}, "left_anti");
    Dataset<Row> together = untouched.select(col(NODE), col("component").as("of_node"));
    Dataset<Row> withOther =
        untouched.select(col(NODE).as("other"), col("component").as("of_other"));
    return edges
        .where("is_stale or is_tied")
        .join(together, new String[] {NODE}, "left")
        .join(withOther, new String[] {"other"}, "left")
        .where("is_stale or of_node is null or of_other is null or of_node != of_other")
        .join(weighed.select(NODE, "other"), new String[] {NODE, "other"}, "left_anti")
        .drop("of_node", "of_other")
        .withColumn(Write.DELETED, lit(true));
  }

  /** Changed records as they are compared now; those of which nothing can be are taken out. */
  private static Dataset<Row> profiles(
      Dataset<Row> kept, Dataset<Row> changed, Dataset<Row> fresh) {
    Dataset<Row> emptied =
        kept.join(changed, new String[] {NODE}, "left_semi")
            .join(fresh.select(NODE), new String[] {NODE}, "left_anti");
    return fresh
        .withColumn(Write.DELETED, lit(false))
        .unionByName(emptied.withColumn(Write.DELETED, lit(true)));
  }
}
