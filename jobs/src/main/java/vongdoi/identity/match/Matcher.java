package vongdoi.identity.match;

import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;

/** Compares pairs of entries: tallies them for training, or weighs them with a trained model. */
public final class Matcher implements Serializable {
  private static final long serialVersionUID = 1L;
  private final List<Field> fields;
  private final Scorer scorer;

  public Matcher(List<Field> fields) {
    if (fields.size() > Pattern.MOST_FIELDS) {
      throw new IllegalArgumentException(
          "Invalid identity.match.fields: %d fields (must be at most %d). Remove some"
              .formatted(fields.size(), Pattern.MOST_FIELDS));
    }
    this.fields = List.copyOf(fields);
    this.scorer = new Scorer(fields);
  }

  /** Key under which a pair is tallied for training. */
  public long tallyKey(Entry a, Entry b) {
    long pattern = scorer.pattern(a, b);
    return Training.key(pattern, scorer.rarity(pattern, a));
  }

  /** Bits that speak for one person. */
  public double weight(Model model, Entry a, Entry b) {
    long pattern = scorer.pattern(a, b);
    return model.weight(pattern, scorer.rarity(pattern, a), scorer.ownRarity(pattern, a));
  }

  /** What each field says, such as {@code birth_date: typing error +5.9}; no values. */
  public String evidence(Model model, Entry a, Entry b) {
    long pattern = scorer.pattern(a, b);
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
   * @param candidates candidate pairs by {@link #tallyKey}
   */
  public Model train(Statistics statistics, Map<Long, Double> candidates) {
    List<Entry> sample =
        statistics.sample().stream()
            .map(p -> new Entry(0, p, statistics.rarity(p), statistics.common(p), new long[0]))
            .toList();
    Map<Long, Double> randoms = new HashMap<>();
    for (int i = 0; i < sample.size(); i++) {
      for (int j = i + 1; j < sample.size(); j++) {
        randoms.merge(tallyKey(sample.get(i), sample.get(j)), 1.0, Double::sum);
      }
    }
    double n = statistics.records();
    return Training.of(fields, n * (n - 1) / 2, candidates, randoms);
  }
}
