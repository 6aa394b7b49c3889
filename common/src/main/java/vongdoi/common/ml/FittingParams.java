package vongdoi.common.ml;

import java.io.Serializable;
import java.util.List;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamValidators;
import org.apache.spark.ml.param.Params;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;

/**
 * Params of every estimator that maximises a likelihood.
 *
 * @param <S> the estimator, returned by the setters
 */
public interface FittingParams<S extends FittingParams<S>> extends Params {

  /** The declared params of one estimator. */
  Declared fitting();

  default Param<String> weightCol() {
    return fitting().weightCol;
  }

  default IntParam maxIter() {
    return fitting().maxIter;
  }

  default DoubleParam tolerance() {
    return fitting().tolerance;
  }

  default DoubleParam regParam() {
    return fitting().regParam;
  }

  default Param<String> prior() {
    return fitting().prior;
  }

  default DoubleParam priorScale() {
    return fitting().priorScale;
  }

  default IntParam maxDriverRows() {
    return fitting().maxDriverRows;
  }

  /** How many customers a row stands for; without it, one. */
  default S setWeightCol(String column) {
    return with(weightCol(), column);
  }

  default S setMaxIter(int iterations) {
    return with(maxIter(), iterations);
  }

  default S setTolerance(double tolerance) {
    return with(tolerance(), tolerance);
  }

  default S setRegParam(double factor) {
    return with(regParam(), factor);
  }

  /** {@code auto}, {@code always} or {@code never}. */
  default S setPrior(String when) {
    return with(prior(), when);
  }

  default S setPriorScale(double scale) {
    return with(priorScale(), scale);
  }

  default S setMaxDriverRows(int rows) {
    return with(maxDriverRows(), rows);
  }

  /** How many customers a row stands for, as a column. */
  default Column weight() {
    return isDefined(weightCol()) ? new Column(getOrDefault(weightCol())) : functions.lit(1.0);
  }

  /** Refuses a weight column that is missing or not a number. */
  default void checkWeight(StructType schema) {
    if (isDefined(weightCol())) {
      Schemas.numeric(schema, getOrDefault(weightCol()));
    }
  }

  @SuppressWarnings("unchecked")
  private <T> S with(Param<T> param, T value) {
    set(param, value);
    return (S) this;
  }

  /** The params themselves: an interface cannot hold them. */
  final class Declared implements Serializable {
    private final Param<String> weightCol;
    private final IntParam maxIter;
    private final DoubleParam tolerance;
    private final DoubleParam regParam;
    private final Param<String> prior;
    private final DoubleParam priorScale;
    private final IntParam maxDriverRows;

    Declared(Params owner) {
      weightCol =
          new Param<>(owner, "weightCol", "column with how many customers a row stands for");
      maxIter = new IntParam(owner, "maxIter", "most iterations (> 0)", ParamValidators.gt(0));
      tolerance =
          new DoubleParam(
              owner,
              "tolerance",
              "the search ends when no derivative of the mean log likelihood by a log-parameter"
                  + " exceeds this (> 0)",
              ParamValidators.gt(0));
      regParam =
          new DoubleParam(
              owner,
              "regParam",
              "factor of the sum of squared parameters, each in its typical unit, taken off the"
                  + " mean log likelihood (>= 0)",
              ParamValidators.gtEq(0));
      prior =
          new Param<>(
              owner,
              "prior",
              "whether a weak log-normal prior steadies the parameters: auto (only if the"
                  + " likelihood has no proper maximum), always, never",
              ParamValidators.inArray(List.of("auto", "always", "never")));
      priorScale =
          new DoubleParam(
              owner,
              "priorScale",
              "standard deviation of that prior in log-parameters (> 0)",
              ParamValidators.gt(0));
      maxDriverRows =
          new IntParam(
              owner,
              "maxDriverRows",
              "up to so many distinct observations are fitted on the driver, more on the"
                  + " executors (>= 0)",
              ParamValidators.gtEq(0));
      owner.setDefault(maxIter, 200);
      owner.setDefault(tolerance, 1e-8);
      owner.setDefault(regParam, 0.0);
      owner.setDefault(prior, "auto");
      owner.setDefault(priorScale, 2.0);
      owner.setDefault(maxDriverRows, 2_000_000);
    }
  }
}
