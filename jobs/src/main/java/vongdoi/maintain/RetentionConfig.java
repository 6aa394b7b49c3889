package vongdoi.maintain;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.TimestampType;
import vongdoi.common.catalog.Catalog;
import vongdoi.common.config.AtLeast;
import vongdoi.common.config.ConfigPath;
import vongdoi.common.config.InvalidSettings;
import vongdoi.common.config.Mistake;
import vongdoi.common.table.Table;

/**
 * How long things stay, block {@code maintain.retention}.
 *
 * @param raw landed files, by source; {@code all} for the sources that are not named
 * @param exportDays days for which the files of an export stay that no pointer names any more
 * @param modelDays days for which a stored model stays that no longer scores
 * @param tables rows, by full name of their table
 */
public record RetentionConfig(
    Map<String, Raw> raw,
    @AtLeast(1) int exportDays,
    @AtLeast(1) int modelDays,
    Map<String, Rows> tables) {
  static final String ALL = "all";

  /** What becomes of a landed file whose days are over. */
  public enum Then {
    ARCHIVE,
    DELETE
  }

  /**
   * Landed files of a source.
   *
   * @param usedDays days for which a file stays that was taken in
   * @param unusedDays the same of one that was not: set aside whole, rewritten since, or of no run;
   *     left out: it stays
   * @param then what becomes of it
   * @param archive folder, as in a bucket of cold storage, that files are moved to
   * @param archiveDays days, counted as the others, after which they are deleted there; left out:
   *     never
   */
  public record Raw(
      @AtLeast(1) int usedDays,
      @AtLeast(1) Optional<Integer> unusedDays,
      Then then,
      Optional<String> archive,
      @AtLeast(1) Optional<Integer> archiveDays) {
    public Raw {
      if (then == Then.ARCHIVE && archive.isEmpty()) {
        InvalidSettings.refuse(
            List.of(
                Mistake.of(
                    ConfigPath.of("archive"), "none", "must name a folder where then = archive")));
      }
    }
  }

  /**
   * Rows of a table.
   *
   * @param column its date or time that the days are counted from
   */
  public record Rows(String column, @AtLeast(1) int days) {}

  public RetentionConfig {
    raw = new TreeMap<>(raw);
    tables = new TreeMap<>(tables);
    List<Mistake> mistakes = new ArrayList<>();
    tables.forEach(
        (name, rows) -> {
          ConfigPath path = ConfigPath.of("tables", name);
          Optional<Table> table =
              Catalog.all().stream().filter(t -> t.fullName().equals(name)).findFirst();
          if (table.isEmpty()) {
            mistakes.add(
                Mistake.unknown(path, name, Catalog.all().stream().map(Table::fullName).toList()));
          } else if (table.get().columns().stream()
              .filter(
                  c -> c.dataType() instanceof DateType || c.dataType() instanceof TimestampType)
              .noneMatch(c -> c.name().equals(rows.column()))) {
            mistakes.add(
                Mistake.of(
                    path.at("column"), rows.column(), "must be a date or time of the table"));
          }
        });
    InvalidSettings.refuse(mistakes);
  }

  /** What holds of a source's landed files; nothing: they stay. */
  Optional<Raw> of(String source) {
    return Optional.ofNullable(raw.getOrDefault(source, raw.get(ALL)));
  }
}
