package vongdoi.identity;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import vongdoi.common.catalog.Silver;
import vongdoi.common.job.Inputs;
import vongdoi.identity.match.MatchConfig;

/**
 * What each blocking rule found and refused, and what all of them together may have missed. The
 * estimate is Chao's (1987) for animals caught in traps: with f1 pairs of one person that one rule
 * finds and f2 that two do, at least f1^2 / 2 f2 were found by none.
 */
final class BlockReport {
  private final BlockedRecords records;
  private final MatchConfig config;

  BlockReport(BlockedRecords records, MatchConfig config) {
    this.records = records;
    this.config = config;
  }

  /**
   * @param scored rows of {@link MatchRows#SCORED}
   */
  Dataset<Row> of(Dataset<Row> scored, Inputs in) {
    List<Row> found =
        scored
            .where(col("rule").geq(0).and(col("weight_bits").gt(config.joinBits())))
            .groupBy("rule")
            .agg(
                count(lit(1)),
                count(when(col("rules_count").equalTo(1), 1)),
                count(when(col("rules_count").equalTo(2), 1)))
            .collectAsList();
    long[] matched = new long[records.rules().size()];
    double once = 0;
    double twice = 0;
    long all = 0;
    for (Row row : found) {
      matched[row.getInt(0)] = row.getLong(1);
      all += row.getLong(1);
      once += row.getLong(2);
      twice += row.getLong(3);
    }
    List<Row> rows = new ArrayList<>();
    for (int r = 0; r < matched.length; r++) {
      int cap = records.blocking().value().cap(r);
      rows.add(row(records.rules().get(r).text(), cap, refused(r, cap), matched[r], null));
    }
    double missed = once * Math.max(once - 1, 0) / (2 * (twice + 1));
    double recall = all == 0 ? 1 : all / (all + missed);
    rows.add(row("(all)", config.largestBlock(), 0, all, recall));
    return in.spark().createDataFrame(rows, Silver.IDENTITY_BLOCKS.schema());
  }

  private long refused(int rule, int cap) {
    return Math.round(records.sizes().refused(rule, cap));
  }

  private static Row row(String rule, int cap, long refused, long matched, Double recall) {
    return RowFactory.create(rule, cap, refused, matched, recall);
  }
}
