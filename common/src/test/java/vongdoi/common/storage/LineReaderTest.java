package vongdoi.common.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineReaderTest {

  private static List<String> lines(String text, int maxBytes) throws IOException {
    List<String> lines = new ArrayList<>();
    try (LineReader reader =
        new LineReader(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), maxBytes)) {
      while (reader.next()) {
        String line = new String(reader.bytes(), 0, reader.length(), StandardCharsets.UTF_8);
        lines.add(
            reader.number() + (reader.isTooLong() ? "!" : reader.isBlank() ? "?" : ":") + line);
      }
    }
    return lines;
  }

  @Test
  void numbersLinesWhateverTheirEnds() throws IOException {
    assertEquals(List.of("1:a", "2:b", "3?", "4:c"), lines("\uFEFFa\r\nb\n\nc", 10));
    assertEquals(List.of(), lines("", 10));
    assertEquals(List.of("1:a"), lines("a\n", 10));
  }

  @Test
  void keepsOnlyTheBeginningOfALongLine() throws IOException {
    List<String> lines = lines("x".repeat(200_000) + "\nshort\n", 100);
    assertEquals("1!" + "x".repeat(101), lines.get(0));
    assertEquals("2:short", lines.get(1));
  }
}
