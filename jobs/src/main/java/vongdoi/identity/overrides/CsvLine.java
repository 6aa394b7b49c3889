package vongdoi.identity.overrides;

import java.util.ArrayList;
import java.util.List;

/**
 * The fields of one line after RFC 4180, without blanks around them.
 *
 * @param isOpen whether a quote has no end on the line
 */
record CsvLine(List<String> fields, boolean isOpen) {

  static CsvLine of(String line) {
    List<String> fields = new ArrayList<>();
    StringBuilder field = new StringBuilder();
    boolean isQuoted = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (isQuoted && line.startsWith("\"\"", i)) {
        field.append(c);
        i++;
      } else if (c == '"') {
        isQuoted = !isQuoted;
      } else if (c == ',' && !isQuoted) {
        fields.add(field.toString().strip());
        field.setLength(0);
      } else {
        field.append(c);
      }
    }
    fields.add(field.toString().strip());
    return new CsvLine(fields, isQuoted);
  }
}
