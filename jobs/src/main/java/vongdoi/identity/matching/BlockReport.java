package vongdoi.identity.matching;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import vongdoi.common.catalog.Silver;
import vongdoi.common.job.Inputs;
import vongdoi.identity.blocking.BlockingRule;
import vongdoi.identity.scoring.BlockingRecall;

/**
 * What each blocking rule found and refused, and what all of them together may have missed ({@link
 * BlockingRecall}).
 */
public final class BlockReport {
  private final List<BlockingRule> rules;
  private final int[] caps;
  private final long[] refused;
  private final MatchConfig config;

  /**
   * @param caps largest block by rule
   * @param refused records in larger ones by rule
   */
  BlockReport(List<BlockingRule> rules, int[] caps, long[] refused, MatchConfig config) {
    this.rules = rules;
    this.caps = caps;
    this.refused = refused;
    this.config = config;
  }

  public static BlockReport of(BlockedRecords records, MatchConfig config) {
    int[] caps = records.blocking().value().caps();
    long[] refused = new long[caps.length];
    for (int r = 0; r < caps.length; r++) {
      refused[r] = Math.round(records.sizes().refused(r, caps[r]));
    }
    return new BlockReport(records.rules(), caps, refused, config);
  }

  /** As the last run found it, which refused the same blocks by the same counts. */
  static BlockReport asBefore(Inputs in, List<BlockingRule> rules, int[] caps, MatchConfig config) {
    Map<String, Long> before = new HashMap<>();
    in.own(Silver.IDENTITY_BLOCKS)
        .select("rule", "refused_records_count")
        .collectAsList()
        .forEach(r -> before.put(r.getString(0), r.getLong(1)));
    long[] refused = rules.stream().mapToLong(r -> before.getOrDefault(r.text(), 0L)).toArray();
    return new BlockReport(rules, caps, refused, config);
  }

  /**
   * @param edges rows of {@code silver.identity_edges}
   */
  public Dataset<Row> of(Dataset<Row> edges, Inputs in) {
    List<Row> found =
        edges
            .where(col("weight_bits").gt(config.joinBits()))
            .groupBy("rule")
            .agg(
                count(lit(1)),
                count(when(col("rules_count").equalTo(1), 1)),
                count(when(col("rules_count").equalTo(2), 1)))
            .collectAsList();
    List<String> names = rules.stream().map(BlockingRule::text).toList();
    long[] matched = new long[names.size()];
    double once = 0;
    double twice = 0;
    long all = 0;
    for (Row row : found) {
      int rule = names.indexOf(row.getString(0));
      if (rule < 0) {
        continue;
      }
      matched[rule] = row.getLong(1);
      all += row.getLong(1);
      once += row.getLong(2);
      twice += row.getLong(3);
    }
    List<Row> rows = new ArrayList<>();
    for (int r = 0; r < matched.length; r++) {
      rows.add(row(names.get(r), caps[r], refused[r], matched[r], null));
    }
    double recall = BlockingRecall.estimate(all, once, twice);
    rows.add(row("(all)", config.largestBlock(), 0, all, recall));
    return in.spark().createDataFrame(rows, Silver.IDENTITY_BLOCKS.schema());
  }

  private static Row row(String rule, int cap, long refused, long matched, Double recall) {
    return RowFactory.create(rule, cap, refused, matched, recall);
  }
}
