package vongdoi.models;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.feature.SQLTransformer;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vongdoi.models.contract.ShiftedBetaGeometricDistribution;
import vongdoi.models.contract.ShiftedBetaGeometricModel;
import vongdoi.models.families.ParetoNbdDistribution;
import vongdoi.models.families.ParetoNbdModel;
import vongdoi.models.spend.GammaGammaDistribution;
import vongdoi.models.spend.GammaGammaModel;

class PipelineReaderTest {

  @Test
  void loadsPipelinesSavedUnderTheNamesOfToday(@TempDir Path folder) throws IOException {
    Path saved = folder.resolve("pipeline");
    PipelineModel pipeline = pipeline();
    pipeline.write().save(saved.toString());
    assertScoresTheSame(pipeline, load(saved));
  }

  @Test
  void loadsPipelinesSavedUnderFormerNames(@TempDir Path folder) throws IOException {
    Path saved = folder.resolve("pipeline");
    PipelineModel pipeline = pipeline();
    pipeline.write().save(saved.toString());
    FormerlySaved.rename(saved);
    assertScoresTheSame(pipeline, load(saved));
  }

  private static PipelineModel load(Path saved) {
    return new PipelineReader().session(LocalSpark.session()).load(saved.toString());
  }

  /** Models of each room, one of Spark's own, and a pipeline within the pipeline. */
  private static PipelineModel pipeline() {
    PipelineModel within =
        fitted(
            ParetoNbdModel.of(new ParetoNbdDistribution(0.55, 10.58, 0.61, 11.67))
                .setHorizon(52)
                .setDiscountedPurchasesCol("purchases"),
            new SQLTransformer().setStatement("SELECT *, purchases + 1 AS more FROM __THIS__"));
    return fitted(
        within,
        GammaGammaModel.of(new GammaGammaDistribution(6.25, 3.74, 15.44))
            .setPurchasesCol("purchases"),
        ShiftedBetaGeometricModel.of(new ShiftedBetaGeometricDistribution(0.668, 3.806))
            .setPeriodsCol("frequency")
            .setEndedCol("ended"));
  }

  private static PipelineModel fitted(PipelineStage... stages) {
    return new Pipeline().setStages(stages).fit(histories());
  }

  private static void assertScoresTheSame(PipelineModel expected, PipelineModel actual) {
    assertEquals(expected.uid(), actual.uid());
    assertEquals(
        expected.transform(histories()).collectAsList(),
        actual.transform(histories()).collectAsList());
  }

  private static Dataset<Row> histories() {
    return Reference.frame(
            List.of(
                Reference.history(2, 30.43, 38.86, 22.35), Reference.history(0, 0, 38.86, null)))
        .selectExpr("*", "0D AS ended");
  }
}
