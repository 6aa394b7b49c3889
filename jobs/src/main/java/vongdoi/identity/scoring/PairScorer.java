package vongdoi.identity.scoring;

import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import vongdoi.identity.comparing.Field;
import vongdoi.identity.comparing.Levels;

/** Compares pairs of entries: tallies them for training, or weighs them with a trained model. */
public final class PairScorer implements Serializable {
  private static final long serialVersionUID = 1L;
  private final List<Field> fields;
  private final PairComparison comparison;

  public PairScorer(List<Field> fields) {
    if (fields.size() > Pattern.MOST_FIELDS) {
      throw new IllegalArgumentException(
          "Invalid identity.match.fields: %d fields (must be at most %d). Remove some"
              .formatted(fields.size(), Pattern.MOST_FIELDS));
    }
    this.fields = List.copyOf(fields);
    this.comparison = new PairComparison(fields);
  }

  /** Key under which a pair is tallied for training. */
  public long tallyKey(Entry a, Entry b) {
    long pattern = comparison.pattern(a, b);
    return ModelTraining.key(pattern, comparison.rarity(pattern, a));
  }

  /** Bits that speak for one person. */
  public double weight(Model model, Entry a, Entry b) {
    long pattern = comparison.pattern(a, b);
    return model.weight(pattern, comparison.rarity(pattern, a), comparison.ownRarity(pattern, a));
  }

  /** What each field says, such as {@code birth_date: typing error +5.9}; no values. */
  public String evidence(Model model, Entry a, Entry b) {
    long pattern = comparison.pattern(a, b);
    StringJoiner said = new StringJoiner("; ");
    for (int f = 0; f < fields.size(); f++) {
      int level = Pattern.level(pattern, f);
      if (level != Levels.MISSING) {
        double rarity =
            (level == Levels.EQUAL ? a.rarity()[f] : 0) - model.dependence().bits(pattern, f);
        said.add(
            String.format(
                Locale.ROOT,
                "%s: %s %+.1f",
                fields.get(f).column(),
                fields.get(f).comparison().level(level),
                model.bits(f, level) + rarity));
      }
    }
    return said.toString();
  }

  /**
   * Learns the model.
   *
   * @param records how many there are
   * @param sample some of them, drawn at random
   * @param candidates candidate pairs by {@link #tallyKey}
   */
  public Model train(long records, List<Entry> sample, Map<Long, Double> candidates) {
    Map<Long, Double> randoms = new HashMap<>();
    for (int i = 0; i < sample.size(); i++) {
      for (int j = i + 1; j < sample.size(); j++) {
        randoms.merge(tallyKey(sample.get(i), sample.get(j)), 1.0, Double::sum);
      }
    }
    double n = records;
    return ModelTraining.of(fields, n * (n - 1) / 2, candidates, randoms);
  }
}
