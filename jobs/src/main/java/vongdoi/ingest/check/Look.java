package vongdoi.ingest.check;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import vongdoi.common.table.TableColumn;
import vongdoi.ingest.SourceSample.Cell;
import vongdoi.ingest.SourceSample.Sample;
import vongdoi.ingest.SourceSample.SampledRow;
import vongdoi.ingest.lines.RawColumns;
import vongdoi.ingest.source.Format;
import vongdoi.ingest.source.SourceConfig;

/**
 * A sample of a source beside what the source says of itself.
 *
 * @param name of the source
 * @param canonical columns that it may fill
 * @param currency ISO 4217 code of its amounts that come without one
 * @param country ISO 3166 code of its people
 * @param landed when the newest of the sampled files was written
 * @param raw raw columns of each row that hold something
 */
record Look(
    String name,
    SourceConfig source,
    Sample sample,
    List<TableColumn> canonical,
    String currency,
    String country,
    Instant landed,
    List<Map<String, String>> raw) {

  private static final Cell NOTHING = new Cell(null, null, null);

  Mend mend() {
    return new Mend(name);
  }

  /** The look without some of its rows. */
  Look without(List<SampledRow> some) {
    List<SampledRow> rows = new ArrayList<>();
    List<Map<String, String>> raws = new ArrayList<>();
    for (int i = 0; i < raw.size(); i++) {
      if (!some.contains(sample.rows().get(i))) {
        rows.add(sample.rows().get(i));
        raws.add(raw.get(i));
      }
    }
    Sample rest =
        new Sample(
            sample.entity(),
            sample.files(),
            sample.setAside(),
            sample.rawColumns(),
            sample.required(),
            sample.misfit(),
            rows);
    return new Look(name, source, rest, canonical, currency, country, landed, raws);
  }

  /** Rows that have values and that the source's filter leaves in. */
  List<SampledRow> read() {
    return sample.rows().stream().filter(r -> !r.cells().isEmpty() && !isFiltered(r)).toList();
  }

  static boolean isFiltered(SampledRow row) {
    return row.reason().filter("filtered"::equals).isPresent();
  }

  List<Cell> cells(String column) {
    return read().stream().map(r -> r.cells().getOrDefault(column, NOTHING)).toList();
  }

  /** Whether the source has a column, by an expression or by a raw column of its name. */
  boolean fills(String column) {
    return source.columns().containsKey(column)
        || sample.rawColumns().stream().anyMatch(column::equalsIgnoreCase)
        || rawNames().stream().anyMatch(column::equalsIgnoreCase)
        || (source.format() == Format.SEGMENT && !values(column).isEmpty());
  }

  List<String> given(String column) {
    return texts(column, Cell::given);
  }

  List<String> values(String column) {
    return texts(column, Cell::value);
  }

  private List<String> texts(String column, Function<Cell, String> part) {
    return cells(column).stream().map(part).filter(Objects::nonNull).toList();
  }

  long refused(String column) {
    return cells(column).stream().filter(Cell::isRefused).count();
  }

  /** What was given of the values that are refused, where its expression gives anything. */
  List<String> givenOfRefused(String column) {
    return cells(column).stream()
        .filter(c -> c.isRefused() && c.given() != null)
        .map(Cell::given)
        .toList();
  }

  /** Names of the raw columns that hold something, in the order in which they are met. */
  Set<String> rawNames() {
    return raw.stream()
        .flatMap(r -> r.keySet().stream())
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  List<String> raw(String column) {
    return raw.stream().map(r -> r.get(column)).filter(Objects::nonNull).toList();
  }

  /** What a column is computed from, as SQL. */
  String expression(String column) {
    return source.columns().getOrDefault(column, Mend.quoted(column));
  }

  /**
   * Raw columns that hold something and that neither the mapping nor a canonical name speaks of.
   */
  List<String> unmapped() {
    List<String> spoken = new ArrayList<>(canonical.stream().map(TableColumn::name).toList());
    source.columns().values().forEach(sql -> spoken.addAll(named(sql)));
    source.where().ifPresent(sql -> spoken.addAll(named(sql)));
    return rawNames().stream()
        .filter(r -> spoken.stream().noneMatch(s -> s.equalsIgnoreCase(r) || r.startsWith(s + ".")))
        .toList();
  }

  /** The raw column that a canonical one is read from, where it is one alone. */
  Optional<String> onlyRaw(String column) {
    List<String> names = named(expression(column));
    return names.size() == 1
        ? rawNames().stream().filter(names.get(0)::equalsIgnoreCase).findFirst()
        : Optional.empty();
  }

  private static List<String> named(String sql) {
    return new RawColumns().addReferencesOf(sql).names();
  }
}
