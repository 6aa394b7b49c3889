package vongdoi.models.saving;

import java.util.function.Function;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.MLReader;
import scala.Option;

/**
 * Loads an estimator that was saved with its params.
 *
 * @param <E> the estimator
 */
public final class EstimatorReader<E extends Estimator<?>> extends MLReader<E> {

  private final Class<E> type;
  private final Function<String, E> constructor;

  public EstimatorReader(Class<E> type, Function<String, E> constructor) {
    this.type = type;
    this.constructor = constructor;
  }

  @Override
  public E load(String path) {
    DefaultParamsReader.Metadata metadata = SavedMetadata.of(type, path, sparkSession());
    E estimator = constructor.apply(metadata.uid());
    metadata.getAndSetParams(estimator, Option.empty());
    return estimator;
  }
}
