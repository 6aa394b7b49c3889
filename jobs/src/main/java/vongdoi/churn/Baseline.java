package vongdoi.churn;

import static org.apache.spark.sql.functions.col;

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

  private Baseline() {}

  /** AUC of each single column on the test rows, by name. */
  static Map<String, Double> aucs(Dataset<Row> labelled) {
    List<Row> rows =
        labelled
            .where(col(Snapshots.ROLE).equalTo(Snapshots.TEST))
            .selectExpr(
                "label",
                "days_since_last_order",
                "-cast(orders_365d as double)",
                "-coalesce(" + Activity.PROBABILITY + ", 0.5D)")
            .collectAsList();
    Map<String, Double> aucs = new TreeMap<>();
    aucs.put(RECENCY, ClassifierMetrics.auc(scored(rows, 1)));
    aucs.put("frequency", ClassifierMetrics.auc(scored(rows, 2)));
    aucs.put(ACTIVITY, ClassifierMetrics.auc(scored(rows, 3)));
    return aucs;
  }

  private static List<Scored> scored(List<Row> rows, int column) {
    return rows.stream().map(r -> new Scored(r.getDouble(0) == 1, r.getDouble(column))).toList();
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
