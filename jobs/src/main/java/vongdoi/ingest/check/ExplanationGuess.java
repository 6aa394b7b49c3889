package vongdoi.ingest.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.spark.sql.types.NumericType;
import vongdoi.common.table.TableColumn;
import vongdoi.ingest.SourceSample.Cell;
import vongdoi.ingest.SourceSample.SampledRow;
import vongdoi.ingest.source.Format;

/** Rows in words below the header, as marketplaces write them, and totals at the end. */
final class ExplanationGuess implements Guess {
  private static final String AFTER_HEADER = "skip-rows-after-header";

  /** The rows in words; none where they are most of the sample. */
  static List<SampledRow> rows(Look look) {
    List<String> numbers = numbers(look);
    List<SampledRow> wordy = look.read().stream().filter(r -> isInWords(r, numbers)).toList();
    return wordy.size() * 2 > look.read().size() ? List.of() : wordy;
  }

  private static List<String> numbers(Look look) {
    List<String> numbers = new ArrayList<>();
    for (TableColumn column : look.canonical()) {
      if (column.dataType() instanceof NumericType && look.fills(column.name())) {
        numbers.add(column.name());
      }
    }
    return numbers;
  }

  @Override
  public List<Finding> of(Look look) {
    List<SampledRow> wordy = rows(look);
    if (wordy.isEmpty()) {
      return List.of();
    }
    String mend =
        leading(look, wordy)
            .map(rows -> look.mend().option(AFTER_HEADER, "" + rows))
            .orElseGet(() -> filtered(look, wordy).orElse(null));
    return List.of(
        Finding.doubt(
            "rows",
            "%d hold words instead of numbers: explanations or sums".formatted(wordy.size()),
            mend));
  }

  /** How many rows every file begins with that are in words, where no others are. */
  private static Optional<Integer> leading(Look look, List<SampledRow> wordy) {
    if (look.source().format() != Format.CSV || look.source().options().containsKey(AFTER_HEADER)) {
      return Optional.empty();
    }
    Map<String, List<SampledRow>> byFile =
        look.sample().rows().stream().collect(Collectors.groupingBy(SampledRow::file));
    int rows = wordy.size() / byFile.size();
    boolean isLeading =
        byFile.values().stream()
            .allMatch(
                of ->
                    of.size() > rows
                        && wordy.containsAll(of.subList(0, rows))
                        && of.stream().filter(wordy::contains).count() == rows);
    return isLeading ? Optional.of(rows) : Optional.empty();
  }

  private static Optional<String> filtered(Look look, List<SampledRow> wordy) {
    return numbers(look).stream()
        .filter(n -> wordy.stream().allMatch(r -> isRefused(r, n)))
        .filter(n -> look.refused(n) == wordy.size())
        .flatMap(n -> look.onlyRaw(n).stream())
        .findFirst()
        .map(r -> look.mend().setting("where", where(look, r)));
  }

  /** Whether none of a row's numbers, two at least, can be read. */
  private static boolean isInWords(SampledRow row, List<String> numbers) {
    long given = numbers.stream().filter(n -> cell(row, n).given() != null).count();
    return given > 1 && numbers.stream().filter(n -> isRefused(row, n)).count() == given;
  }

  private static boolean isRefused(SampledRow row, String column) {
    return cell(row, column).isRefused();
  }

  private static Cell cell(SampledRow row, String column) {
    return row.cells().getOrDefault(column, new Cell(null, null, null));
  }

  private static String where(Look look, String raw) {
    String isNumber = Mend.quoted(raw) + " rlike '^[^a-zA-Z]*[0-9]'";
    return look.source().where().map(w -> "(%s) and %s".formatted(w, isNumber)).orElse(isNumber);
  }
}
