package vongdoi.ingest.values;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdTextTest {

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '~',
      value = {
        "17850.0, 17850",
        "2.0260001E7, 20260001",
        "20260001.00, 20260001",
        "1.0, 1",
        "1E5, 1E5",
        "12E5, 12E5",
        "1.5, 1.5",
        "v2.0.0, v2.0.0",
        "=\"0012\", 0012",
        "'0012, 0012",
        "'+84912345101, +84912345101",
        "'tis, 'tis",
        "#1001, #1001",
        "9e+05, 900000",
        "5e-10, 5e-10",
        "007, 007"
      })
  void keepsTheIdThatIsMeant(String raw, String id) {
    assertEquals(id, IdText.clean(raw, 500));
  }

  @Test
  void seesThroughBlanksAndWhatNobodySees() {
    assertEquals("577000000000000101", IdText.clean("577000000000000101\t", 500));
    assertEquals("K1", IdText.clean("\uFEFF\u00a0K\u200b1 ", 500));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[object Object]",
        "undefined",
        "NaN",
        "nan",
        "null",
        "None",
        "(not set)",
        "\\N",
        " "
      })
  void wordsOfProgramsMeanNobody(String raw) {
    assertNull(IdText.clean(raw, 500));
  }

  @ParameterizedTest
  @ValueSource(strings = {"5.77E+17", "4.479E+11", "8,49E+10", "1E+05", "5.77E17", "4.01e+10"})
  void whatASheetHasShortenedIsRefused(String raw) {
    assertThrows(Refused.class, () -> IdText.clean(raw, 500));
  }
}
