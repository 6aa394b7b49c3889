package vongdoi.ingest.lines;

import java.io.Serializable;
import java.util.List;

/**
 * Where rows begin in a range of a file, by what the range could begin with.
 *
 * @param hypotheses the first row's place where the range begins outside of quotes, then where it
 *     begins within some
 */
public record RowStarts(List<Hypothesis> hypotheses) implements Serializable {
  private static final long serialVersionUID = 1L;

  /**
   * If a row begins here, the next range's first row begins there.
   *
   * @param first offset of the range's first row
   * @param next offset of the first row at or behind the range's end
   * @param lines lines between the two
   */
  public record Hypothesis(long first, long next, long lines) implements Serializable {
    private static final long serialVersionUID = 1L;
  }
}
