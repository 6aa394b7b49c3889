package vongdoi.identity.scoring;

import java.util.List;
import java.util.Set;
import vongdoi.identity.comparing.Field;

/**
 * What two people, or two firms, may be to each other besides strangers: whoever stands in such a
 * relation has some columns in common, in which equality says nothing for one person or firm, and
 * some others often, in which only a difference says something.
 */
public enum Relation {
  /** Two people who live together. */
  HOUSEHOLD("one household") {
    @Override
    boolean shares(Field field) {
      return field.isOfAHousehold();
    }

    @Override
    boolean sharesOften(Field field) {
      return field.isOftenOfAHousehold();
    }
  },
  /** Two firms at one address. */
  BUILDING("one building") {
    @Override
    boolean shares(Field field) {
      return PLACE.contains(field.column());
    }

    @Override
    boolean sharesOften(Field field) {
      return false;
    }
  },
  /** Two branches of one firm, each at its address. */
  BRAND("one brand") {
    @Override
    boolean shares(Field field) {
      return field.column().equals("company");
    }

    @Override
    boolean sharesOften(Field field) {
      return OF_A_BRAND.contains(field.column());
    }
  };

  public static final List<Relation> OF_PEOPLE = List.of(HOUSEHOLD);
  public static final List<Relation> OF_FIRMS = List.of(BUILDING, BRAND);
  private static final Set<String> PLACE =
      Set.of("street", "house_number", "ward", "district", "city", "postcode", "country");
  private static final Set<String> OF_A_BRAND = Set.of("phone", "email", "tax_code");

  private final String words;

  Relation(String words) {
    this.words = words;
  }

  /** How the relation is called. */
  public String words() {
    return words;
  }

  abstract boolean shares(Field field);

  abstract boolean sharesOften(Field field);

  /** Whether equality in a column speaks for one person, or firm, even among those related so. */
  boolean leaves(Field field) {
    return !shares(field) && !sharesOften(field);
  }
}
