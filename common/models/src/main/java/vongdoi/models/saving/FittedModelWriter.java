package vongdoi.models.saving;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.spark.ml.param.Params;
import org.apache.spark.ml.util.DefaultParamsWriter;
import org.apache.spark.ml.util.MLWriter;
import org.json4s.JObject;
import org.json4s.JString;
import org.json4s.JValue;
import scala.Option;
import scala.Tuple2;
import scala.jdk.javaapi.CollectionConverters;
import vongdoi.models.fitting.FitSummary;

/** Saves a model as Spark's metadata with the fit summary in it: no training data, no parquet. */
public final class FittedModelWriter extends MLWriter {

  static final String SUMMARY = "summary";

  private final Params model;
  private final FitSummary summary;

  public FittedModelWriter(Params model, FitSummary summary) {
    this.model = model;
    this.summary = summary;
  }

  @Override
  public void saveImpl(String path) {
    Tuple2<String, JValue> entry = new Tuple2<>(SUMMARY, new JString(json()));
    JObject extra = new JObject(CollectionConverters.asScala(List.of(entry)).toList());
    DefaultParamsWriter.saveMetadata(model, path, sparkSession(), Option.apply(extra));
  }

  private String json() {
    try {
      return new ObjectMapper().writeValueAsString(summary);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("Cannot save model: its summary is not JSON", e);
    }
  }
}
