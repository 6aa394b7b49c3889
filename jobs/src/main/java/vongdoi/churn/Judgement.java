package vongdoi.churn;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import vongdoi.customer.models.InBothLanguages;

/**
 * What becomes of a trained model: refused unless better than each single baseline (the activity
 * need not beat itself), champion unless the present one does as well on the later snapshot.
 *
 * @param status champion, challenger or rejected
 * @param reason why, with figures
 */
record Judgement(String status, InBothLanguages reason) {
  /** Prefix of the baselines' AUC among the metrics. */
  static final String AUC = "auc.";

  static Judgement of(
      Candidate best,
      Map<String, Double> baselines,
      double minGain,
      Supplier<Optional<Champion>> present,
      double ahead,
      Dataset<Row> sample) {
    double auc = ClassifierMetrics.auc(best.tested());
    Map.Entry<String, Double> strongest =
        baselines.entrySet().stream()
            .filter(mark -> mark.getKey().startsWith(AUC))
            .filter(mark -> !mark.getKey().equals(AUC + best.algorithm()))
            .max(Map.Entry.comparingByValue())
            .orElseThrow();
    InBothLanguages reason =
        InBothLanguages.formatted(
            "AUC %.3f, %s alone %.3f",
            "AUC %.3f, riêng %s %.3f",
            auc,
            strongest.getKey().substring(AUC.length()),
            strongest.getValue());
    if (auc <= strongest.getValue() + minGain) {
      return new Judgement(Training.REJECTED, reason);
    }
    return present
        .get()
        .map(champion -> champion.against(best, sample, ahead, reason))
        .filter(why -> !why.isEmpty())
        .map(why -> new Judgement(Training.CHALLENGER, why))
        .orElse(new Judgement(Training.CHAMPION, reason));
  }

  /** Figures of the later snapshot, those of the baselines, and what a campaign would earn. */
  static Map<String, Double> metrics(
      Candidate best, Map<String, Double> baselines, ChurnConfig.Profit costs) {
    Map<String, Double> metrics = ClassifierMetrics.of(best.tested());
    Map<String, Double> unshifted = ClassifierMetrics.of(Candidate.scored(best.unshifted()));
    for (String name : List.of("ece", "log_loss", "mean_score")) {
      metrics.put("unshifted." + name, unshifted.get(name));
    }
    Map<String, Double> crossFitted = ClassifierMetrics.of(best.heldOut());
    for (String name : List.of("auc", "ece", "churn_rate", "mean_score")) {
      metrics.put("cross_fitted." + name, crossFitted.get(name));
    }
    metrics.putAll(baselines);
    double mean =
        best.test().stream().mapToDouble(ExpectedProfit.Contact::value).average().orElse(0);
    ExpectedProfit profit =
        ExpectedProfit.of(
            best.test(),
            costs.incentiveShare() * mean,
            costs.contactShare() * mean,
            costs.acceptanceAlpha(),
            costs.acceptanceBeta());
    metrics.put("expected_maximum_profit", profit.profit());
    metrics.put("expected_profit_share_of_value", mean > 0 ? profit.profit() / mean : 0);
    metrics.put("expected_profit_fraction", profit.fraction());
    return metrics;
  }
}
