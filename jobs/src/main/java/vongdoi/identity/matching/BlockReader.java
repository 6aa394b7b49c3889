package vongdoi.identity.matching;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.spark.sql.Row;

/** Reads blocks from rows of {@link MatchRows#BLOCKED} sorted by block and node. */
final class BlockReader implements Iterator<List<MatchRows.Blocked>> {
  private final Iterator<Row> rows;
  private Row next;

  BlockReader(Iterator<Row> rows) {
    this.rows = rows;
    advance();
  }

  private void advance() {
    next = rows.hasNext() ? rows.next() : null;
  }

  @Override
  public boolean hasNext() {
    return next != null;
  }

  @Override
  public List<MatchRows.Blocked> next() {
    if (next == null) {
      throw new NoSuchElementException();
    }
    long block = next.getLong(0);
    List<MatchRows.Blocked> records = new ArrayList<>();
    while (next != null && next.getLong(0) == block) {
      records.add(MatchRows.blocked(next));
      advance();
    }
    return records;
  }
}
