package vongdoi.ingest.check;

import java.util.List;
import java.util.SortedMap;
import vongdoi.ingest.check.Finding.Weight;

/**
 * What a look at a source found.
 *
 * @param source its name
 * @param entity what its rows go to
 * @param files those that were looked into
 * @param rows that were read, those that the filter leaves out not among them
 * @param filtered rows that the filter leaves out
 * @param refused rows that would go to quarantine
 * @param reasons of these rows, with their number
 * @param columns that the source fills
 * @param unmapped raw columns that go to {@code extra}
 */
public record SourceCheck(
    String source,
    String entity,
    String format,
    List<String> files,
    int rows,
    int filtered,
    int refused,
    SortedMap<String, Integer> reasons,
    List<ColumnCheck> columns,
    List<String> unmapped,
    List<Finding> findings) {

  /** Whether the source can be taken in as it is mapped. */
  public boolean works() {
    return findings.stream().noneMatch(f -> f.weight() == Weight.BREAKS);
  }
}
