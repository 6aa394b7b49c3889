package vongdoi.models.saving;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.apache.spark.ml.util.MLWritable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vongdoi.models.FormerlySaved;
import vongdoi.models.LocalSpark;
import vongdoi.models.families.BetaGeometricModel;
import vongdoi.models.families.ParetoNbdDistribution;
import vongdoi.models.families.ParetoNbdModel;
import vongdoi.models.spend.GammaGamma;

class FormerNamesTest {

  @Test
  void aModelSavedUnderItsFormerNameLoads(@TempDir Path folder) throws IOException {
    ParetoNbdModel model =
        ParetoNbdModel.of(new ParetoNbdDistribution(0.55, 10.58, 0.61, 11.67)).setHorizon(52);
    String path = savedFormerly(model, folder);
    ParetoNbdModel loaded = ParetoNbdModel.load(path);
    assertEquals(model.uid(), loaded.uid());
    assertEquals(model.summary(), loaded.summary());
    assertEquals(52.0, loaded.getOrDefault(loaded.horizon()));
  }

  @Test
  void anEstimatorSavedUnderItsFormerNameLoads(@TempDir Path folder) throws IOException {
    GammaGamma estimator = new GammaGamma().setMargin(0.3).setMaxIter(50);
    GammaGamma loaded = GammaGamma.load(savedFormerly(estimator, folder));
    assertEquals(estimator.uid(), loaded.uid());
    assertEquals(0.3, loaded.getOrDefault(loaded.margin()));
    assertEquals(50, loaded.getOrDefault(loaded.maxIter()));
  }

  @Test
  void refusesAnotherModel(@TempDir Path folder) throws IOException {
    String path = savedFormerly(ParetoNbdModel.of(new ParetoNbdDistribution(1, 2, 3, 4)), folder);
    Exception refused =
        assertThrows(IllegalArgumentException.class, () -> BetaGeometricModel.load(path));
    assertEquals(
        "Cannot load BetaGeometricModel from %s: there is a vongdoi.common.ml.ParetoNbdModel."
                .formatted(path)
            + " Load it with that class",
        refused.getMessage());
  }

  private static String savedFormerly(MLWritable stage, Path folder) throws IOException {
    Path path = folder.resolve("saved");
    stage.write().session(LocalSpark.session()).save(path.toString());
    FormerlySaved.rename(path);
    try (Stream<Path> files = Files.list(path.resolve("metadata"))) {
      assertTrue(files.anyMatch(file -> contents(file).contains("\"class\":\"vongdoi.common.ml.")));
    }
    return path.toString();
  }

  private static String contents(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
