package vongdoi.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.univocity.parsers.csv.CsvParser;
import com.univocity.parsers.csv.CsvParserSettings;
import java.io.ByteArrayOutputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import vongdoi.export.ExportConfig.Dialect;

class CsvLinesTest {
  private static final List<String> HEADERS = List.of("full_name", "note", "Ghi chú, \"thêm\"");
  private static final List<String> PIECES =
      List.of(
          "\"",
          "\"\"",
          ",",
          ";",
          "\r\n",
          "\n",
          "\r",
          "\t",
          "=",
          "+",
          "-",
          "@",
          "＝",
          "＋",
          "－",
          "＠",
          "'",
          "\\",
          " ",
          "🎉",
          "👨‍👩‍👧",
          "Nguyễn Thị Ánh",
          "Đặng",
          "e\u0301",
          "cmd|' /C calc'!A0",
          "0");

  @Test
  void machineFilesComeBackAsTheyWere() {
    List<List<String>> rows = rows();
    String text = file(Dialect.MACHINE, rows);
    assertEquals(rows, Exports.parse(text).subList(1, rows.size() + 1));
    assertEquals(rows, parsedElsewhere(text).subList(1, rows.size() + 1));
    assertEquals(HEADERS, parsedElsewhere(text).get(0));
  }

  @Test
  void filesForPeopleComeBackWithoutACellThatWouldBeComputed() {
    List<List<String>> rows = rows();
    String text = file(Dialect.HUMAN, rows);
    assertEquals('\uFEFF', text.charAt(0));
    List<List<String>> back = parsedElsewhere(text.substring(1));
    assertEquals(HEADERS, back.get(0));
    for (int i = 0; i < rows.size(); i++) {
      for (int c = 0; c < HEADERS.size(); c++) {
        String cell = back.get(i + 1).get(c);
        assertTrue(cell.isEmpty() || "=+-@\t\r\n＝＋－＠".indexOf(cell.charAt(0)) < 0, cell);
        String original = rows.get(i).get(c);
        assertTrue(cell.equals(original) || cell.equals("'" + original), cell);
      }
    }
  }

  private static List<List<String>> rows() {
    Random random = new Random(7);
    List<List<String>> rows = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      List<String> row = new ArrayList<>();
      for (int c = 0; c < HEADERS.size(); c++) {
        StringBuilder cell = new StringBuilder();
        for (int n = random.nextInt(5); n > 0; n--) {
          cell.append(PIECES.get(random.nextInt(PIECES.size())));
        }
        row.add(cell.toString());
      }
      rows.add(row);
    }
    return rows;
  }

  private static String file(Dialect dialect, List<List<String>> rows) {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.writeBytes(CsvLines.head(dialect, HEADERS));
    rows.forEach(row -> file.writeBytes(CsvLines.row(dialect, row)));
    return file.toString(StandardCharsets.UTF_8);
  }

  /** Cells as the parser that Spark itself uses reads them. */
  private static List<List<String>> parsedElsewhere(String text) {
    CsvParserSettings settings = new CsvParserSettings();
    settings.getFormat().setLineSeparator("\r\n");
    settings.getFormat().setQuoteEscape('"');
    settings.getFormat().setCharToEscapeQuoteEscaping('\0');
    settings.setNormalizeLineEndingsWithinQuotes(false);
    settings.setIgnoreLeadingWhitespaces(false);
    settings.setIgnoreTrailingWhitespaces(false);
    settings.setIgnoreLeadingWhitespacesInQuotes(false);
    settings.setIgnoreTrailingWhitespacesInQuotes(false);
    settings.setEmptyValue("");
    settings.setNullValue("");
    settings.setSkipEmptyLines(false);
    settings.setMaxCharsPerColumn(-1);
    return new CsvParser(settings)
        .parseAll(new StringReader(text)).stream().map(Arrays::asList).toList();
  }
}
