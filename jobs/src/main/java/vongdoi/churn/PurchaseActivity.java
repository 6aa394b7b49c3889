package vongdoi.churn;

import java.util.Comparator;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import vongdoi.models.PurchaseFamily;
import vongdoi.models.purchase.PurchaseEstimator;
import vongdoi.models.purchase.PurchaseModel;

/**
 * The probability that a customer buys within the horizon, by the model of purchases and dropout
 * that fits the customer base best: a predictor, and a mark that learners must reach.
 *
 * <p>It is fitted on the older snapshot and knows nothing after it. P(alive) would not do: who
 * bought once is alive for certain in the BG/NBD, and on CDNOW its AUC is 0.32.
 */
final class PurchaseActivity {
  static final String PROBABILITY = "activity";
  static final String ORDERS = "expected_orders";

  private PurchaseActivity() {}

  /** Distinct histories with the number of buyers who share them. */
  static Dataset<Row> grouped(Dataset<Row> buyers) {
    return buyers
        .groupBy("repeat_orders_count", "days_first_to_last_order", "days_since_first_order")
        .count();
  }

  /** The stage that adds {@link #PROBABILITY} and {@link #ORDERS} to rows of gold.features. */
  static PurchaseModel<?> fit(Dataset<Row> grouped, ChurnConfig config) {
    PurchaseModel<?> best =
        PurchaseFamily.CONTINUOUS.stream()
            .map(family -> fit(family, grouped))
            .max(Comparator.comparingDouble(model -> model.summary().logLikelihood()))
            .orElseThrow();
    PurchaseModel<?> stage = best.copy(new ParamMap());
    stage.setHorizon(config.horizonDays());
    stage.setAliveProbabilityCol("");
    stage.setActiveProbabilityCol(PROBABILITY);
    stage.setExpectedPurchasesCol(ORDERS);
    return stage;
  }

  private static PurchaseModel<?> fit(PurchaseFamily family, Dataset<Row> grouped) {
    PurchaseEstimator<?, ?> estimator = family.estimator();
    estimator.setWeightCol("count");
    estimator.setFrequencyCol("repeat_orders_count");
    estimator.setRecencyCol("days_first_to_last_order");
    estimator.setAgeCol("days_since_first_order");
    return estimator.fit(grouped);
  }
}
