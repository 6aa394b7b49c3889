package vongdoi.ingest.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import vongdoi.common.table.TableColumn;
import vongdoi.common.table.TableColumn.Content;
import vongdoi.ingest.SourceSample.Cell;

/**
 * How one canonical column fares over a sample.
 *
 * @param isRequired whether a row without it is not taken in
 * @param filled share of rows for which the source gives something
 * @param parsed share of rows whose value is taken in
 * @param empty share of rows without a value
 * @param refused share of rows whose value cannot be read
 * @param examples of values that are taken in, personal ones masked
 * @param reasons of refused values, with the number of rows
 */
public record ColumnCheck(
    String column,
    boolean isRequired,
    double filled,
    double parsed,
    double empty,
    double refused,
    List<String> examples,
    SortedMap<String, Integer> reasons) {
  private static final int EXAMPLES = 3;

  static ColumnCheck of(TableColumn column, Look look) {
    List<Cell> cells = look.cells(column.name());
    SortedMap<String, Integer> reasons = new TreeMap<>();
    cells.stream()
        .map(Cell::refusal)
        .filter(Objects::nonNull)
        .forEach(r -> reasons.merge(r, 1, Integer::sum));
    boolean isPersonal = column.content() == Content.PERSONAL;
    List<String> examples = new ArrayList<>();
    for (Cell cell : cells) {
      if (examples.size() < EXAMPLES && cell.value() != null) {
        String shown = isPersonal ? Mask.of(cell.value()) : Mask.cut(cell.value());
        if (!examples.contains(shown)) {
          examples.add(shown);
        }
      }
    }
    return new ColumnCheck(
        column.name(),
        look.sample().required().contains(column.name()),
        share(cells, cells.stream().filter(c -> c.given() != null || c.refusal() != null).count()),
        share(cells, cells.stream().filter(c -> c.value() != null && c.refusal() == null).count()),
        share(cells, cells.stream().filter(c -> c.value() == null && c.refusal() == null).count()),
        share(cells, cells.stream().filter(c -> c.refusal() != null).count()),
        examples,
        reasons);
  }

  private static double share(List<Cell> cells, long count) {
    return cells.isEmpty() ? 0 : (double) count / cells.size();
  }
}
