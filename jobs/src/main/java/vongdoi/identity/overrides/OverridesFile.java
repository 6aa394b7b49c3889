package vongdoi.identity.overrides;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A steward's CSV file of overrides: a header, then one ruling a line. Blank lines and remarks,
 * which begin with {@code #}, say nothing.
 *
 * @param lines what was said
 * @param bad lines that cannot be taken apart
 */
public record OverridesFile(List<Line> lines, List<BadLine> bad) {

  /**
   * What a line says.
   *
   * @param number counted from 1
   * @param fields by the names of the header, without empty ones
   */
  public record Line(int number, Map<String, String> fields) {}

  /**
   * @param number counted from 1
   * @param problem what is wrong with it
   */
  public record BadLine(int number, String problem) {}

  public static OverridesFile of(String text) {
    List<Line> lines = new ArrayList<>();
    List<BadLine> bad = new ArrayList<>();
    List<String> header = null;
    int number = 0;
    for (String line : text.replace("\uFEFF", "").lines().toList()) {
      number++;
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      CsvLine csv = CsvLine.of(line);
      if (csv.isOpen()) {
        bad.add(new BadLine(number, "a quote stays open. Close it on the same line"));
      } else if (header == null) {
        header = csv.fields();
      } else if (csv.fields().size() != header.size()) {
        bad.add(
            new BadLine(
                number,
                "%d fields (must be %d, as in the header)"
                    .formatted(csv.fields().size(), header.size())));
      } else {
        lines.add(new Line(number, byName(header, csv.fields())));
      }
    }
    return new OverridesFile(lines, bad);
  }

  private static Map<String, String> byName(List<String> header, List<String> fields) {
    Map<String, String> byName = new LinkedHashMap<>();
    for (int i = 0; i < fields.size(); i++) {
      if (!fields.get(i).isEmpty()) {
        byName.put(header.get(i), fields.get(i));
      }
    }
    return byName;
  }
}
