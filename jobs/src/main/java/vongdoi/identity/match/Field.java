package vongdoi.identity.match;

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
          "family_name",
          "phone",
          "email",
          "street",
          "ward",
          "district",
          "city",
          "postcode",
          "country",
          "company",
          "tax_code");

  /** Whether the people of one household, or of one office, have it in common. */
  boolean isOfAHousehold() {
    return OF_A_HOUSEHOLD.contains(column);
  }
}
