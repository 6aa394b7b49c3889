package vongdoi.models.contract;

import java.io.Serializable;
import java.util.List;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.Params;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.StructType;
import vongdoi.models.params.ChainedParams;
import vongdoi.models.params.Declaration;
import vongdoi.models.params.Schemas;

/**
 * Params of estimators and models of contracts that are renewed period by period: one row per
 * contract with the periods that have come to their end, and whether the last of them ended it.
 *
 * @param <S> the estimator or model, returned by the setters
 */
public interface ContractParams<S extends ContractParams<S>> extends ChainedParams<S> {

  /** The declared params of one estimator or model. */
  Declared contract();

  default Param<String> periodsCol() {
    return contract().periodsCol;
  }

  default Param<String> endedCol() {
    return contract().endedCol;
  }

  default IntParam horizon() {
    return contract().horizon;
  }

  default DoubleParam discountRate() {
    return contract().discountRate;
  }

  default Param<String> renewalProbabilityCol() {
    return contract().renewalProbabilityCol;
  }

  default Param<String> survivalProbabilityCol() {
    return contract().survivalProbabilityCol;
  }

  default Param<String> expectedRenewalsCol() {
    return contract().expectedRenewalsCol;
  }

  default Param<String> discountedRenewalsCol() {
    return contract().discountedRenewalsCol;
  }

  default S setPeriodsCol(String column) {
    return with(periodsCol(), column);
  }

  default S setEndedCol(String column) {
    return with(endedCol(), column);
  }

  /** How many renewals to look ahead. */
  default S setHorizon(int periods) {
    return with(horizon(), periods);
  }

  /** Output column; empty for none. */
  default S setRenewalProbabilityCol(String column) {
    return with(renewalProbabilityCol(), column);
  }

  /** Output column; empty for none. */
  default S setSurvivalProbabilityCol(String column) {
    return with(survivalProbabilityCol(), column);
  }

  /** Output column; empty for none. */
  default S setExpectedRenewalsCol(String column) {
    return with(expectedRenewalsCol(), column);
  }

  /** Output column; empty, as by default, for none. */
  default S setDiscountedRenewalsCol(String column) {
    return with(discountedRenewalsCol(), column);
  }

  /** Discount for one period: the n-th renewal is divided by (1 + rate)^n. */
  default S setDiscountRate(double rate) {
    return with(discountRate(), rate);
  }

  /** The two input columns in the order of the likelihood. */
  default List<Column> contractColumns() {
    return List.of(new Column(getOrDefault(periodsCol())), new Column(getOrDefault(endedCol())));
  }

  /** The schema with the outputs, after a check of the inputs. */
  default StructType contractSchema(StructType schema) {
    return Schemas.extended(
        schema,
        List.of(getOrDefault(periodsCol()), getOrDefault(endedCol())),
        List.of(
            getOrDefault(renewalProbabilityCol()),
            getOrDefault(survivalProbabilityCol()),
            getOrDefault(expectedRenewalsCol()),
            getOrDefault(discountedRenewalsCol())));
  }

  /** The params themselves: an interface cannot hold them. */
  final class Declared implements Serializable {
    private final Param<String> periodsCol;
    private final Param<String> endedCol;
    private final IntParam horizon;
    private final DoubleParam discountRate;
    private final Param<String> renewalProbabilityCol;
    private final Param<String> survivalProbabilityCol;
    private final Param<String> expectedRenewalsCol;
    private final Param<String> discountedRenewalsCol;

    Declared(Params owner) {
      Declaration declare = new Declaration(owner);
      periodsCol = declare.column("periodsCol", "column of periods that have ended", "periods");
      endedCol =
          declare.column("endedCol", "column: 1 if the last period ended the contract", "ended");
      horizon = declare.count("horizon", "renewals to look ahead", 1, 1);
      discountRate = declare.notNegative("discountRate", "discount for one period", 0);
      renewalProbabilityCol =
          declare.column(
              "renewalProbabilityCol",
              "output: probability of the next renewal; empty for none",
              "renewal_probability");
      survivalProbabilityCol =
          declare.column(
              "survivalProbabilityCol",
              "output: probability of all renewals of the horizon; empty for none",
              "survival_probability");
      expectedRenewalsCol =
          declare.column(
              "expectedRenewalsCol",
              "output: expected renewals within the horizon; empty for none",
              "expected_renewals");
      discountedRenewalsCol =
          declare.column(
              "discountedRenewalsCol",
              "output: expected renewals within the horizon, discounted; empty for none",
              "");
    }
  }
}
