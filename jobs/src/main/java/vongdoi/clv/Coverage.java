package vongdoi.clv;

import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vongdoi.common.table.Audit.Finding;
import vongdoi.common.table.Rule.Severity;
import vongdoi.customer.models.InBothLanguages;

/**
 * Whether the intervals of value held in the backtest what they promise, eight of ten. Too narrow
 * and too wide are both broken.
 *
 * <p>Example: 0.741 of 2,000 customers inside is 0.059 too few, seven times what chance gives.
 *
 * @param held share of the customers whose outcome fell inside; NaN: nothing to test on
 * @param noise its standard error if the promise is kept
 */
record Coverage(double held, double noise, double maxGap, boolean refuses) {
  static final String METRIC = "backtest_interval_coverage";
  private static final Logger LOG = LoggerFactory.getLogger(Coverage.class);

  /** Standard errors within which a gap may be chance: it is told, and refuses nothing. */
  private static final double BEYOND_NOISE = 2;

  /** Of a fit with its backtest; of fewer customers than a fit needs nothing is said. */
  static Coverage of(Map<String, Double> metrics, ClvConfig config) {
    double customers = metrics.getOrDefault("backtest_customers", 0.0);
    boolean isTested = customers > 0 && customers >= config.minCustomers();
    double promised = ValueInterval.COVERAGE;
    Coverage coverage =
        new Coverage(
            isTested ? metrics.get(METRIC) : Double.NaN,
            Math.sqrt(promised * (1 - promised) / Math.max(1, customers)),
            config.maxCoverageGap(),
            config.refuseOnCoverage());
    if (coverage.isBroken()) {
      LOG.warn(
          "Intervals of value {}: do not trust low_amount and high_amount of gold.clv_scores"
              + " (clv.max-coverage-gap {})",
          coverage.what().en(),
          config.maxCoverageGap());
    }
    return coverage;
  }

  private double gap() {
    return Math.abs(held - ValueInterval.COVERAGE);
  }

  boolean isBroken() {
    return gap() > maxGap;
  }

  boolean isRefused() {
    return refuses && isBroken() && gap() > BEYOND_NOISE * noise;
  }

  /** For {@code gold.table_quality}; empty where nothing was tested. */
  Optional<Finding> finding() {
    return Double.isNaN(held)
        ? Optional.empty()
        : Optional.of(
            new Finding(
                "interval_coverage",
                Severity.WARNING,
                held,
                !isBroken(),
                "",
                isBroken() ? "intervals " + what().en() : ""));
  }

  /** What the verdict on a fit says of it; nothing where the promise is kept. */
  InBothLanguages inWords() {
    return isBroken()
        ? new InBothLanguages("; intervals of value ", "; khoảng giá trị ").then(what())
        : InBothLanguages.NOTHING;
  }

  private InBothLanguages what() {
    return InBothLanguages.formatted(
        "held %.3f of what came in the backtest, not %.1f (by chance %.3f more or less)",
        "chứa %.3f kết quả trong kiểm tra lùi, không phải %.1f (ngẫu nhiên lệch khoảng %.3f)",
        held,
        ValueInterval.COVERAGE,
        noise);
  }
}
