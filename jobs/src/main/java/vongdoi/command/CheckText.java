package vongdoi.command;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import vongdoi.ingest.check.ColumnCheck;
import vongdoi.ingest.check.Finding;
import vongdoi.ingest.check.Finding.Weight;
import vongdoi.ingest.check.SourceCheck;

/** A look at a source as people and as programs read it. */
final class CheckText {
  private static final int UNMAPPED = 12;

  private final SourceCheck check;
  private final StringBuilder text = new StringBuilder();

  CheckText(SourceCheck check) {
    this.check = check;
  }

  String text() {
    line(
        "%s: %s, %s, %d rows of %s%s",
        check.source(),
        check.entity(),
        check.format(),
        check.rows(),
        check.files().isEmpty() ? "no file" : String.join(", ", check.files()),
        check.filtered() > 0 ? ", %d more filtered out".formatted(check.filtered()) : "");
    if (!check.columns().isEmpty() && check.rows() > 0) {
      line("  %-20s %7s %7s %7s %7s  examples", "column", "filled", "parsed", "empty", "refused");
      check.columns().forEach(this::column);
    }
    check.reasons().forEach((reason, rows) -> line("  refused %d: %s", rows, reason));
    if (!check.unmapped().isEmpty()) {
      List<String> shown = check.unmapped().stream().limit(UNMAPPED).toList();
      int more = check.unmapped().size() - shown.size();
      line(
          "  kept in extra: %s%s",
          String.join(", ", shown), more > 0 ? " and %d more".formatted(more) : "");
    }
    check.findings().forEach(this::finding);
    line(
        check.findings().isEmpty()
            ? "  nothing against it"
            : check.works()
                ? "  can be taken in as it is"
                : "  cannot be taken in as it is mapped");
    return text.toString();
  }

  private void column(ColumnCheck c) {
    line(
        "  %-20s %7s %7s %7s %7s  %s",
        c.column() + (c.isRequired() ? " *" : ""),
        percent(c.filled()),
        percent(c.parsed()),
        percent(c.empty()),
        percent(c.refused()),
        String.join("  ", c.examples()));
  }

  private void finding(Finding f) {
    line("  %s %s: %s", f.weight() == Weight.BREAKS ? "!!" : "!", f.subject(), f.problem());
    f.mend().ifPresent(mend -> line("       %s", mend));
  }

  private void line(String format, Object... values) {
    text.append(format.formatted(values).stripTrailing()).append('\n');
  }

  /** Whole percents; some is never nothing, and nearly all never all. */
  private static String percent(double share) {
    long percent = Math.round(share * 100);
    boolean isBetween = share > 0 && share < 1;
    return (isBetween ? Math.min(99, Math.max(1, percent)) : percent) + " %";
  }

  static Map<String, Object> json(SourceCheck check) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("source", check.source());
    json.put("entity", check.entity());
    json.put("format", check.format());
    json.put("files", check.files());
    json.put("works", check.works());
    json.put("rows", check.rows());
    json.put("filtered", check.filtered());
    json.put("refused", check.refused());
    json.put("reasons", check.reasons());
    json.put("columns", check.columns().stream().map(CheckText::json).toList());
    json.put("unmapped", check.unmapped());
    json.put("findings", check.findings().stream().map(CheckText::json).toList());
    return json;
  }

  private static Map<String, Object> json(ColumnCheck c) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("column", c.column());
    json.put("required", c.isRequired());
    json.put("filled", c.filled());
    json.put("parsed", c.parsed());
    json.put("empty", c.empty());
    json.put("refused", c.refused());
    json.put("examples", c.examples());
    json.put("reasons", c.reasons());
    return json;
  }

  private static Map<String, Object> json(Finding f) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("weight", f.weight().name().toLowerCase(Locale.ROOT));
    json.put("subject", f.subject());
    json.put("problem", f.problem());
    json.put("mend", f.mend().orElse(null));
    return json;
  }
}
