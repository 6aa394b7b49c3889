package vongdoi.ingest.values;

import java.io.Serializable;
import java.time.ZoneId;
import java.util.Optional;

/**
 * How the people behind a source write its values.
 *
 * @param zone zone of times that bear none
 * @param dateOrder order of day and month
 * @param decimalMark what the source says of its decimals; empty: the number's shape, its currency
 *     and last the country decide
 * @param countryMark the decimal mark of the country
 * @param currency ISO 4217 code of amounts that come without one
 * @param firstYear times before this year are none
 * @param lastYear times after this year are none
 * @param maxIdLength characters that an id may have
 */
public record ValueRules(
    ZoneId zone,
    DateOrder dateOrder,
    Optional<DecimalMark> decimalMark,
    DecimalMark countryMark,
    String currency,
    int firstYear,
    int lastYear,
    int maxIdLength) {

  /** What a reader in a task needs; {@code Optional} does not travel. */
  record Shipped(
      ZoneId zone,
      DateOrder dateOrder,
      DecimalMark decimalMark,
      DecimalMark countryMark,
      String currency,
      int firstYear,
      int lastYear,
      int maxIdLength)
      implements Serializable {
    private static final long serialVersionUID = 1L;
  }

  Shipped shipped() {
    return new Shipped(
        zone,
        dateOrder,
        decimalMark.orElse(null),
        countryMark,
        currency,
        firstYear,
        lastYear,
        maxIdLength);
  }
}
