package vongdoi.models.params;

import java.io.Serializable;
import java.util.List;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.Params;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;
import vongdoi.models.fitting.FitSettings;

/**
 * Params of every estimator that maximises a likelihood.
 *
 * @param <S> the estimator, returned by the setters
 */
public interface FittingParams<S extends FittingParams<S>> extends ChainedParams<S> {

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

  /** The course of a fit under these params. */
  default FitSettings fitSettings() {
    return new FitSettings(
        (int) getOrDefault(maxIter()),
        (double) getOrDefault(tolerance()),
        (double) getOrDefault(regParam()),
        getOrDefault(prior()),
        (double) getOrDefault(priorScale()));
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

  /** The params themselves: an interface cannot hold them. */
  final class Declared implements Serializable {
    private final Param<String> weightCol;
    private final IntParam maxIter;
    private final DoubleParam tolerance;
    private final DoubleParam regParam;
    private final Param<String> prior;
    private final DoubleParam priorScale;
    private final IntParam maxDriverRows;

    public Declared(Params owner) {
      Declaration declare = new Declaration(owner);
      weightCol = declare.column("weightCol", "column with how many customers a row stands for");
      maxIter = declare.count("maxIter", "most iterations", 1, 200);
      tolerance =
          declare.positive(
              "tolerance",
              "the search ends when no derivative of the mean log likelihood by a log-parameter"
                  + " exceeds this",
              1e-8);
      regParam =
          declare.notNegative(
              "regParam",
              "factor of the sum of squared parameters, each in its typical unit, taken off the"
                  + " mean log likelihood",
              0);
      prior =
          declare.word(
              "prior",
              "whether a weak log-normal prior steadies the parameters: auto (only if the"
                  + " likelihood has no proper maximum), always, never",
              List.of("auto", "always", "never"));
      priorScale =
          declare.positive("priorScale", "standard deviation of that prior in log-parameters", 2);
      maxDriverRows =
          declare.count(
              "maxDriverRows",
              "up to so many distinct observations are fitted on the driver, more on the"
                  + " executors",
              0,
              2_000_000);
    }
  }
}
