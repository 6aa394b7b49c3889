package vongdoi.ingest.values;

import static java.math.RoundingMode.HALF_UP;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumberTextTest {
  private static final NumberText VIETNAM = new NumberText(null, DecimalMark.COMMA, "VND");
  private static final NumberText AMERICA = new NumberText(null, DecimalMark.DOT, "USD");
  private static final NumberText GERMANY = new NumberText(null, DecimalMark.COMMA, "EUR");

  private static void same(String number, BigDecimal read) {
    assertEquals(0, new BigDecimal(number).compareTo(read), () -> read.toPlainString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "150.000 | 150000",
        "150,000 | 150000",
        "1.250.000 | 1250000",
        "1.250.000 ₫ | 1250000",
        "1.250.000đ | 1250000",
        "₫1,250,000 | 1250000",
        "1.250.000,00 VND | 1250000",
        "150000.00 | 150000",
        "33333.33 | 33333.33",
        "85000 | 85000",
        "1 250 000 | 1250000",
        "-150.000 | -150000",
        "(150.000) | -150000",
        "150.000- | -150000",
        "0 | 0",
        "1.25E7 | 12500000",
        "2.0E7 | 20000000"
      })
  void aCurrencyWithoutMinorUnitsHasNoThousandths(String text, String number) {
    same(number, VIETNAM.amount(text, null));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1,250 | 1250",
        "1,250.50 | 1250.50",
        "$1,250.50 | 1250.50",
        "-$3.99 | -3.99",
        "$-3.99 | -3.99",
        "USD 12.5 | 12.5",
        "1.250 | 1.25",
        "12,50 | 12.5",
        "12,34,567.89 | 1234567.89",
        ".99 | 0.99",
        "0.350 | 0.35"
      })
  void aCountryWithDecimalDotsReadsThem(String text, String number) {
    same(number, AMERICA.amount(text, null));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1.250 | 1250",
        "1.250,50 € | 1250.50",
        "12,5 | 12.5",
        "12.50 | 12.5",
        "1'250.50 | 1250.50",
        "0,999 | 0.999"
      })
  void aCountryWithDecimalCommasReadsThem(String text, String number) {
    same(number, GERMANY.amount(text, null));
  }

  @Test
  void whatTheSourceStatesHolds() {
    NumberText comma = new NumberText(DecimalMark.COMMA, DecimalMark.DOT, "USD");
    same("1.25", comma.amount("1,250", null));
    same("1250", comma.amount("1.250", null));
    assertThrows(Refused.class, () -> comma.amount("12.50", null));
    assertThrows(Refused.class, () -> comma.amount("1,250.50", null));
  }

  @Test
  void aRowsOwnCurrencyDecides() {
    same("150.00", AMERICA.amount("150.00", "usd"));
    same("150000", AMERICA.amount("150.000", "VND"));
    assertThrows(Refused.class, () -> AMERICA.amount("150", "coins"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-",
        "abc",
        "12 apples",
        "150k",
        "1,5 triệu",
        "5%",
        "$150",
        "€ 12",
        "150 USD",
        "NaN",
        "Infinity",
        "1.25E+06",
        "1.25e+06",
        "1,25,00",
        "1.2.3",
        "1.234,567.8",
        "--5",
        "(-5)",
        "12..5",
        "0x1F",
        "12345678901234567890123456789012345678901234567890123456789012345"
      })
  void refusesWhatIsNoAmountOrOneInAnotherCurrency(String text) {
    assertThrows(Refused.class, () -> VIETNAM.amount(text, null));
  }

  @Test
  void powersOfTenAreReadWhereNoDigitIsLost() {
    same("12500000", VIETNAM.amount("1.25E7", null));
    same("900000", VIETNAM.amount("9e+05", null));
    same("1250000", AMERICA.amount("1.250000e+06", null));
    assertEquals(0, AMERICA.amount("4.440892e-16", null).setScale(2, HALF_UP).signum());
    same("0.015", AMERICA.number("1.5E-2"));
  }

  @Test
  void quantitiesHaveDecimalDotsUnlessTheSourceSaysOtherwise() {
    same("1", VIETNAM.number("1.000"));
    same("1.5", VIETNAM.number("1,5"));
    same("1000", new NumberText(DecimalMark.COMMA, DecimalMark.DOT, "USD").number("1.000"));
    assertThrows(Refused.class, () -> VIETNAM.number("5 ₫"));
  }
}
