package vongdoi.identity.matching;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import vongdoi.common.job.Inputs;
import vongdoi.identity.blocking.Blocking;
import vongdoi.identity.blocking.BlockingRule;
import vongdoi.identity.graph.ConnectedComponents;
import vongdoi.identity.graph.JoinThreshold;
import vongdoi.identity.matching.MatchRows.Blocked;
import vongdoi.identity.scoring.Bits;
import vongdoi.identity.scoring.Models;
import vongdoi.identity.scoring.PairScorer;
import vongdoi.identity.scoring.PairWeigher;

/**
 * Weighs the pairs of all blocks, and then the pairs that no block held of records that others tie
 * together, because a mean over pairs needs them all. Pairs that speak for two people as clearly as
 * evidence may are left out; of tied records only where columns differ as clearly, because to have
 * hardly a column in common is no contradiction.
 */
public final class ScoredPairs {
  /** Stands in for a rule where a pair was found by way of others. */
  private static final int COMPLETING = -1;

  /** The rule of such a pair in words. */
  static final String TIED_BY_OTHERS = "(tied)";

  private final Inputs in;
  private final PairScorer scorer;
  private final Models model;
  private final int edgesPerPartition;

  public ScoredPairs(Inputs in, PairScorer scorer, Models model, int edgesPerPartition) {
    this.in = in;
    this.scorer = scorer;
    this.model = model;
    this.edgesPerPartition = edgesPerPartition;
  }

  /** Takes pairs with the rule that owns them. */
  public interface PairSink {
    void pair(Blocked a, Blocked b, int rule);
  }

  /** Hands out the owned pairs of rows of {@link MatchRows#BLOCKED}. */
  public static void forEachPair(Iterator<Row> rows, PairSink sink) {
    new BlockReader(rows).forEachRemaining(block -> forEachPair(block, sink));
  }

  private static void forEachPair(BlockReader.Block block, PairSink sink) {
    List<Blocked> records = block.records();
    Blocking.pairs(
        records.stream().map(Blocked::entry).toList(),
        block.changed(),
        block.rule(),
        (a, b) -> sink.pair(records.get(a), records.get(b), block.rule()));
  }

  /** All pairs of all records, as rows of {@link MatchRows#SCORED}. */
  public Dataset<Row> of(BlockedRecords records, Dataset<Row> blocks) {
    Dataset<Row> found = in.keep(found(blocks));
    Dataset<Row> members = members(found);
    return in.keep(found.union(completing(found, records.profiles(), members, records.blocking())));
  }

  /**
   * The pairs of all blocks.
   *
   * @param blocks rows of {@link MatchRows#BLOCKED}, each block's together and sorted
   */
  Dataset<Row> found(Dataset<Row> blocks) {
    PairScorer using = scorer;
    Models by = model;
    return blocks.mapPartitions(
        (MapPartitionsFunction<Row, Row>) rows -> scored(rows, using, by),
        Encoders.row(MatchRows.SCORED));
  }

  /**
   * Rows {@code component, node} of the records that strong pairs tie together.
   *
   * @param found pairs of blocks: at least {@code node, other, weight_bits}
   */
  Dataset<Row> members(Dataset<Row> found) {
    Dataset<Row> strong =
        found.where(col("weight_bits").gt(JoinThreshold.STRONG)).select("node", "other");
    Dataset<Row> components =
        in.keep(new ConnectedComponents(edgesPerPartition, in::keep).of(strong, strong.count()));
    return components
        .select("component", "node")
        .union(components.select(col("component"), col("component")).distinct());
  }

  private static Iterator<Row> scored(Iterator<Row> rows, PairScorer scorer, Models model) {
    PairWeigher weigher = new PairWeigher(scorer, model);
    return new FlatMappedIterator<>(
        new BlockReader(rows),
        block -> {
          List<Row> scored = new ArrayList<>();
          forEachPair(block, (a, b, rule) -> score(a, b, rule, weigher, scored));
          return scored.iterator();
        });
  }

  private static void score(Blocked a, Blocked b, int rule, PairWeigher weigher, List<Row> scored) {
    double weight = weigher.weight(a.entry(), b.entry());
    if (weight <= Bits.LOWEST && rule != COMPLETING) {
      return;
    }
    double against = weigher.against(a.entry(), b.entry());
    if (Math.max(weight, against) > Bits.LOWEST) {
      String evidence = weigher.evidence(a.entry(), b.entry());
      int shared = a.entry().rulesShared(b.entry());
      scored.add(MatchRows.scored(a, b, weight, against, evidence, rule, shared));
    }
  }

  /**
   * Pairs within components of strong pairs that no block held.
   *
   * @param found pairs of blocks: at least {@code node, other}
   * @param profiles rows of {@link MatchRows#PROFILE}
   * @param members rows {@code component, node} of the components to complete
   */
  Dataset<Row> completing(
      Dataset<Row> found,
      Dataset<Row> profiles,
      Dataset<Row> members,
      Broadcast<Blocking> blocking) {
    Dataset<Row> known =
        found
            .join(members, "node")
            .select(col("component"), col("node"), col("other"), lit(null).as("source"));
    Dataset<Row> rows =
        profiles
            .join(members, "node")
            .unionByName(known, true)
            .select(
                "component",
                "other",
                "node",
                "source",
                "record_id",
                "compared",
                "marked",
                "is_business",
                "generation")
            .repartition(col("component"))
            .sortWithinPartitions("component", "other", "node");
    PairScorer using = scorer;
    Models by = model;
    return rows.mapPartitions(
        (MapPartitionsFunction<Row, Row>)
            sorted -> {
              PairWeigher weigher = new PairWeigher(using, by);
              return new FlatMappedIterator<>(
                  new CompletionReader(sorted, blocking.value()), group -> scored(group, weigher));
            },
        Encoders.row(MatchRows.SCORED));
  }

  private static Iterator<Row> scored(CompletionReader.Group group, PairWeigher weigher) {
    List<Row> scored = new ArrayList<>();
    List<Blocked> records = group.records();
    for (int i = 0; i < records.size(); i++) {
      for (int j = i + 1; j < records.size(); j++) {
        Blocked a = records.get(i);
        Blocked b = records.get(j);
        if (!group.knows(a.entry().node(), b.entry().node())
            && a.entry().profile().isBusiness() == b.entry().profile().isBusiness()) {
          score(a, b, COMPLETING, weigher, scored);
        }
      }
    }
    return scored.isEmpty() ? Collections.emptyIterator() : scored.iterator();
  }

  /** Rows of {@code silver.identity_edges}. */
  public Dataset<Row> named(Dataset<Row> scored, List<BlockingRule> rules, String version) {
    Column[] names = rules.stream().map(r -> lit(r.text())).toArray(Column[]::new);
    return scored
        .withColumn(
            "rule",
            when(col("rule").lt(0), lit(TIED_BY_OTHERS))
                .otherwise(element_at(array(names), col("rule").plus(1))))
        .withColumn("match_probability", expr("1 / (1 + pow(2, -weight_bits))"))
        .withColumn("model_version", lit(version));
  }
}
