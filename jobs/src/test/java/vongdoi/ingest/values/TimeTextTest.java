package vongdoi.ingest.values;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeTextTest {
  private static final ZoneId SAIGON = ZoneId.of("Asia/Ho_Chi_Minh");
  private static final TimeText TIMES = new TimeText(SAIGON, DateOrder.DAY_FIRST);
  private static final TimeText AMERICAN = new TimeText(SAIGON, DateOrder.MONTH_FIRST);
  private static final TimeText UNSAID = new TimeText(SAIGON, DateOrder.YEAR_FIRST);

  private static Instant instant(Long micros) {
    return Instant.EPOCH.plusNanos(micros * 1000);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2026-01-05T10:00:00.123Z | 2026-01-05T10:00:00.123Z",
        "2026-01-05T10:00:00.123456789Z | 2026-01-05T10:00:00.123456Z",
        "2026-01-05T10:00:00+0700 | 2026-01-05T03:00:00Z",
        "2026-03-01 09:15:00 +0700 | 2026-03-01T02:15:00Z",
        "2026-01-05 10:00:00 -05:00 | 2026-01-05T15:00:00Z",
        "2026-01-05 10:00 | 2026-01-05T03:00:00Z",
        "2026-01-05 10:00:00 UTC | 2026-01-05T10:00:00Z",
        "2026-01-05 02:00 PM | 2026-01-05T07:00:00Z",
        "2026-01-05 | 2026-01-04T17:00:00Z",
        "2026/1/5 10:00 | 2026-01-05T03:00:00Z",
        "2026-06-30T23:59:60Z | 2026-06-30T23:59:59Z",
        "2026-01-05T10:00:00+07:00[Asia/Ho_Chi_Minh] | 2026-01-05T03:00:00Z"
      })
  void readsWhatBeginsWithTheYear(String text, String instant) {
    assertEquals(Instant.parse(instant), instant(TIMES.micros(text)));
  }

  @ParameterizedTest
  @CsvSource({
    "1767607200, 2026-01-05T10:00:00Z",
    "1767607200.5, 2026-01-05T10:00:00.500Z",
    "1767607200000, 2026-01-05T10:00:00Z",
    "1.7676072E9, 2026-01-05T10:00:00Z",
    "1767607200000000, 2026-01-05T10:00:00Z",
    "1767607200000000000, 2026-01-05T10:00:00Z",
    "20260105101112, 2026-01-05T03:11:12Z",
    "20260105101112.0, 2026-01-05T03:11:12Z",
    "202601051011, 2026-01-05T03:11:00Z",
    "20260105101112345, 2026-01-05T03:11:12.345Z",
    "20260105, 2026-01-04T17:00:00Z"
  })
  void readsDigitsAlone(String text, String instant) {
    assertEquals(Instant.parse(instant), instant(TIMES.micros(text)));
  }

  @ParameterizedTest
  @CsvSource({
    "46027, 2026-01-04T17:00:00Z",
    "46027.0, 2026-01-04T17:00:00Z",
    "46027.42444444445, 2026-01-05T03:11:12Z",
    "40513.35138888889, 2010-12-01T01:26:00Z"
  })
  void readsTheDayNumbersOfSheets(String text, String instant) {
    assertEquals(Instant.parse(instant), instant(TIMES.micros(text)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "05/01/2026 10:11 | 2026-01-05T03:11:00Z",
        "5.1.2026 | 2026-01-04T17:00:00Z",
        "5-1-26 9:05 | 2026-01-05T02:05:00Z",
        "10:11:12 05/01/2026 | 2026-01-05T03:11:12Z",
        "05/01/2026 2:05 CH | 2026-01-05T07:05:00Z",
        "05/01/2026 14:05 PM | 2026-01-05T07:05:00Z",
        "05/01/2026, 10:11:12 | 2026-01-05T03:11:12Z"
      })
  void readsTheDayFirstWhereThatIsTheOrder(String text, String instant) {
    assertEquals(Instant.parse(instant), instant(TIMES.micros(text)));
  }

  @Test
  void readsTheMonthFirstWhereThatIsTheOrder() {
    assertEquals(LocalDate.of(1990, 5, 12), AMERICAN.day("05/12/1990"));
    assertEquals(LocalDate.of(1985, 4, 25), AMERICAN.day("4/25/1985 12:30 AM"));
    assertThrows(Refused.class, () -> AMERICAN.day("25/04/1985"));
    assertThrows(Refused.class, () -> TIMES.day("04/25/1985"));
  }

  @Test
  void refusesTwoReadingsWhereNoOrderIsKnown() {
    assertEquals(LocalDate.of(1985, 4, 25), UNSAID.day("25/04/1985"));
    assertEquals(LocalDate.of(1985, 5, 5), UNSAID.day("05/05/1985"));
    Refused refused = assertThrows(Refused.class, () -> UNSAID.day("05/12/1990"));
    assertEquals(
        "day and month can be read in two orders: set date-order = day-first or month-first in the"
            + " source",
        refused.getMessage());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Mon, 05 Jan 2026 10:11:12 GMT | 2026-01-05T10:11:12Z",
        "Mon, 05 Jan 2026 10:11:12 +0700 | 2026-01-05T03:11:12Z",
        "Jan 5, 2026 10:11:12 AM | 2026-01-05T03:11:12Z",
        "5-Jan-2026 | 2026-01-04T17:00:00Z",
        "05 September 2026 10:11 | 2026-09-05T03:11:00Z",
        "Mon Jan 05 2026 10:11:12 GMT+0700 (Indochina Time) | 2026-01-05T03:11:12Z"
      })
  void readsEnglishMonths(String text, String instant) {
    assertEquals(Instant.parse(instant), instant(TIMES.micros(text)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\t\u00a0",
        "0",
        "0000-00-00 00:00:00",
        "0000-00-00",
        "0001-01-01T00:00:00Z",
        "1970-01-01T00:00:00Z",
        "00/00/0000"
      })
  void takesZeroDatesForNoTime(String text) {
    assertNull(TIMES.micros(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "yesterday",
        "2026-13-01",
        "2026-02-30",
        "2026-5",
        "2026",
        "2026-01-05 or so",
        "2026-01-05 10:00 about",
        "31/02/2026",
        "05/01/2026 25:00",
        "05/01/2026/7",
        "292278994-01-01T00:00:00Z",
        "2026-01-05T25:00:00Z",
        "2026-01-05T10:00:00 Mars",
        "99999999999999999999",
        "123",
        "1234567",
        "12345678901",
        "05/2026",
        "Jan 2026",
        "5 Foo 2026",
        "10:11",
        "-1",
        "NaN"
      })
  void refusesWhatIsNoTime(String text) {
    assertThrows(Refused.class, () -> TIMES.micros(text));
  }

  @Test
  void keepsTextOutOfItsComplaint() {
    Refused e = assertThrows(Refused.class, () -> TIMES.micros("jane@example.com"));
    assertFalse(e.getMessage().contains("jane"));
  }
}
