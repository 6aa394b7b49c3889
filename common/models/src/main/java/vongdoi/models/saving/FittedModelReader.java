package vongdoi.models.saving;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.util.function.BiFunction;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.MLReader;
import scala.Option;
import vongdoi.models.fitting.FitSummary;

/**
 * Loads what {@link FittedModelWriter} saved.
 *
 * @param <M> the model
 */
public final class FittedModelReader<M extends Model<M>> extends MLReader<M> {

  private final Class<M> type;
  private final BiFunction<String, FitSummary, M> constructor;

  public FittedModelReader(Class<M> type, BiFunction<String, FitSummary, M> constructor) {
    this.type = type;
    this.constructor = constructor;
  }

  @Override
  public M load(String path) {
    DefaultParamsReader.Metadata metadata = SavedMetadata.of(type, path, sparkSession());
    M model = constructor.apply(metadata.uid(), summary(metadata, path));
    metadata.getAndSetParams(model, Option.empty());
    return model;
  }

  private static FitSummary summary(DefaultParamsReader.Metadata metadata, String path) {
    try {
      ObjectMapper mapper = new ObjectMapper();
      String json =
          mapper.readTree(metadata.metadataJson()).path(FittedModelWriter.SUMMARY).asText();
      return mapper.readValue(json, FitSummary.class);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("Cannot load model: no readable summary in " + path, e);
    }
  }
}
