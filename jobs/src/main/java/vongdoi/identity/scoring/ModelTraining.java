package vongdoi.identity.scoring;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import vongdoi.identity.comparing.Comparison;
import vongdoi.identity.comparing.Field;
import vongdoi.identity.comparing.Levels;

/**
 * Learns a {@link Model} without any known pair (expectation maximisation, Dempster, Laird, Rubin
 * 1977; for linkage Winkler 1988), from two tallies of patterns: of candidate pairs, which hold
 * nearly all pairs of one person, and of random pairs, which hold hardly any. The prior is that of
 * all pairs there are, because a candidate was no candidate before its values were looked at.
 */
final class ModelTraining {
  private static final int ROUNDS = 60;
  private static final double ENOUGH = 1e-5;

  /** Pairs that the first guesses count for, so that a handful of pairs cannot overthrow them. */
  private static final double GUESSED_MATCHES = 10;

  private static final double GUESSED_PAIRS = 20;

  /** The prior is never that of fewer than a hundred records: rare values are not known there. */
  private static final double FEWEST_PAIRS = 5000;

  /**
   * The first guess of one person's pairs is low, so that learning starts from the surest: from a
   * high one it may settle on pairs of namesakes instead.
   */
  private static final double FIRST_MATCHES_PER_RECORD = 0.05;

  /** First guess of pairs of one household to each pair of one person. */
  private static final double GUESSED_KIN = 0.1;

  /** First guess of the part of one person's unequal birth dates that are no errors. */
  private static final double ALL_DIFFERENT = 0.05;

  /** Share of one person's pairs with a street, from which on households are counted by it. */
  private static final double LEAST_KNOWN = 0.1;

  /** Rarity is tallied in steps of so many bits. */
  private static final int RARITY_STEP = 4;

  private static final int RARITY_BITS = 6;

  /**
   * How many pairs have a {@link #key}.
   *
   * @param keys sorted
   */
  private record Tally(long[] keys, double[] counts) {
    static Tally of(Map<Long, Double> from) {
      long[] keys = from.keySet().stream().mapToLong(Long::longValue).sorted().toArray();
      double[] counts = new double[keys.length];
      for (int i = 0; i < keys.length; i++) {
        counts[i] = from.get(keys[i]);
      }
      return new Tally(keys, counts);
    }
  }

  private final List<Field> fields;
  private final double pairs;
  private final List<Relation> relations;
  private final Tally candidates;
  private final Tally randoms;
  private final int street;
  private final double[][] guessedM;
  private final double[][] guessedU;

  private ModelTraining(
      List<Field> fields, List<Relation> relations, double pairs, Tally candidates, Tally randoms) {
    this.fields = fields;
    this.pairs = pairs;
    this.relations = relations;
    this.candidates = candidates;
    this.randoms = randoms;
    this.street = fields.stream().map(Field::column).toList().indexOf("street");
    this.guessedM = guess(0.8, true);
    this.guessedU = guess(0.01, false);
  }

  /** Key of a tally: the pattern, and the rarity of its equal values in steps. */
  static long key(long pattern, float rarity) {
    long step = Math.min((1 << RARITY_BITS) - 1, Math.round(rarity / RARITY_STEP));
    return pattern << RARITY_BITS | step;
  }

  static double[] classes(Model model, long key) {
    double rarity = (key & (1 << RARITY_BITS) - 1) * RARITY_STEP;
    return model.classes(key >>> RARITY_BITS, rarity);
  }

  /**
   * @param relations what two people, or firms, may be to each other
   * @param pairs all pairs that the records form
   * @param candidates how many candidate pairs have a {@link #key}
   * @param randoms how many random pairs have one
   */
  static Model of(
      List<Field> fields,
      List<Relation> relations,
      double pairs,
      Map<Long, Double> candidates,
      Map<Long, Double> randoms) {
    return new ModelTraining(fields, relations, pairs, Tally.of(candidates), Tally.of(randoms))
        .converge();
  }

  private Model converge() {
    double[][] u = shares(levels(randoms, null), guessedU, GUESSED_PAIRS);
    double lambda = FIRST_MATCHES_PER_RECORD / Math.sqrt(2 * Math.max(pairs, FEWEST_PAIRS));
    double[] related = new double[relations.size()];
    Arrays.fill(related, lambda * GUESSED_KIN);
    Model model = new Model(fields, guessedM, u, lambda, relations, related, dependence(null));
    for (int round = 0; round < ROUNDS; round++) {
      Model next = improved(model);
      boolean still = Math.abs(Math.log(next.lambda() / model.lambda())) < ENOUGH;
      model = next;
      if (still) {
        break;
      }
    }
    return model;
  }

  private Model improved(Model model) {
    double[] same = new double[candidates.keys.length];
    double matches = 0.5;
    double atOneStreet = 0;
    double[] related = new double[relations.size()];
    double[] relatedAtOneStreet = new double[related.length];
    for (int i = 0; i < same.length; i++) {
      double[] classes = classes(model, candidates.keys[i]);
      double count = candidates.counts[i];
      double counted = isOfOneStreet(candidates.keys[i]) ? count : 0;
      same[i] = classes[0];
      matches += count * classes[0];
      atOneStreet += counted * classes[0];
      for (int r = 0; r < related.length; r++) {
        related[r] += count * classes[r + 1];
        relatedAtOneStreet[r] += counted * classes[r + 1];
      }
    }
    double known = atOneStreet / matches;
    for (int r = 0; r < related.length; r++) {
      boolean byStreet = relations.get(r) == Relation.HOUSEHOLD && known > LEAST_KNOWN;
      related[r] =
          GUESSED_KIN * GUESSED_MATCHES + (byStreet ? relatedAtOneStreet[r] / known : related[r]);
    }
    double[] different = new double[randoms.keys.length];
    for (int i = 0; i < different.length; i++) {
      different[i] = 1 - classes(model, randoms.keys[i])[0];
    }
    double all = Math.max(pairs, FEWEST_PAIRS);
    return new Model(
        fields,
        shares(levels(candidates, same), guessedM, GUESSED_MATCHES),
        shares(levels(randoms, different), guessedU, GUESSED_PAIRS),
        Math.min(0.5, matches / all),
        relations,
        Arrays.stream(related).map(r -> Math.min(0.25, r / all)).toArray(),
        dependence(different));
  }

  /**
   * Whether a pair's streets are known and agree. How many pairs are of one household is counted
   * among these, and as many more as one person's pairs have no such street: two strangers from one
   * district of whom no street is known look like a household in which nobody has the same name.
   */
  private boolean isOfOneStreet(long key) {
    int level = street < 0 ? Levels.MISSING : Pattern.level(key >>> RARITY_BITS, street);
    return level != Levels.MISSING && level < fields.get(street).comparison().levels() - 1;
  }

  /** What two people agree on together, of random pairs with their share of two people. */
  private Dependence dependence(double[] different) {
    Dependence.Counts counts = new Dependence.Counts(fields);
    for (int i = 0; i < randoms.keys.length; i++) {
      double share = different == null ? 1 : different[i];
      counts.add(randoms.keys[i] >>> RARITY_BITS, randoms.counts[i] * share);
    }
    return counts.tree();
  }

  /** How much of a tally's pairs is on each level of each field. */
  private double[][] levels(Tally tally, double[] share) {
    double[][] sums = new double[fields.size()][Comparison.MOST_LEVELS];
    for (int i = 0; i < tally.keys.length; i++) {
      double count = tally.counts[i] * (share == null ? 1 : share[i]);
      long pattern = tally.keys[i] >>> RARITY_BITS;
      for (int f = 0; f < sums.length; f++) {
        sums[f][Pattern.level(pattern, f)] += count;
      }
    }
    return sums;
  }

  /**
   * Shares of the levels among pairs where no value is missing, with the guess as {@code weight}
   * pairs more.
   */
  private double[][] shares(double[][] sums, double[][] guess, double weight) {
    double[][] shares = new double[sums.length][];
    for (int f = 0; f < sums.length; f++) {
      int levels = fields.get(f).comparison().levels();
      shares[f] = new double[levels];
      double all = weight;
      for (int level = 1; level < levels; level++) {
        all += sums[f][level];
      }
      for (int level = 1; level < levels; level++) {
        shares[f][level] = (sums[f][level] + weight * guess[f][level]) / all;
      }
    }
    return shares;
  }

  /**
   * A level's part of what is not equal of one person: any, but for dates, of which one person has
   * one, so that they differ by errors for the most part.
   */
  private static double restOf(Field field, int level) {
    int others = field.comparison().levels() - 2;
    if (field.comparison() != Comparison.DATE) {
      return 1.0 / others;
    }
    boolean isLast = level == field.comparison().levels() - 1;
    return isLast ? ALL_DIFFERENT : (1 - ALL_DIFFERENT) / (others - 1);
  }

  /** The same share for equality, or for all levels but the last, in every field. */
  private double[][] guess(double share, boolean mostlyEqual) {
    double[][] guess = new double[fields.size()][];
    for (int f = 0; f < guess.length; f++) {
      int levels = fields.get(f).comparison().levels();
      guess[f] = new double[levels];
      for (int level = 1; level < levels; level++) {
        boolean rest = mostlyEqual ? level > 1 : level == levels - 1;
        guess[f][level] =
            mostlyEqual
                ? (rest ? (1 - share) * restOf(fields.get(f), level) : share)
                : (rest ? 1 - share * (levels - 2) : share);
      }
    }
    return guess;
  }
}
