package vongdoi.churn;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;

import java.util.Arrays;
import java.util.Optional;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import vongdoi.models.purchase.PurchaseModel;

/**
 * Carries probabilities learnt on one stretch of the year over to another, without outcomes of it:
 * the log odds of leaving move by as much as the model of purchases moves them between a horizon
 * that holds as many ordinary days of business as the one learnt from, and the one ahead.
 *
 * <p>Example: learnt on a summer of 90 ordinary days, scored before an autumn that counts 115: who
 * is active with 0.50 in 90 and with 0.56 in 115 of them has the odds of leaving cut by a fifth.
 *
 * @param activity the fitted stage with the horizon learnt from
 * @param ahead ordinary days of business within the horizon ahead
 */
record SeasonShift(PurchaseModel<?> activity, double ahead) {
  private static final String AHEAD = "activity_ahead";
  private static final double CERTAIN = 1e-4;

  /** Of a stored model; none where it does not know the purchases. */
  static Optional<SeasonShift> of(PipelineModel model, double ahead) {
    return Arrays.stream(model.stages())
        .filter(stage -> stage instanceof PurchaseModel<?>)
        .map(stage -> new SeasonShift((PurchaseModel<?>) stage, ahead))
        .findFirst();
  }

  /** Whether the horizon ahead holds as many ordinary days as the one learnt from. */
  boolean isNone() {
    return ahead == (double) activity.getOrDefault(activity.horizon());
  }

  /** Rows that a model has transformed, with the activity ahead. */
  Dataset<Row> added(Dataset<Row> transformed) {
    PurchaseModel<?> copy = activity.copy(new ParamMap());
    copy.setHorizon(ahead);
    copy.setActiveProbabilityCol(AHEAD);
    copy.setExpectedPurchasesCol("");
    return copy.transform(transformed);
  }

  /** A churn probability as it is ahead. */
  Column shifted(Column probability) {
    Column odds =
        odds(probability)
            .multiply(odds(left(AHEAD)))
            .divide(odds(left(PurchaseActivity.PROBABILITY)));
    return odds.divide(odds.plus(1));
  }

  private static Column left(String active) {
    return lit(1.0)
        .minus(least(greatest(coalesce(col(active), lit(0.5)), lit(CERTAIN)), lit(1 - CERTAIN)));
  }

  private static Column odds(Column probability) {
    return probability.divide(lit(1.0).minus(probability));
  }
}
