package vongdoi.ingest.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TimePatternsTest {

  private static Optional<String> of(String... texts) {
    return TimePatterns.of(List.of(texts), LocalDate.of(2000, 1, 1), LocalDate.of(2026, 1, 31));
  }

  @Test
  void findsThePatternThatReadsAllOfThem() {
    assertEquals(Optional.of("yyyyMMddHHmmss"), of("20260105101112", "20251231235959"));
    assertEquals(Optional.of("d MMM yyyy HH:mm"), of("05 Jan 2026 10:11", "6 Jan 2026 08:00"));
    assertEquals(Optional.of("d/M/yyyy"), of("13/1/2026", "5/1/2026"));
    assertEquals(Optional.of("M/d/yyyy h:mm a"), of("1/5/2026 1:30 PM", "1/6/2026 9:30 am"));
    assertEquals(Optional.of("d/M/yy"), of("13/1/26", "5/1/26"));
  }

  @Test
  void takesTheOrderInWhichNothingLiesAhead() {
    assertEquals(Optional.of("d/M/yyyy"), of("5/1/2026", "6/1/2026"));
    assertEquals(Optional.of("M/d/yyyy"), of("1/5/2026", "1/6/2026"));
  }

  @Test
  void findsNoneWhereOneTextIsNoTime() {
    assertEquals(Optional.empty(), of("2026-01-05", "soon"));
    assertEquals(Optional.empty(), of());
  }
}
