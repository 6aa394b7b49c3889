package vongdoi.ingest.lines;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeTextTest {
  private static final TimeText TIMES = new TimeText(ZoneId.of("Asia/Ho_Chi_Minh"));

  @ParameterizedTest
  @CsvSource({
    "2026-01-05T10:00:00.123Z, 2026-01-05T10:00:00.123Z",
    "2026-01-05T10:00:00.123456789Z, 2026-01-05T10:00:00.123456Z",
    "2026-01-05T10:00:00+0700, 2026-01-05T03:00:00Z",
    "2026-01-05 10:00:00 -05:00, 2026-01-05T15:00:00Z",
    "2026-01-05 10:00, 2026-01-05T03:00:00Z",
    "2026-01-05, 2026-01-04T17:00:00Z",
    "1767607200, 2026-01-05T10:00:00Z",
    "1767607200.5, 2026-01-05T10:00:00.500Z",
    "1767607200000, 2026-01-05T10:00:00Z",
    "1767607200000000, 2026-01-05T10:00:00Z",
    "2026-06-30T23:59:60Z, 2026-06-30T23:59:59Z"
  })
  void readsTimes(String text, String instant) {
    assertEquals(Instant.parse(instant), Instant.EPOCH.plusNanos(TIMES.micros(text) * 1000));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "yesterday",
        "2026-13-01",
        "2026-02-30",
        "292278994-01-01T00:00:00Z",
        "2026-01-05T25:00:00Z",
        "2026-01-05T10:00:00 Mars",
        "99999999999999999999",
        "",
        "5/1/2026"
      })
  void refusesWhatIsNoTime(String text) {
    assertThrows(IllegalArgumentException.class, () -> TIMES.micros(text));
  }

  @Test
  void keepsTextOutOfItsComplaint() {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> TIMES.micros("jane@example.com"));
    assertEquals("not a time", e.getMessage());
  }
}
