package vongdoi.ingest.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.Charset;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EncodingsTest {

  private static Optional<String> instead(
      String text, String written, String stated, String country) {
    return Encodings.instead(text.getBytes(Charset.forName(written)), stated, country);
  }

  @Test
  void leavesAloneWhatCanBeRight() {
    assertEquals(Optional.empty(), instead("name,city", "US-ASCII", "windows-1252", "FR"));
    assertEquals(Optional.empty(), instead("Zoé", "UTF-8", "UTF-8", "FR"));
    assertEquals(Optional.empty(), instead("Zoé", "windows-1252", "windows-1252", "FR"));
    assertEquals(Optional.empty(), instead("Zoé", "UTF-16", "UTF-16LE", "FR"));
  }

  @Test
  void namesWhatACountrysProgramsWrite() {
    assertEquals(Optional.of("windows-1252"), instead("Zoé", "windows-1252", "UTF-8", "FR"));
    assertEquals(Optional.of("windows-1250"), instead("Łódź", "windows-1250", "UTF-8", "PL"));
    assertEquals(Optional.of("windows-1258"), instead("Đà Nẵng", "windows-1258", "UTF-8", "VN"));
    assertEquals(Optional.of("windows-31j"), instead("東京", "windows-31j", "UTF-8", "JP"));
    assertEquals(Optional.of("UTF-16"), instead("Zoé", "UTF-16", "UTF-8", "FR"));
    assertEquals(Optional.of("UTF-8"), instead("Zoé", "UTF-8", "windows-1252", "FR"));
  }
}
