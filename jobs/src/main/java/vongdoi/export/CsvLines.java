package vongdoi.export;

import java.nio.charset.StandardCharsets;
import java.util.List;
import vongdoi.export.ExportConfig.Dialect;

/** Lines of CSV after RFC 4180: every cell quoted, quotes doubled, lines ended by CR LF. */
final class CsvLines {
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  /** First characters that spreadsheets take for a formula (OWASP, CSV injection). */
  private static final String FORMULA_STARTS = "=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20";

  private CsvLines() {}

  /** What a file starts with: the column names, in a file for people after a byte order mark. */
  static byte[] head(Dialect dialect, List<String> headers) {
    String mark = dialect == Dialect.HUMAN ? BYTE_ORDER_MARK : "";
    return (mark + line(headers, Dialect.MACHINE)).getBytes(StandardCharsets.UTF_8);
  }

  static byte[] row(Dialect dialect, List<String> cells) {
    return line(cells, dialect).getBytes(StandardCharsets.UTF_8);
  }

  private static String line(List<String> cells, Dialect dialect) {
    int length = 2;
    for (String cell : cells) {
      length += cell == null ? 3 : cell.length() + 3;
    }
    StringBuilder line = new StringBuilder(length);
    for (String cell : cells) {
      if (line.length() > 0) {
        line.append(',');
      }
      String text = cell == null ? "" : dialect == Dialect.HUMAN ? defused(cell) : cell;
      line.append('"').append(text.replace("\"", "\"\"")).append('"');
    }
    return line.append("\r\n").toString();
  }

  /** The cell as text for a spreadsheet: an apostrophe keeps it from being computed. */
  static String defused(String cell) {
    return !cell.isEmpty() && FORMULA_STARTS.indexOf(cell.charAt(0)) >= 0 ? "'" + cell : cell;
  }
}
