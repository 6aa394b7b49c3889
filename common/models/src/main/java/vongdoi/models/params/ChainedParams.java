package vongdoi.models.params;

import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.Params;

/**
 * Params whose setters return the estimator or model that they belong to.
 *
 * @param <S> the estimator or model
 */
public interface ChainedParams<S extends ChainedParams<S>> extends Params {

  /** Sets a param. */
  @SuppressWarnings("unchecked")
  default <T> S with(Param<T> param, T value) {
    set(param, value);
    return (S) this;
  }
}
