package vongdoi.identity.scoring;

import java.io.Serializable;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import vongdoi.customer.FamilyNames;
import vongdoi.customer.FullName;
import vongdoi.customer.GivenNames;
import vongdoi.customer.Scripts;
import vongdoi.identity.comparing.Comparison;
import vongdoi.identity.comparing.Field;
import vongdoi.identity.comparing.Levels;
import vongdoi.identity.comparing.MistypedBlanks;
import vongdoi.identity.comparing.Profile;
import vongdoi.identity.comparing.ShortForms;

/** Compares two profiles: the levels of all fields, and how rare the values are that are equal. */
final class PairComparison implements Serializable {
  private static final long serialVersionUID = 1L;
  private final List<Field> fields;
  private final ShortForms learnt;
  private final int[] other;
  private final int street;
  private final int houseNumber;
  private final int[] ofAStreet;
  private final boolean[] isName;
  private final boolean[] isOfAnArea;
  private final boolean[][] leaves;
  private final int givenName;
  private final int[] names;
  private final int birthDate;

  /**
   * @param learnt given names that are one, beside those that everybody knows
   */
  PairComparison(List<Field> fields, ShortForms learnt) {
    this.fields = List.copyOf(fields);
    this.learnt = learnt;
    this.other = new int[fields.size()];
    this.street = column("street");
    this.houseNumber = column("house_number");
    this.ofAStreet =
        IntStream.range(0, other.length).filter(f -> fields.get(f).isOfAStreet()).toArray();
    this.isName = new boolean[other.length];
    this.isOfAnArea = new boolean[other.length];
    this.leaves = new boolean[Relation.values().length][other.length];
    for (int f = 0; f < other.length; f++) {
      Field field = fields.get(f);
      isName[f] = field.comparison() == Comparison.NAME;
      isOfAnArea[f] = field.isOfAnArea();
      for (Relation relation : Relation.values()) {
        leaves[relation.ordinal()][f] = relation.leaves(field);
      }
    }
    this.givenName = column("given_name");
    this.names =
        Stream.of("family_name", "middle_name", "given_name")
            .mapToInt(this::column)
            .filter(f -> f >= 0)
            .toArray();
    this.birthDate = column("birth_date");
    for (int f = 0; f < other.length; f++) {
      other[f] =
          switch (fields.get(f).column()) {
            case "given_name" -> column("family_name");
            case "family_name" -> column("given_name");
            default -> -1;
          };
    }
  }

  private int column(String name) {
    for (int f = 0; f < fields.size(); f++) {
      if (fields.get(f).column().equals(name)) {
        return f;
      }
    }
    return -1;
  }

  /**
   * Levels of all fields, packed as {@link Pattern}. Where streets or house numbers differ the area
   * is left out: people move from one area to another or stay in it, and either way the street has
   * said so. It has also said that the number is another. Near given names of the two sexes, or two
   * that are known names, were both meant.
   */
  long pattern(Entry a, Entry b) {
    int ofStreets = level(street, a.profile(), b.profile());
    int ofNumbers = level(houseNumber, a.profile(), b.profile());
    boolean streetsDiffer = isLast(street, ofStreets);
    boolean otherHouse = isLast(houseNumber, ofNumbers);
    boolean moved = streetsDiffer || otherHouse;
    long pattern = 0;
    for (int f = 0; f < other.length; f++) {
      if (moved && isOfAnArea[f] || streetsDiffer && otherHouse && f == houseNumber) {
        continue;
      }
      int level = f == street ? ofStreets : level(f, a.profile(), b.profile());
      pattern = Pattern.with(pattern, f, isName[f] ? meant(f, level, a, b) : level);
    }
    return withBlanks(pattern, a.profile(), b.profile());
  }

  /** The pattern of one name with a mistyped blank: its words differ by one typing error. */
  private long withBlanks(long pattern, Profile a, Profile b) {
    boolean differ = false;
    for (int f : names) {
      differ |= Pattern.level(pattern, f) > Levels.NAME_ERROR;
    }
    if (!differ || !MistypedBlanks.tellApart(inWords(a), inWords(b))) {
      return pattern;
    }
    long mended = pattern;
    for (int f : names) {
      if (Pattern.level(pattern, f) > Levels.NAME_ERROR) {
        mended = Pattern.without(mended, f);
        mended = Pattern.with(mended, f, Levels.NAME_ERROR);
      }
    }
    return mended;
  }

  private String inWords(Profile profile) {
    StringBuilder all = new StringBuilder();
    for (int f : names) {
      if (profile.value(f) != null) {
        all.append(all.isEmpty() ? "" : " ").append(profile.value(f));
      }
    }
    return all.toString();
  }

  private boolean isLast(int f, int level) {
    return f >= 0 && level == fields.get(f).comparison().levels() - 1;
  }

  /** The level of two names by what is known of names: which were both meant, and which is none. */
  private int meant(int f, int level, Entry a, Entry b) {
    if (isLearnt(f, level, a.profile(), b.profile())) {
      return Levels.NAME_SHORT;
    }
    if (f == givenName && isNearNameOfAnother(level, a.profile(), b.profile())) {
      return Levels.NAME_DIFFERENT;
    }
    boolean isCommon = (a.common() >>> f & 1) == 1;
    boolean isOtherCommon = (b.common() >>> f & 1) == 1;
    if (level == Levels.NAME_ERROR && isCommon && isOtherCommon) {
      return Levels.NAME_SIMILAR;
    }
    boolean mayBeError = level == Levels.NAME_DIFFERENT && isCommon != isOtherCommon;
    return mayBeError && Levels.isErrorInShortName(a.profile().value(f), b.profile().value(f))
        ? Levels.NAME_ERROR
        : level;
  }

  private boolean isLearnt(int f, int level, Profile a, Profile b) {
    boolean isUnlike = level == Levels.NAME_SIMILAR || level == Levels.NAME_DIFFERENT;
    return f == givenName && isUnlike && learnt.areOne(a.value(f), b.value(f));
  }

  private boolean isNearNameOfAnother(int level, Profile a, Profile b) {
    if (level < Levels.NAME_ERROR || level > Levels.NAME_SIMILAR) {
      return false;
    }
    String x = a.values()[givenName];
    String y = b.values()[givenName];
    return GivenNames.areTwo(x, y) || FamilyNames.isGivenName(x) && FamilyNames.isGivenName(y);
  }

  /**
   * Whether the names tell two generations: both say so, or one does where birth dates are far
   * apart.
   */
  boolean areGenerations(long pattern, Profile a, Profile b) {
    int one = a.generation();
    int other = b.generation();
    boolean apart =
        birthDate >= 0
            && (one == 0) != (other == 0)
            && Pattern.level(pattern, birthDate) >= Levels.DATE_OF_ANOTHER_YEAR;
    return apart || FullName.generationsDiffer(one, other);
  }

  /** Why two names are on their level, where the level alone does not tell; null else. */
  String reason(int f, int level, Profile a, Profile b) {
    Comparison comparison = fields.get(f).comparison();
    if (comparison != Comparison.NAME && a.isAsOfToday(f) != b.isAsOfToday(f)) {
      return comparison.level(level) + ", as of today";
    }
    if (comparison != Comparison.NAME || level == Levels.EQUAL) {
      return isTransliterated(f, level, a, b) ? "equal in another script" : null;
    }
    String x = a.values()[f];
    String y = b.values()[f];
    if (level == Levels.NAME_SHORT && GivenNames.mayBeOne(x, y)) {
      return "short form or other spelling";
    }
    if (level == Levels.NAME_SHORT && isLearnt(f, level(f, a, b), a, b)) {
      return "short form, as these records show";
    }
    boolean near = f == givenName && level == Levels.NAME_DIFFERENT;
    return near && isNearNameOfAnother(level(f, a, b), a, b) ? "near, but two names" : null;
  }

  private boolean isTransliterated(int f, int level, Profile a, Profile b) {
    return fields.get(f).comparison() == Comparison.NAME
        && level == Levels.EQUAL
        && isOther(a.marked()[f]) != isOther(b.marked()[f]);
  }

  private static boolean isOther(String marked) {
    return marked != null && Scripts.isOther(marked);
  }

  private int level(int f, Profile a, Profile b) {
    if (f < 0) {
      return Levels.MISSING;
    }
    Comparison comparison = fields.get(f).comparison();
    if (comparison != Comparison.NAME) {
      int level = Levels.of(comparison, a.values()[f], b.values()[f]);
      boolean differs = level == comparison.levels() - 1;
      return differs && isElsewhere(f, a, b) ? comparison.elsewhere() : level;
    }
    return Levels.name(
        a.values()[f],
        b.values()[f],
        a.marked()[f],
        b.marked()[f],
        a.value(other[f]),
        b.value(other[f]));
  }

  /** Whether a part of an address stands in another of its columns in the other record. */
  private boolean isElsewhere(int f, Profile a, Profile b) {
    if (!fields.get(f).isOfAStreet() || fields.get(f).comparison().elsewhere() < 0) {
      return false;
    }
    for (int g : ofAStreet) {
      if (g != f && Levels.areSwapped(a.value(f), b.value(f), a.value(g), b.value(g))) {
        return true;
      }
    }
    return false;
  }

  /** Bits by which the pair's equal values are rarer than certainty, in all fields. */
  float rarity(long pattern, Entry a) {
    float sum = 0;
    for (int f = 0; f < other.length; f++) {
      sum += fields.get(f).isEqual(Pattern.level(pattern, f)) ? a.rarity()[f] : 0;
    }
    return sum;
  }

  /** The same by relation, of the fields that it leaves to tell those in it apart. */
  double[] ownRarity(long pattern, Entry a, List<Relation> relations) {
    double[] sums = new double[relations.size()];
    for (int r = 0; r < sums.length; r++) {
      for (int f = 0; f < other.length; f++) {
        boolean counts =
            leaves[relations.get(r).ordinal()][f]
                && fields.get(f).isEqual(Pattern.level(pattern, f));
        sums[r] += counts ? a.rarity()[f] : 0;
      }
    }
    return sums;
  }
}
