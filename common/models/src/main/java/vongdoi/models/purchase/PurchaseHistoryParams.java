package vongdoi.models.purchase;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.Params;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.StructType;
import vongdoi.models.params.ChainedParams;
import vongdoi.models.params.Declaration;
import vongdoi.models.params.Schemas;

/**
 * Params of estimators and models that read a purchase history and forecast purchases: one row per
 * customer with the repeat purchases (days or weeks with a purchase after the first), the time from
 * the first to the last of them, and the time from the first to the end of observation.
 *
 * @param <S> the estimator or model, returned by the setters
 */
public interface PurchaseHistoryParams<S extends PurchaseHistoryParams<S>>
    extends ChainedParams<S> {

  /** The declared params of one estimator or model. */
  Declared purchaseHistory();

  default Param<String> frequencyCol() {
    return purchaseHistory().frequencyCol;
  }

  default Param<String> recencyCol() {
    return purchaseHistory().recencyCol;
  }

  default Param<String> ageCol() {
    return purchaseHistory().ageCol;
  }

  default DoubleParam horizon() {
    return purchaseHistory().horizon;
  }

  default Param<String> aliveProbabilityCol() {
    return purchaseHistory().aliveProbabilityCol;
  }

  default Param<String> activeProbabilityCol() {
    return purchaseHistory().activeProbabilityCol;
  }

  default Param<String> expectedPurchasesCol() {
    return purchaseHistory().expectedPurchasesCol;
  }

  default Param<String> discountedPurchasesCol() {
    return purchaseHistory().discountedPurchasesCol;
  }

  default Param<String> logLikelihoodCol() {
    return purchaseHistory().logLikelihoodCol;
  }

  default DoubleParam discountPeriod() {
    return purchaseHistory().discountPeriod;
  }

  default DoubleParam discountRate() {
    return purchaseHistory().discountRate;
  }

  default S setFrequencyCol(String column) {
    return with(frequencyCol(), column);
  }

  default S setRecencyCol(String column) {
    return with(recencyCol(), column);
  }

  default S setAgeCol(String column) {
    return with(ageCol(), column);
  }

  /** How far to look ahead, in the data's unit of time. */
  default S setHorizon(double horizon) {
    return with(horizon(), horizon);
  }

  /** Output column; empty for none. */
  default S setAliveProbabilityCol(String column) {
    return with(aliveProbabilityCol(), column);
  }

  /** Output column; empty for none. */
  default S setActiveProbabilityCol(String column) {
    return with(activeProbabilityCol(), column);
  }

  /** Output column; empty for none. */
  default S setExpectedPurchasesCol(String column) {
    return with(expectedPurchasesCol(), column);
  }

  /** Output column; empty, as by default, for none. */
  default S setDiscountedPurchasesCol(String column) {
    return with(discountedPurchasesCol(), column);
  }

  /** Output column; empty, as by default, for none. */
  default S setLogLikelihoodCol(String column) {
    return with(logLikelihoodCol(), column);
  }

  /** Length of the periods that {@link #setDiscountRate} is for, in the data's unit of time. */
  default S setDiscountPeriod(double period) {
    return with(discountPeriod(), period);
  }

  /** Discount for one period: the purchases of the n-th are divided by (1 + rate)^n. */
  default S setDiscountRate(double rate) {
    return with(discountRate(), rate);
  }

  /** The three input columns in the order of the likelihoods. */
  default List<Column> historyColumns() {
    return List.of(
        new Column(getOrDefault(frequencyCol())),
        new Column(getOrDefault(recencyCol())),
        new Column(getOrDefault(ageCol())));
  }

  /** The schema with the forecasts, after a check of the inputs. */
  default StructType forecastSchema(StructType schema) {
    List<String> inputs = new ArrayList<>();
    for (Param<String> param : List.of(frequencyCol(), recencyCol(), ageCol())) {
      inputs.add(getOrDefault(param));
    }
    List<String> outputs = new ArrayList<>();
    for (Param<String> param :
        List.of(
            aliveProbabilityCol(),
            activeProbabilityCol(),
            expectedPurchasesCol(),
            discountedPurchasesCol(),
            logLikelihoodCol())) {
      outputs.add(getOrDefault(param));
    }
    return Schemas.extended(schema, inputs, outputs);
  }

  /** The params themselves: an interface cannot hold them. */
  final class Declared implements Serializable {
    private final Param<String> frequencyCol;
    private final Param<String> recencyCol;
    private final Param<String> ageCol;
    private final DoubleParam horizon;
    private final Param<String> aliveProbabilityCol;
    private final Param<String> activeProbabilityCol;
    private final Param<String> expectedPurchasesCol;
    private final Param<String> discountedPurchasesCol;
    private final Param<String> logLikelihoodCol;
    private final DoubleParam discountPeriod;
    private final DoubleParam discountRate;

    Declared(Params owner) {
      Declaration declare = new Declaration(owner);
      frequencyCol = declare.column("frequencyCol", "column of repeat purchases", "frequency");
      recencyCol =
          declare.column("recencyCol", "column of time from first to last purchase", "recency");
      ageCol =
          declare.column("ageCol", "column of time from first purchase to end of observation", "T");
      horizon =
          declare.notNegative(
              "horizon", "how far to look ahead, in the unit of time of recency and age", 1);
      aliveProbabilityCol =
          declare.column(
              "aliveProbabilityCol",
              "output: probability that the customer has not left; empty for none",
              "alive_probability");
      activeProbabilityCol =
          declare.column(
              "activeProbabilityCol",
              "output: probability of a purchase within the horizon; empty for none",
              "active_probability");
      expectedPurchasesCol =
          declare.column(
              "expectedPurchasesCol",
              "output: expected purchases within the horizon; empty for none",
              "expected_purchases");
      discountedPurchasesCol =
          declare.column(
              "discountedPurchasesCol",
              "output: expected purchases within the horizon, discounted; empty for none",
              "");
      logLikelihoodCol =
          declare.column(
              "logLikelihoodCol", "output: log likelihood of the history; empty for none", "");
      discountPeriod =
          declare.positive(
              "discountPeriod",
              "length of a discount period, in the unit of time of recency and age",
              1);
      discountRate = declare.notNegative("discountRate", "discount for one period", 0);
    }
  }
}
