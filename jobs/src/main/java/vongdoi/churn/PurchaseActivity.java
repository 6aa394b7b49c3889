package vongdoi.churn;

import static org.apache.spark.sql.functions.col;

import java.util.Comparator;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import vongdoi.models.PurchaseFamily;
import vongdoi.models.purchase.PurchaseEstimator;
import vongdoi.models.purchase.PurchaseModel;
import vongdoi.models.season.BusinessClocks;

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
  private static final String RECENCY = "business_recency";
  private static final String AGE = "business_age";

  private PurchaseActivity() {}

  /** Rows of gold.features with their times in ordinary days of business. */
  static Dataset<Row> timed(Dataset<Row> features, BusinessClocks clocks) {
    Column date = col("as_of_date");
    Column first = col("days_since_first_order");
    return features
        .withColumn(RECENCY, clocks.within(date, first, col("days_first_to_last_order")))
        .withColumn(AGE, clocks.within(date, first, first));
  }

  /** Distinct histories with the number of buyers who share them. */
  static Dataset<Row> grouped(Dataset<Row> buyers) {
    return buyers.groupBy("repeat_orders_count", RECENCY, AGE).count();
  }

  /**
   * The stage that adds {@link #PROBABILITY} and {@link #ORDERS} to rows of {@link #timed}.
   *
   * @param ahead the horizon learnt from, in ordinary days of business
   */
  static PurchaseModel<?> fit(Dataset<Row> grouped, double ahead) {
    PurchaseModel<?> best =
        PurchaseFamily.CONTINUOUS.stream()
            .map(family -> fit(family, grouped))
            .max(Comparator.comparingDouble(model -> model.summary().logLikelihood()))
            .orElseThrow();
    PurchaseModel<?> stage = best.copy(new ParamMap());
    stage.setHorizon(ahead);
    stage.setAliveProbabilityCol("");
    stage.setActiveProbabilityCol(PROBABILITY);
    stage.setExpectedPurchasesCol(ORDERS);
    return stage;
  }

  private static PurchaseModel<?> fit(PurchaseFamily family, Dataset<Row> grouped) {
    PurchaseEstimator<?, ?> estimator = family.estimator();
    estimator.setWeightCol("count");
    estimator.setFrequencyCol("repeat_orders_count");
    estimator.setRecencyCol(RECENCY);
    estimator.setAgeCol(AGE);
    return estimator.fit(grouped);
  }
}
