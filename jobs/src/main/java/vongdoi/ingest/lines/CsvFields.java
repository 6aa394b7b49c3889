package vongdoi.ingest.lines;

import java.util.ArrayList;
import java.util.List;
import vongdoi.ingest.row.BadRow;

/** Splits a CSV line (RFC 4180, without line breaks in fields) into its fields. */
final class CsvFields {
  private final CsvDialect dialect;
  private final StringBuilder quoted = new StringBuilder();

  CsvFields(CsvDialect dialect) {
    this.dialect = dialect;
  }

  /** The fields; blank ones and those that spell the dialect's null are null. */
  List<String> of(String line) throws BadRow {
    List<String> fields = new ArrayList<>();
    int at = 0;
    while (true) {
      at = dialect.stripsLeading() ? afterBlanks(line, at) : at;
      boolean isQuoted = at < line.length() && line.charAt(at) == dialect.quote();
      int end = isQuoted ? quoted(line, at + 1) : plain(line, at);
      fields.add(value(isQuoted ? quoted.toString() : line.substring(at, end)));
      if (end >= line.length()) {
        return fields;
      }
      at = end + 1;
    }
  }

  private int afterBlanks(String line, int at) {
    while (at < line.length() && line.charAt(at) == ' ' && dialect.delimiter() != ' ') {
      at++;
    }
    return at;
  }

  private int plain(String line, int at) {
    int end = line.indexOf(dialect.delimiter(), at);
    return end < 0 ? line.length() : end;
  }

  /** Collects a quoted field; returns where its delimiter is, or the end of the line. */
  private int quoted(String line, int from) throws BadRow {
    quoted.setLength(0);
    int at = from;
    while (at < line.length()) {
      char c = line.charAt(at);
      boolean quoteNext = at + 1 < line.length() && line.charAt(at + 1) == dialect.quote();
      if (quoteNext && (c == dialect.quote() || c == dialect.escape())) {
        quoted.append(dialect.quote());
        at += 2;
      } else if (c == dialect.quote()) {
        int end = dialect.stripsTrailing() ? afterBlanks(line, at + 1) : at + 1;
        if (end < line.length() && line.charAt(end) != dialect.delimiter()) {
          throw new BadRow("text after a closing quote");
        }
        return end;
      } else {
        quoted.append(c);
        at++;
      }
    }
    throw new BadRow("a quote is not closed");
  }

  private String value(String text) {
    String value = dialect.stripsTrailing() ? text.stripTrailing() : text;
    return value.isBlank() || value.equals(dialect.nullValue()) ? null : value;
  }
}
