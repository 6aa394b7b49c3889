package vongdoi.clv;

import static org.apache.spark.sql.functions.col;

import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * Counts of a positive quantity in bins of half a percent, for cut-offs by rank: exact counts in
 * one pass, equal at any parallelism, and a few thousand bins at most however many customers there
 * are.
 */
final class LogHistogram {
  private static final double BINS_PER_E = 200;
  private final NavigableMap<Long, Long> counts = new TreeMap<>();
  private long total;

  /**
   * Counts of each group's values, in the order of the groups; zero, negative and missing ones
   * share the lowest bin.
   */
  static SortedMap<String, LogHistogram> by(Dataset<Row> rows, Column group, String column) {
    List<Row> bins =
        rows.groupBy(group.as("of"), bin(col(column)).as("bin"))
            .agg(functions.count(functions.lit(1)).as("n"))
            .collectAsList();
    SortedMap<String, LogHistogram> histograms = new TreeMap<>();
    for (Row row : bins) {
      histograms
          .computeIfAbsent(row.getString(0), g -> new LogHistogram())
          .add(row.getLong(1), row.getLong(2));
    }
    return histograms;
  }

  void add(long bin, long count) {
    counts.merge(bin, count, Long::sum);
    total += count;
  }

  /** The bin of a value. */
  static Column bin(Column value) {
    return functions
        .when(
            value.cast("double").gt(0),
            functions.floor(functions.ln(value.cast("double")).multiply(BINS_PER_E)))
        .otherwise(functions.lit(Long.MIN_VALUE));
  }

  long total() {
    return total;
  }

  /** The lowest bin that belongs to the best share of all values; ties stay together. */
  long lowestBinOfBest(double share) {
    long wanted = (long) Math.ceil(share * total);
    long seen = 0;
    for (Map.Entry<Long, Long> entry : counts.descendingMap().entrySet()) {
      seen += entry.getValue();
      if (seen >= wanted) {
        return entry.getKey();
      }
    }
    return Long.MIN_VALUE;
  }

  /** The value below which that share of all values lies, to the upper edge of its bin. */
  double quantile(double share) {
    long bin = lowestBinOfBest(Math.max(1 - share, 1.0 / Math.max(total, 1)));
    return upperEdge(bin);
  }

  /** The value below which all values of a bin lie. */
  static double upperEdge(long bin) {
    return bin == Long.MIN_VALUE ? 0 : Math.exp((bin + 1) / BINS_PER_E);
  }
}
