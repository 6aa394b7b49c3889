package vongdoi.models;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import vongdoi.models.families.BetaGeometric;
import vongdoi.models.families.BetaGeometricModel;
import vongdoi.models.families.ParetoNbd;
import vongdoi.models.fitting.FitSummary;
import vongdoi.models.spend.GammaGamma;

/** The example of the README, as it stands there. */
class ReadmeTest {
  private static final Path MODULE =
      Path.of(System.getProperty("vongdoi.root", "../.."), "common", "models");

  @Test
  void theExampleValuesEveryCustomer() throws IOException {
    Dataset<Row> scored = scored(Reference.frame(Reference.cdnowTransactions()));
    List<String> added = List.of(scored.columns());
    assertTrue(
        added.containsAll(
            List.of(
                "alive_probability",
                "active_probability",
                "expected_purchases",
                "purchases",
                "expected_spend",
                "clv")),
        added.toString());
    assertEquals(2357, scored.where("clv > 0 and purchases < expected_purchases").count());
  }

  @Test
  void theReadmeShowsThisExample() throws IOException {
    String readme = Files.readString(MODULE.resolve("README.md"));
    String example = readme.split("```java\n", 2)[1].split("```", 2)[0];
    Path source = MODULE.resolve("src/test/java/vongdoi/models/ReadmeTest.java");
    assertTrue(onOneLine(Files.readString(source)).contains(onOneLine(example)), example);
  }

  /** Python finds classes and methods by their names alone. */
  @Test
  void whatTheExampleForPythonCallsIsThere() throws IOException {
    String readme = Files.readString(MODULE.resolve("README.md"));
    String example = readme.split("```python\n", 2)[1].split("```", 2)[0];
    assertTrue(example.contains('"' + BetaGeometric.class.getName() + '"'), example);
    assertTrue(example.contains("_jvm." + BetaGeometricModel.class.getName() + ".load("), example);
    assertCalled(example, "estimator\\._java_obj\\.(\\w+)\\(", BetaGeometric.class);
    assertCalled(example, "model\\._java_obj\\.(\\w+)\\(", BetaGeometricModel.class);
    assertCalled(example, "summary\\(\\)\\.(\\w+)\\(", FitSummary.class);
  }

  private static void assertCalled(String example, String call, Class<?> type) {
    Matcher calls = Pattern.compile(call).matcher(example);
    List<String> methods = Arrays.stream(type.getMethods()).map(Method::getName).toList();
    int found = 0;
    while (calls.find()) {
      assertTrue(methods.contains(calls.group(1)), calls.group());
      found++;
    }
    assertTrue(found > 0, call);
  }

  private static Dataset<Row> scored(Dataset<Row> histories) {
    PipelineModel model =
        new Pipeline()
            .setStages(
                new PipelineStage[] {
                  new ParetoNbd()
                      .setHorizon(52)
                      .setDiscountPeriod(4.345)
                      .setDiscountRate(0.01)
                      .setDiscountedPurchasesCol("purchases"),
                  new GammaGamma().setPurchasesCol("purchases").setMargin(0.3)
                })
            .fit(histories);
    Dataset<Row> scored = model.transform(histories);
    return scored;
  }

  private static String onOneLine(String text) {
    return text.replaceAll("\\s+", " ").strip();
  }
}
