package vongdoi.models;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.MLReader;
import vongdoi.models.contract.ShiftedBetaGeometricModel;
import vongdoi.models.families.BetaGeometricBetaBernoulliModel;
import vongdoi.models.families.BetaGeometricModel;
import vongdoi.models.families.ModifiedBetaGeometricModel;
import vongdoi.models.families.ParetoNbdModel;
import vongdoi.models.saving.FormerNames;
import vongdoi.models.spend.GammaGammaModel;

/**
 * Loads a fitted pipeline as {@link PipelineModel#read} does, and also those saved when the models
 * of this module had other names, which Spark by itself cannot find.
 */
public final class PipelineReader extends MLReader<PipelineModel> {

  private static final List<Class<?>> RENAMED =
      List.of(
          BetaGeometricModel.class,
          ModifiedBetaGeometricModel.class,
          ParetoNbdModel.class,
          BetaGeometricBetaBernoulliModel.class,
          GammaGammaModel.class,
          ShiftedBetaGeometricModel.class);

  @Override
  public PipelineModel load(String path) {
    DefaultParamsReader.Metadata metadata =
        DefaultParamsReader.loadMetadata(path, sparkSession(), PipelineModel.class.getName());
    List<String> uids = stageUids(metadata, path);
    Transformer[] stages = new Transformer[uids.size()];
    for (int i = 0; i < stages.length; i++) {
      stages[i] =
          stage(
              Pipeline.SharedReadWrite$.MODULE$.getStagePath(
                  uids.get(i), i, stages.length, path + "/stages"));
    }
    return new PipelineModel(metadata.uid(), stages);
  }

  private Transformer stage(String path) {
    String name = DefaultParamsReader.loadMetadata(path, sparkSession(), "").className();
    MLReader<?> reader =
        name.equals(PipelineModel.class.getName()) ? new PipelineReader() : reader(name, path);
    return (Transformer) reader.session(sparkSession()).load(path);
  }

  /** By the static method that every class of MLlib that can be loaded has. */
  private static MLReader<?> reader(String name, String path) {
    try {
      return (MLReader<?>) type(name).getMethod("read").invoke(null);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(
          "Cannot load %s: there is no %s to read it. Put its jar on the class path"
              .formatted(path, name),
          e);
    }
  }

  private static Class<?> type(String name) throws ClassNotFoundException {
    for (Class<?> renamed : RENAMED) {
      if (name.equals(FormerNames.of(renamed))) {
        return renamed;
      }
    }
    return Class.forName(name, true, Thread.currentThread().getContextClassLoader());
  }

  private static List<String> stageUids(DefaultParamsReader.Metadata metadata, String path) {
    try {
      JsonNode uids =
          new ObjectMapper().readTree(metadata.metadataJson()).path("paramMap").path("stageUids");
      List<String> result = new ArrayList<>();
      uids.forEach(uid -> result.add(uid.asText()));
      return result;
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("Cannot load pipeline: no readable metadata in " + path, e);
    }
  }
}
