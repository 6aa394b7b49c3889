package vongdoi.identity.scoring;

import java.io.Serializable;
import java.util.List;
import java.util.Locale;
import vongdoi.identity.comparing.Comparison;
import vongdoi.identity.comparing.Field;
import vongdoi.identity.comparing.Levels;

/**
 * What equal and unequal values say about two records being one person (Fellegi and Sunter 1969).
 *
 * @param fields compared columns
 * @param m by field and level: how often records of one person agree so
 * @param u by field and level: how often records of two people agree so
 * @param lambda probability that two records drawn at random are one person
 * @param kin probability that they are two people of one household
 * @param dependence fields that two people agree on together
 */
public record Model(
    List<Field> fields,
    double[][] m,
    double[][] u,
    double lambda,
    double kin,
    Dependence dependence)
    implements Serializable {
  /** No level of one field but equality says more than 4,000 to one against, 65,000 to one for. */
  static final double LOWEST_BITS = -12;

  static final double HIGHEST_BITS = 16;

  /** Bits before anything was compared. */
  public double prior() {
    return Bits.log2(lambda / (1 - lambda));
  }

  /** Bits of two people of one household before anything was compared. */
  public double kinPrior() {
    return Bits.log2(kin / (1 - kin));
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
    return all + rounded(lambda, kin) + dependence;
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
    if (level == Levels.EQUAL) {
      return Bits.log2(m[field][level]);
    }
    double bits = Bits.log2(m[field][level] / u[field][level]);
    return Math.max(LOWEST_BITS, Math.min(HIGHEST_BITS, bits));
  }

  /**
   * Weight of a pair in bits: 0 means that one person is as likely as two. The two may be
   * strangers, or of one household, and then only what tells its members apart speaks for one
   * person.
   *
   * @param rarity bits of all equal values
   * @param ownRarity bits of the equal values that a household does not share
   */
  public double weight(long pattern, double rarity, double ownRarity) {
    return -Bits.log2(
        Math.pow(2, -overStrangers(pattern, rarity))
            + Math.pow(2, -overRelatives(pattern, ownRarity)));
  }

  private double overStrangers(long pattern, double rarity) {
    double bits = prior() + rarity - dependence.bits(pattern);
    for (int f = 0; f < m.length; f++) {
      bits += bits(f, Pattern.level(pattern, f));
    }
    return bits;
  }

  private double overRelatives(long pattern, double ownRarity) {
    double bits = Bits.log2(lambda / kin) + ownRarity - dependence.ownBits(pattern, fields);
    for (int f = 0; f < m.length; f++) {
      Field field = fields.get(f);
      double said = field.isOfAHousehold() ? 0 : bits(f, Pattern.level(pattern, f));
      bits += field.isOftenOfAHousehold() ? Math.min(0, said) : said;
    }
    return bits;
  }

  /**
   * Probabilities that a pair is one person, and that it is two of one household; equal values have
   * their usual frequency where they are not known.
   */
  double[] classes(long pattern, double rarity) {
    double own = 0;
    for (int f = 0; f < m.length; f++) {
      if (Pattern.level(pattern, f) == Levels.EQUAL && fields.get(f).isOwn()) {
        own -= Bits.log2(u[f][Levels.EQUAL]);
      }
    }
    double stranger = Math.pow(2, -overStrangers(pattern, rarity));
    double relative = Math.pow(2, -overRelatives(pattern, own));
    double all = 1 + stranger + relative;
    return new double[] {1 / all, relative / all};
  }
}
