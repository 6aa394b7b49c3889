package vongdoi.identity.scoring;

import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.function.LongFunction;
import vongdoi.identity.comparing.Comparison;
import vongdoi.identity.comparing.Field;
import vongdoi.identity.comparing.Levels;
import vongdoi.identity.comparing.ShortForms;

/** Compares pairs of entries: tallies them for training, or weighs them with a trained model. */
public final class PairScorer implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Fewer have no pairs to learn from. */
  private static final int FEWEST_FIRMS = 50;

  /** Bits of a senior and a junior: one in 250 forms, at most, takes the father for the son. */
  private static final double OTHER_GENERATION = -8;

  private final List<Field> fields;
  private final PairComparison comparison;

  public PairScorer(List<Field> fields) {
    this(fields, ShortForms.NONE);
  }

  private PairScorer(List<Field> fields, ShortForms learnt) {
    if (fields.size() > Pattern.MOST_FIELDS) {
      throw new IllegalArgumentException(
          "Invalid identity.match.fields: %d fields (must be at most %d). Remove some"
              .formatted(fields.size(), Pattern.MOST_FIELDS));
    }
    this.fields = List.copyOf(fields);
    this.comparison = new PairComparison(fields, learnt);
  }

  /** The same with given names that are one, beside those that everybody knows. */
  public PairScorer knowing(ShortForms learnt) {
    return new PairScorer(fields, learnt);
  }

  /** Key under which a pair is tallied for training; pairs of firms have a bit of their own. */
  public long tallyKey(Entry a, Entry b) {
    long pattern = comparison.pattern(a, b);
    long key = ModelTraining.key(pattern, comparison.rarity(pattern, a));
    return a.profile().isBusiness() ? key | TallyKey.OF_FIRMS : key;
  }

  /** Bits that speak for one person, or one firm. */
  public double weight(Models models, Entry a, Entry b) {
    Model model = models.of(a.profile());
    return weight(model, a, b, model::bits);
  }

  /**
   * @param bits what {@link Model#bits(long)} says of a pattern
   */
  double weight(Model model, Entry a, Entry b, LongFunction<double[]> bits) {
    long pattern = comparison.pattern(a, b);
    double weight =
        Model.weight(
            bits.apply(pattern),
            comparison.rarity(pattern, a),
            comparison.ownRarity(pattern, a, model.relations()));
    boolean two = comparison.areGenerations(pattern, a.profile(), b.profile());
    return two ? weight + OTHER_GENERATION : weight;
  }

  /** Bits of the fields that differ: what speaks against one person, whatever else is known. */
  double against(Models models, Entry a, Entry b) {
    Model model = models.of(a.profile());
    long pattern = comparison.pattern(a, b);
    double bits =
        comparison.areGenerations(pattern, a.profile(), b.profile()) ? OTHER_GENERATION : 0;
    for (int f = 0; f < fields.size(); f++) {
      int level = Pattern.level(pattern, f);
      bits += fields.get(f).isEqual(level) ? 0 : Math.min(0, model.bits(f, level));
    }
    return bits;
  }

  /** What each field says, such as {@code birth_date: typing error +5.9}; no values. */
  public String evidence(Models models, Entry a, Entry b) {
    Model model = models.of(a.profile());
    long pattern = comparison.pattern(a, b);
    StringJoiner said = new StringJoiner("; ");
    for (int f = 0; f < fields.size(); f++) {
      int level = Pattern.level(pattern, f);
      if (a.profile().saysNothing(f) || b.profile().saysNothing(f)) {
        boolean isDate = fields.get(f).comparison() == Comparison.DATE;
        said.add(said(fields.get(f).column(), isDate ? "a default" : "says nothing", 0));
      } else if (level != Levels.MISSING) {
        double rarity =
            (fields.get(f).isEqual(level) ? a.rarity()[f] : 0)
                - model.dependence().bits(pattern, f, fields);
        String reason = comparison.reason(f, level, a.profile(), b.profile());
        String meaning = reason == null ? fields.get(f).comparison().level(level) : reason;
        said.add(said(fields.get(f).column(), meaning, model.bits(f, level) + rarity));
      }
    }
    if (comparison.areGenerations(pattern, a.profile(), b.profile())) {
      said.add(said("generation", "different", OTHER_GENERATION));
    }
    return said.toString();
  }

  private static String said(String what, String meaning, double bits) {
    return String.format(Locale.ROOT, "%s: %s %+.1f", what, meaning, bits);
  }

  /**
   * Learns a model of people and one of firms, whose values are weighed as people's where there are
   * too few firms to learn from.
   *
   * @param people how many records of people there are
   * @param firms and of firms
   * @param sample some of both, drawn at random
   * @param tally candidate pairs by {@link #tallyKey}
   */
  public Models train(long people, long firms, List<Entry> sample, PairTally tally) {
    Map<Long, Double> candidates = tally.byKey();
    Map<Long, Double> randoms = new HashMap<>();
    for (int i = 0; i < sample.size(); i++) {
      for (int j = i + 1; j < sample.size(); j++) {
        Entry a = sample.get(i);
        Entry b = sample.get(j);
        if (a.profile().isBusiness() == b.profile().isBusiness()) {
          randoms.merge(tallyKey(a, b), 1.0, Double::sum);
        }
      }
    }
    Model ofPeople = learnt(Relation.OF_PEOPLE, people, part(candidates, 0), part(randoms, 0));
    return firms < FEWEST_FIRMS
        ? Models.ofPeople(ofPeople)
        : new Models(
            ofPeople,
            learnt(
                Relation.OF_FIRMS,
                firms,
                part(candidates, TallyKey.OF_FIRMS),
                part(randoms, TallyKey.OF_FIRMS)));
  }

  private Model learnt(
      List<Relation> relations,
      double records,
      Map<Long, Double> candidates,
      Map<Long, Double> randoms) {
    return ModelTraining.of(fields, relations, records * (records - 1) / 2, candidates, randoms);
  }

  /** The pairs of people, or of firms, by their keys without the bit that tells them apart. */
  private static Map<Long, Double> part(Map<Long, Double> tally, long kind) {
    Map<Long, Double> part = new HashMap<>();
    tally.forEach(
        (key, count) -> {
          if ((key & TallyKey.OF_FIRMS) == kind) {
            part.put(TallyKey.ofPeople(key), count);
          }
        });
    return part;
  }
}
