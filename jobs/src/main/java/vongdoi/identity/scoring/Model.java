package vongdoi.identity.scoring;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import vongdoi.identity.comparing.Comparison;
import vongdoi.identity.comparing.Field;
import vongdoi.identity.comparing.Levels;

/**
 * What equal and unequal values say about two records being one person, or one firm (Fellegi and
 * Sunter 1969).
 *
 * @param fields compared columns
 * @param m by field and level: how often records of one person agree so
 * @param u by field and level: how often records of two people agree so
 * @param lambda probability that two records drawn at random are one person
 * @param relations what two people may be to each other
 * @param related by relation the probability that two records drawn at random are two people in it
 * @param dependence fields that two people agree on together
 */
public record Model(
    List<Field> fields,
    double[][] m,
    double[][] u,
    double lambda,
    List<Relation> relations,
    double[] related,
    Dependence dependence)
    implements Serializable {
  /** No level of one field but equality says more than 4,000 to one against, 65,000 to one for. */
  static final double LOWEST_BITS = -12;

  static final double HIGHEST_BITS = 16;

  /** The same for firms, of which nothing was learnt. */
  Model ofFirms() {
    double[] shares = new double[Relation.OF_FIRMS.size()];
    Arrays.fill(shares, related[0]);
    return new Model(fields, m, u, lambda, Relation.OF_FIRMS, shares, dependence);
  }

  /** Bits before anything was compared. */
  public double prior() {
    return Bits.log2(lambda / (1 - lambda));
  }

  /** Bits of two people in a relation before anything was compared. */
  public double relatedPrior(int relation) {
    return Bits.log2(related[relation] / (1 - related[relation]));
  }

  /** Bits of equality in a field where the value is as rare as values usually are. */
  public double usualBits(int field) {
    return Bits.log2(m[field][Levels.EQUAL] / u[field][Levels.EQUAL]);
  }

  /** All probabilities to six digits, to see whether two models are one. */
  public String rounded() {
    StringBuilder all = new StringBuilder();
    for (int f = 0; f < m.length; f++) {
      all.append(fields.get(f)).append(rounded(m[f])).append(rounded(u[f]));
    }
    return all + rounded(lambda) + rounded(related) + dependence;
  }

  private static String rounded(double... numbers) {
    StringBuilder all = new StringBuilder();
    for (double number : numbers) {
      all.append(String.format(Locale.ROOT, " %.5e", number));
    }
    return all.toString();
  }

  /**
   * Bits of a field's level; of equality, without the rarity of the value, which the pair adds.
   *
   * @param level level as in {@link Comparison}
   */
  public double bits(int field, int level) {
    if (level == Levels.MISSING) {
      return 0;
    }
    if (fields.get(field).isEqual(level)) {
      return Bits.log2(m[field][level]);
    }
    double bits = Bits.log2(m[field][level] / u[field][level]);
    if (fields.get(field).hasUsualWords()) {
      bits = Math.min(bits, usualBits(field));
    }
    return Math.max(LOWEST_BITS, Math.min(HIGHEST_BITS, bits));
  }

  /**
   * Weight of a pair in bits: 0 means that one person is as likely as two. The two may be
   * strangers, or related, and then only what tells relatives apart speaks for one person.
   *
   * @param rarity bits of all equal values
   * @param ownRarity by relation the bits of the equal values that it does not bring about
   */
  public double weight(long pattern, double rarity, double... ownRarity) {
    return weight(bits(pattern), rarity, ownRarity);
  }

  /**
   * @param bits of the pattern, as {@link #bits(long)}
   */
  static double weight(double[] bits, double rarity, double... ownRarity) {
    double two = Math.pow(2, -bits[0] - rarity);
    for (int r = 1; r < bits.length; r++) {
      two += Math.pow(2, -bits[r] - ownRarity[r - 1]);
    }
    return -Bits.log2(two);
  }

  /**
   * Bits of a pattern for one person over two strangers, and over two people in each relation,
   * without the rarity of equal values.
   */
  double[] bits(long pattern) {
    double[] bits = new double[1 + related.length];
    bits[0] = overStrangers(pattern, 0);
    for (int r = 0; r < related.length; r++) {
      bits[r + 1] = overRelated(r, pattern, 0);
    }
    return bits;
  }

  private double overStrangers(long pattern, double rarity) {
    double bits = prior() + rarity - dependence.bits(pattern, fields);
    for (int f = 0; f < m.length; f++) {
      bits += bits(f, Pattern.level(pattern, f));
    }
    return bits;
  }

  private double overRelated(int r, long pattern, double ownRarity) {
    Relation relation = relations.get(r);
    double bits =
        Bits.log2(lambda / related[r]) + ownRarity - dependence.bits(pattern, fields, relation);
    for (int f = 0; f < m.length; f++) {
      Field field = fields.get(f);
      double said = relation.shares(field) ? 0 : bits(f, Pattern.level(pattern, f));
      bits += relation.sharesOften(field) ? Math.min(0, said) : said;
    }
    return bits;
  }

  /**
   * Probabilities that a pair is one person, and that it is two in each relation; equal values have
   * their usual frequency where they are not known.
   */
  double[] classes(long pattern, double rarity) {
    double[] odds = new double[1 + related.length];
    odds[0] = 1;
    double all = 1 + Math.pow(2, -overStrangers(pattern, rarity));
    for (int r = 0; r < related.length; r++) {
      odds[r + 1] = Math.pow(2, -overRelated(r, pattern, usualRarity(r, pattern)));
      all += odds[r + 1];
    }
    for (int i = 0; i < odds.length; i++) {
      odds[i] /= all;
    }
    return odds;
  }

  private double usualRarity(int relation, long pattern) {
    double bits = 0;
    for (int f = 0; f < m.length; f++) {
      Field field = fields.get(f);
      if (field.isEqual(Pattern.level(pattern, f)) && relations.get(relation).leaves(field)) {
        bits -= Bits.log2(u[f][Levels.EQUAL]);
      }
    }
    return bits;
  }
}
