package vongdoi.identity.scoring;

import java.io.Serializable;
import java.util.List;
import java.util.stream.IntStream;
import vongdoi.identity.comparing.Comparison;
import vongdoi.identity.comparing.Field;
import vongdoi.identity.comparing.Levels;
import vongdoi.identity.comparing.Profile;

/** Compares two profiles: the levels of all fields, and how rare the values are that are equal. */
final class PairComparison implements Serializable {
  private static final long serialVersionUID = 1L;
  private final List<Field> fields;
  private final int[] other;
  private final int street;
  private final int houseNumber;
  private final int[] ofAStreet;

  PairComparison(List<Field> fields) {
    this.fields = List.copyOf(fields);
    this.other = new int[fields.size()];
    this.street = column("street");
    this.houseNumber = column("house_number");
    this.ofAStreet =
        IntStream.range(0, other.length).filter(f -> fields.get(f).isOfAStreet()).toArray();
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
   * said so. It has also said that the number is another.
   */
  long pattern(Entry a, Entry b) {
    int ofStreets = level(street, a.profile(), b.profile());
    int ofNumbers = level(houseNumber, a.profile(), b.profile());
    boolean streetsDiffer = isLast(street, ofStreets);
    boolean otherHouse = isLast(houseNumber, ofNumbers);
    boolean moved = streetsDiffer || otherHouse;
    int bothCommon = a.common() & b.common();
    long pattern = 0;
    for (int f = 0; f < other.length; f++) {
      if (moved && fields.get(f).isOfAnArea() || streetsDiffer && otherHouse && f == houseNumber) {
        continue;
      }
      int level = f == street ? ofStreets : level(f, a.profile(), b.profile());
      boolean bothMeant = level == Levels.NAME_ERROR && (bothCommon >>> f & 1) == 1;
      boolean isName = fields.get(f).comparison() == Comparison.NAME;
      pattern = Pattern.with(pattern, f, bothMeant && isName ? Levels.NAME_SIMILAR : level);
    }
    return pattern;
  }

  private boolean isLast(int f, int level) {
    return f >= 0 && level == fields.get(f).comparison().levels() - 1;
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
        Field field = fields.get(f);
        boolean counts = field.isEqual(Pattern.level(pattern, f)) && relations.get(r).leaves(field);
        sums[r] += counts ? a.rarity()[f] : 0;
      }
    }
    return sums;
  }
}
