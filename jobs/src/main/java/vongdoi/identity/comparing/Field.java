package vongdoi.identity.comparing;

import java.io.Serializable;
import java.util.Set;

/**
 * A column of the customer records that takes part in matching.
 *
 * @param column canonical column, such as {@code birth_date}
 * @param comparison how two of its values are compared
 */
public record Field(String column, Comparison comparison) implements Serializable {
  private static final Set<String> OF_A_HOUSEHOLD =
      Set.of(
          "street",
          "house_number",
          "ward",
          "district",
          "city",
          "postcode",
          "country",
          "company",
          "tax_code");

  private static final Set<String> OFTEN_OF_A_HOUSEHOLD =
      Set.of("phone", "email", "family_name", "middle_name", "occupation", "income_band");
  private static final Set<String> OF_AN_AREA =
      Set.of("ward", "district", "city", "postcode", "country");

  /** Whether relatives often agree in it, so that only a difference tells them apart. */
  public boolean isOftenOfAHousehold() {
    return OFTEN_OF_A_HOUSEHOLD.contains(column);
  }

  /** Whether equality in it speaks for one person even among the people of a household. */
  public boolean isOwn() {
    return !isOfAHousehold() && !isOftenOfAHousehold();
  }

  /** Whether it says nothing more of two records that are known to live in different streets. */
  public boolean isOfAnArea() {
    return OF_AN_AREA.contains(column);
  }

  /** Whether the words of its values are told apart by how usual they are. */
  public boolean hasUsualWords() {
    return comparison == Comparison.STREET || comparison == Comparison.COMPANY;
  }

  /** Whether a level is that of one value, for which its rarity counts. */
  public boolean isEqual(int level) {
    return level == Levels.EQUAL || level == WordLevels.USUAL_WORDS && hasUsualWords();
  }

  /**
   * Whether it is a text that says where in a town, and is filled in for its neighbour at times.
   */
  public boolean isOfAStreet() {
    return isOfALine() || column.equals("district");
  }

  /** Whether it is one of the two lines of an address that are exchanged most often. */
  boolean isOfALine() {
    return column.equals("street") || column.equals("ward");
  }

  /** Whether the people of one household, or of one office, have it in common. */
  public boolean isOfAHousehold() {
    return OF_A_HOUSEHOLD.contains(column);
  }
}
