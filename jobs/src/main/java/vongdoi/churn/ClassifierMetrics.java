package vongdoi.churn;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * How good scores are at telling who churns; exact, with tied scores sharing their ranks.
 *
 * <p>Example: churned (.9), stayed (.4), churned (.4): AUC is .75, the tie counting one half.
 */
final class ClassifierMetrics {
  private static final int BINS = 10;
  private static final double CLIP = 1e-6;

  /**
   * @param churned what happened
   * @param score higher means likelier to churn
   */
  record Scored(boolean churned, double score) {}

  /** A run of equal scores, the highest first. */
  private record Tie(double score, double rows, double churned) {}

  private ClassifierMetrics() {}

  /** All metrics of calibrated probabilities, by name. */
  static Map<String, Double> of(List<Scored> rows) {
    Map<String, Double> metrics = new TreeMap<>();
    metrics.put("auc", auc(rows));
    metrics.put("pr_auc", averagePrecision(rows));
    metrics.put("log_loss", logLoss(rows));
    metrics.put("brier", brier(rows));
    metrics.put("ece", expectedCalibrationError(rows));
    metrics.put("top_decile_lift", topDecileLift(rows));
    metrics.put("churn_rate", churned(rows) / rows.size());
    metrics.put("mean_score", rows.stream().mapToDouble(Scored::score).sum() / rows.size());
    metrics.put("test_rows", (double) rows.size());
    metrics.putAll(tenths(rows));
    return metrics;
  }

  /**
   * Of each tenth of the customers, the highest scores first, the mean score and the share that
   * churned: {@code tenth.01.score}, {@code tenth.01.churned} … One of equal scores is in a tenth
   * in part. None where there are fewer than ten customers.
   */
  static Map<String, Double> tenths(List<Scored> rows) {
    Map<String, Double> shares = new TreeMap<>();
    double size = rows.size() / 10.0;
    List<Tie> ties = ties(rows);
    for (int tenth = 0; tenth < 10 && size >= 1; tenth++) {
      double scores = 0;
      double churned = 0;
      double seen = 0;
      for (Tie tie : ties) {
        double from = Math.max(seen, tenth * size);
        double to = Math.min(seen + tie.rows(), (tenth + 1) * size);
        double within = Math.max(0, to - from);
        scores += tie.score() * within;
        churned += tie.churned() / tie.rows() * within;
        seen += tie.rows();
      }
      String name = String.format(Locale.ROOT, "tenth.%02d.", tenth + 1);
      shares.put(name + "score", scores / size);
      shares.put(name + "churned", churned / size);
    }
    return shares;
  }

  /** P(a churned customer scores above one who stayed); one half where a class is missing. */
  static double auc(List<Scored> rows) {
    double churned = churned(rows);
    double stayed = rows.size() - churned;
    if (churned == 0 || stayed == 0) {
      return 0.5;
    }
    double above = 0;
    double churnedSoFar = 0;
    for (Tie tie : ties(rows)) {
      above += (tie.rows() - tie.churned()) * (churnedSoFar + tie.churned() / 2);
      churnedSoFar += tie.churned();
    }
    return above / (churned * stayed);
  }

  /** Area under precision and recall, as average precision. */
  static double averagePrecision(List<Scored> rows) {
    double churned = churned(rows);
    double sum = 0;
    double found = 0;
    double seen = 0;
    for (Tie tie : ties(rows)) {
      found += tie.churned();
      seen += tie.rows();
      sum += tie.churned() * found / seen;
    }
    return churned == 0 ? 0 : sum / churned;
  }

  static double logLoss(List<Scored> rows) {
    double sum = 0;
    for (Scored row : rows) {
      double p = Math.min(Math.max(row.score(), CLIP), 1 - CLIP);
      sum -= Math.log(row.churned() ? p : 1 - p);
    }
    return sum / rows.size();
  }

  static double brier(List<Scored> rows) {
    double sum = 0;
    for (Scored row : rows) {
      double error = row.score() - (row.churned() ? 1 : 0);
      sum += error * error;
    }
    return sum / rows.size();
  }

  /** Mean distance of promise and outcome over ten bins of equal width, weighted by their rows. */
  static double expectedCalibrationError(List<Scored> rows) {
    double[] promised = new double[BINS];
    double[] happened = new double[BINS];
    for (Scored row : rows) {
      int bin = (int) Math.min(BINS - 1, row.score() * BINS);
      promised[bin] += row.score();
      happened[bin] += row.churned() ? 1 : 0;
    }
    double sum = 0;
    for (int bin = 0; bin < BINS; bin++) {
      sum += Math.abs(promised[bin] - happened[bin]);
    }
    return sum / rows.size();
  }

  /** Churn rate of the tenth with the highest scores over that of all. */
  static double topDecileLift(List<Scored> rows) {
    double tenth = rows.size() / 10.0;
    double room = tenth;
    double found = 0;
    for (Tie tie : ties(rows)) {
      double taken = Math.min(room, tie.rows());
      found += tie.churned() * taken / tie.rows();
      room -= taken;
      if (room <= 0) {
        break;
      }
    }
    double churned = churned(rows);
    return churned == 0 ? 0 : (found / tenth) / (churned / rows.size());
  }

  private static double churned(List<Scored> rows) {
    return rows.stream().filter(Scored::churned).count();
  }

  private static List<Tie> ties(List<Scored> rows) {
    TreeMap<Double, Tie> ties = new TreeMap<>(Comparator.reverseOrder());
    for (Scored row : rows) {
      ties.merge(
          row.score(),
          new Tie(row.score(), 1, row.churned() ? 1 : 0),
          (a, b) -> new Tie(a.score(), a.rows() + b.rows(), a.churned() + b.churned()));
    }
    return List.copyOf(ties.values());
  }
}
