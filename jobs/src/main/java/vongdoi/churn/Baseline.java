package vongdoi.churn;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.feature.SQLTransformer;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import vongdoi.churn.ClassifierMetrics.Scored;

/**
 * What one column alone can tell: the mark that a learnt model must beat, and the honest score
 * where there is too little to learn from.
 */
final class Baseline {
  static final String RECENCY = "recency";
  static final String PRIOR = "recency-prior";
  static final String ACTIVITY = "activity";

  private static final List<String> COLUMNS = List.of(RECENCY, "frequency", ACTIVITY);
  private static final int TENTHS = 10;

  private Baseline() {}

  /**
   * What each single column tells of the later snapshot, as {@code auc.recency}, {@code
   * top_decile_lift.recency} and {@code ece.recency}. The activity is a probability as it is;
   * recency and frequency promise the share lost among the tenth of the older snapshot they fall
   * into.
   */
  static Map<String, Double> metrics(Dataset<Row> prepared) {
    List<Row> rows =
        prepared
            .selectExpr(
                Snapshots.ROLE,
                "label",
                "days_since_last_order",
                "-cast(orders_365d as double)",
                "1 - coalesce(" + PurchaseActivity.PROBABILITY + ", 0.5D)")
            .collectAsList();
    Map<String, Double> metrics = new TreeMap<>();
    for (int i = 0; i < COLUMNS.size(); i++) {
      String name = COLUMNS.get(i);
      List<Scored> older = scored(rows, Snapshots.FIT, i + 2);
      List<Scored> later = scored(rows, Snapshots.TEST, i + 2);
      List<Scored> promised = name.equals(ACTIVITY) ? later : byTenth(older, later);
      metrics.put("auc." + name, ClassifierMetrics.auc(later));
      metrics.put("top_decile_lift." + name, ClassifierMetrics.topDecileLift(later));
      metrics.put("ece." + name, ClassifierMetrics.expectedCalibrationError(promised));
    }
    return metrics;
  }

  private static List<Scored> scored(List<Row> rows, String role, int column) {
    return rows.stream()
        .filter(r -> r.getString(0).equals(role))
        .map(r -> new Scored(r.getDouble(1) == 1, r.getDouble(column)))
        .toList();
  }

  /** The later rows with the share of churned among the older ones of the same tenth as score. */
  private static List<Scored> byTenth(List<Scored> older, List<Scored> later) {
    double[] sorted = older.stream().mapToDouble(Scored::score).sorted().toArray();
    double[] rows = new double[TENTHS];
    double[] churned = new double[TENTHS];
    for (Scored row : older) {
      int tenth = tenth(sorted, row.score());
      rows[tenth]++;
      churned[tenth] += row.churned() ? 1 : 0;
    }
    return later.stream()
        .map(
            row -> {
              int tenth = tenth(sorted, row.score());
              return new Scored(
                  row.churned(), rows[tenth] == 0 ? 0.5 : churned[tenth] / rows[tenth]);
            })
        .toList();
  }

  private static int tenth(double[] sorted, double score) {
    int below = Arrays.binarySearch(sorted, score);
    int position = below < 0 ? -below - 1 : below;
    return Math.min(TENTHS - 1, position * TENTHS / sorted.length);
  }

  /** Share of customers lost by days since the last order, as seen in the given rows. */
  static PipelineModel recency(Dataset<Row> labelled) {
    return new Pipeline()
        .setStages(new PipelineStage[] {Calibration.isotonic("days_since_last_order")})
        .fit(labelled);
  }

  /**
   * Where nobody's outcome is known yet: half at the horizon, rising with the days since the last
   * order.
   */
  static PipelineModel prior(Dataset<Row> labelled, ChurnConfig config) {
    String formula =
        "cast(days_since_last_order / (days_since_last_order + %dD) as double)"
            .formatted(config.horizonDays());
    return new Pipeline()
        .setStages(
            new PipelineStage[] {new SQLTransformer().setStatement(Calibration.formula(formula))})
        .fit(labelled);
  }
}
