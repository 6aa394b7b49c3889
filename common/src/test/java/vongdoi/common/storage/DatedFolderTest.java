package vongdoi.common.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatedFolderTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-01-05",
        "dt=2026-01-05",
        "run=2026-01-05-10-00-00",
        "01-05-2026",
        "1767571200",
        "1767571200000"
      })
  void readsTheDayOfAFolder(String name) {
    assertEquals(Optional.of(LocalDate.of(2026, 1, 5)), DatedFolder.day(name));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1234567890", "source-7", "2026-13-01", "99-99-2026", "20260105", "web"})
  void takesIdsForNoDates(String name) {
    assertEquals(Optional.empty(), DatedFolder.day(name));
  }
}
