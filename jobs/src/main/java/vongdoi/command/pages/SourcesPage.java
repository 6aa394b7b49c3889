package vongdoi.command.pages;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import vongdoi.common.table.TableColumn;
import vongdoi.ingest.source.Entity;
import vongdoi.ingest.source.WithoutColumn;

/** The page that tells what a source may bring: its settings, the entities and their columns. */
final class SourcesPage {

  /** Settings of {@code sources.<name>} in the order in which one meets them. */
  static final Map<String, String> SETTINGS = settings();

  private SourcesPage() {}

  private static Map<String, String> settings() {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("entity", "What its rows tell of: one of the entities below. *required*");
    settings.put(
        "format",
        "segment, json, csv, parquet or delta ([formats](ingest.md#formats)). *required*");
    settings.put(
        "path",
        "File, folder or glob of any Hadoop store (`s3a://…`, `file:/…`); for delta the table's"
            + " folder. *required*");
    settings.put(
        "columns",
        "Canonical column = SQL over the raw columns, such as `order_id = OrderNo` or `currency ="
            + " \"'VND'\"`; a canonical column that is not mapped is taken from the raw column of"
            + " its name");
    settings.put(
        "where", "SQL condition over the raw columns; other rows are left out and counted");
    settings.put(
        "options",
        "How text files are written: `header`, `delimiter`, `encoding`, `skip-rows` …"
            + " ([CSV](ingest.md#csv))");
    settings.put("zone", "Zone of times that bear none; else the business's");
    settings.put(
        "country",
        "ISO 3166 code of its people: order of dates, decimal mark, phones without a prefix; else"
            + " the business's");
    settings.put("currency", "ISO 4217 code of amounts that come without one; else the business's");
    settings.put(
        "date-order",
        "day-first, month-first or year-first, for dates such as 05/01/2026; else that of the"
            + " country");
    settings.put(
        "decimal-mark",
        "dot or comma; else the value's shape, the currency and the country decide");
    settings.put(
        "customers",
        "The customers source whose record ids this source's `record_id` means; else the only one");
    settings.put(
        "order-lines",
        "whole: a file says all lines of the orders that it names (default); pieces: lines of all"
            + " files add up");
    settings.put(
        "quality",
        "What its deliveries are held against: how fresh, how many, how complete"
            + " ([checks](quality.md#sources))");
    return settings;
  }

  static String text() {
    StringBuilder page = new StringBuilder("# Sources\n\n");
    page.append(
        "A source is a block `sources.<name>` of your own configuration; `./vongdoi check --conf"
            + " FILE` tells how much of it could be read and what mends the rest. Presets of known"
            + " exports are in `conf/sources` ([list](ingest.md#presets)).\n\n"
            + "**Consent missing means no.** Without a source of `consents`, or for whom no row in"
            + " it says `granted`, there is no marketing message and no place in any list: segments"
            + " fill, and files hold service messages alone.\n\n"
            + "## Settings\n\n"
            + "| setting | meaning |\n"
            + "|---|---|\n");
    SETTINGS.forEach((name, meaning) -> page.append("| `%s` | %s |\n".formatted(name, meaning)));
    for (Entity entity : Entity.values()) {
      append(page, entity);
    }
    return page.toString();
  }

  private static void append(StringBuilder page, Entity entity) {
    page.append("\n## ").append(entity.word()).append("\n\nA row is ");
    page.append(entity.table().meaning()).append(". Kept in `");
    page.append(entity.table().fullName()).append("`.\n");
    List<WithoutColumn> losses = WithoutColumn.of(entity);
    if (!losses.isEmpty()) {
      page.append("\n| without | |\n|---|---|\n");
      losses.forEach(w -> page.append("| %s | %s |\n".formatted(codes(w.columns()), w.loss())));
    }
    page.append("\n| column | type | meaning |\n|---|---|---|\n");
    List<String> required = entity.required();
    for (TableColumn c : entity.canonical()) {
      String mark = required.contains(c.name()) ? " – *required*" : "";
      page.append("| `%s` | %s | %s%s |\n".formatted(c.name(), c.type(), c.meaning(), mark));
    }
  }

  private static String codes(List<String> names) {
    return names.stream().map(n -> "`" + n + "`").collect(Collectors.joining(", "));
  }
}
