package vongdoi.models.fitting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import vongdoi.models.Reference;
import vongdoi.models.families.BetaGeometric;

class FitSummaryTest {

  /**
   * Coefficients, standard errors and log likelihood as published, and as the README shows them.
   */
  @Test
  void printsWhatTheReadmeShows() throws IOException {
    FitSummary fit = new BetaGeometric().fit(Reference.frame(Reference.cdnowSummary())).summary();
    String readme =
        Files.readString(
            Path.of(System.getProperty("vongdoi.root", "../.."), "common", "models", "README.md"));
    String table = fit.toString().substring(0, fit.toString().indexOf("BIC"));
    assertTrue(readme.contains(table), fit.toString());
    assertTrue(fit.toString().contains("2357 customers"), fit.toString());
    assertEquals(8 + 2 * 9582.4256, fit.aic(), 1e-3);
    assertEquals(4 * Math.log(2357) + 2 * 9582.4256, fit.bic(), 1e-3);
  }

  @Test
  void saysWhereAlivenessMeansNothing() {
    FitSummary fit =
        new FitSummary(
            List.of("r"), List.of(1.0), List.of(0.1), -5, 10, 7, 3, 9, true, false, false, true);
    assertTrue(fit.toString().contains("alive probabilities say nothing"), fit.toString());
    assertTrue(fit.toString().contains("a weak prior"), fit.toString());
  }
}
