package vongdoi.ingest.source;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import vongdoi.common.config.AtLeast;
import vongdoi.common.config.Share;
import vongdoi.common.table.Rule.Severity;

/**
 * What the deliveries of a source are held against: {@code sources.<name>.quality}. What breaks is
 * recorded in {@code gold.table_quality}; what {@code stop} names keeps the delivery outside.
 *
 * @param freshnessDays days after which new rows are due
 * @param volume rows of a day against those of the same weekday
 * @param quarantined most rows that may be set aside, as a share of all
 * @param complete by canonical column, the least share of rows that have a value
 * @param words by canonical column, the words that its values may be, whatever their case
 * @param knownColumns raw columns that may come beside the mapped ones; unsaid: any
 * @param rules conditions on rows, by names of the user's own
 * @param stop names of the checks that stop
 * @param accepted run date whose delivery was looked at and is right: nothing stops it
 */
public record SourceQuality(
    @AtLeast(1) Optional<Integer> freshnessDays,
    Optional<Volume> volume,
    @Share Optional<Double> quarantined,
    @Share Map<String, Double> complete,
    Map<String, List<String>> words,
    Optional<List<String>> knownColumns,
    Map<String, RowRule> rules,
    Optional<List<String>> stop,
    Optional<LocalDate> accepted) {

  public static final String FRESHNESS = "freshness";
  public static final String VOLUME = "volume";
  public static final String QUARANTINED = "quarantined";
  private static final String COLUMNS = "columns";

  /**
   * Rows of a day as a share of the usual: the median of the same weekday in the four weeks before.
   *
   * @param least such as 0.5
   * @param most such as 3
   */
  public record Volume(@AtLeast(0) double least, @AtLeast(0) double most) {}

  /**
   * @param condition SQL over the canonical columns that a row keeps
   * @param least share of the rows that keep it at least
   */
  public record RowRule(String condition, @Share double least) {}

  /**
   * A condition on rows.
   *
   * @param name as {@code stop} names it
   * @param least share of the rows that keep it at least
   */
  public record RowCheck(String name, String condition, double least) {}

  /** What the rows themselves are held against, in a fixed order. */
  public List<RowCheck> rowChecks() {
    List<RowCheck> checks = new ArrayList<>();
    new TreeMap<>(complete)
        .forEach(
            (column, least) ->
                checks.add(
                    new RowCheck(
                        "complete." + column, "`%s` is not null".formatted(column), least)));
    new TreeMap<>(words)
        .forEach(
            (column, known) ->
                checks.add(
                    new RowCheck(
                        "words." + column,
                        "`%1$s` is null or lower(trim(cast(`%1$s` as string))) in (%2$s)"
                            .formatted(column, texts(known)),
                        1)));
    knownColumns.ifPresent(
        known ->
            checks.add(
                new RowCheck(
                    COLUMNS,
                    "extra is null or size(array_except(json_object_keys(extra), array(%s))) = 0"
                        .formatted(exact(known)),
                    1)));
    new TreeMap<>(rules)
        .forEach(
            (name, rule) ->
                checks.add(new RowCheck("rules." + name, rule.condition(), rule.least())));
    return checks;
  }

  /** Names of all checks that the block asks for. */
  public Set<String> names() {
    Set<String> names = new LinkedHashSet<>();
    freshnessDays.ifPresent(days -> names.add(FRESHNESS));
    volume.ifPresent(v -> names.add(VOLUME));
    quarantined.ifPresent(share -> names.add(QUARANTINED));
    rowChecks().forEach(check -> names.add(check.name()));
    return names;
  }

  /** What a broken check does to the delivery. */
  public Severity severity(String check) {
    return stop.orElse(List.of()).contains(check) ? Severity.ERROR : Severity.WARNING;
  }

  /** The columns that the checks name, each with the setting that names it. */
  Map<List<String>, String> namedColumns() {
    Map<List<String>, String> columns = new LinkedHashMap<>();
    complete.keySet().forEach(column -> columns.put(List.of("complete", column), column));
    words.keySet().forEach(column -> columns.put(List.of("words", column), column));
    return columns;
  }

  private static String texts(List<String> words) {
    return words.isEmpty()
        ? "null"
        : words.stream()
            .map(word -> "lower(%s)".formatted(quoted(word)))
            .collect(Collectors.joining(", "));
  }

  private static String exact(List<String> words) {
    return words.isEmpty()
        ? "cast(null as string)"
        : words.stream().map(SourceQuality::quoted).collect(Collectors.joining(", "));
  }

  private static String quoted(String word) {
    return "'" + word.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}
