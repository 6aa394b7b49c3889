package vongdoi.identity.scoring;

import java.io.Serializable;
import java.util.List;
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

  PairComparison(List<Field> fields) {
    this.fields = List.copyOf(fields);
    this.other = new int[fields.size()];
    this.street = column("street");
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
   * Levels of all fields, packed as {@link Pattern}. Where streets differ the area is left out:
   * people move from one area to another or stay in it, and either way the street has said so.
   */
  long pattern(Entry a, Entry b) {
    boolean moved = streetsDiffer(a.profile(), b.profile());
    int bothCommon = a.common() & b.common();
    long pattern = 0;
    for (int f = 0; f < other.length; f++) {
      if (moved && fields.get(f).isOfAnArea()) {
        continue;
      }
      int level = level(f, a.profile(), b.profile());
      boolean bothMeant = level == Levels.NAME_ERROR && (bothCommon >>> f & 1) == 1;
      boolean isName = fields.get(f).comparison() == Comparison.NAME;
      pattern = Pattern.with(pattern, f, bothMeant && isName ? Levels.NAME_SIMILAR : level);
    }
    return pattern;
  }

  private boolean streetsDiffer(Profile a, Profile b) {
    return street >= 0
        && Levels.of(Comparison.TEXT, a.value(street), b.value(street))
            == Comparison.TEXT.levels() - 1;
  }

  private int level(int f, Profile a, Profile b) {
    Comparison comparison = fields.get(f).comparison();
    if (comparison != Comparison.NAME) {
      return Levels.of(comparison, a.values()[f], b.values()[f]);
    }
    return Levels.name(
        a.values()[f],
        b.values()[f],
        a.marked()[f],
        b.marked()[f],
        a.value(other[f]),
        b.value(other[f]));
  }

  /** Bits by which the pair's equal values are rarer than certainty, in all fields. */
  float rarity(long pattern, Entry a) {
    float sum = 0;
    for (int f = 0; f < other.length; f++) {
      sum += Pattern.level(pattern, f) == Levels.EQUAL ? a.rarity()[f] : 0;
    }
    return sum;
  }

  /**
   * Bits by which the pair's equal values are rare in the fields that a household does not share.
   */
  float ownRarity(long pattern, Entry a) {
    float sum = 0;
    for (int f = 0; f < other.length; f++) {
      boolean counts = Pattern.level(pattern, f) == Levels.EQUAL && fields.get(f).isOwn();
      sum += counts ? a.rarity()[f] : 0;
    }
    return sum;
  }
}
