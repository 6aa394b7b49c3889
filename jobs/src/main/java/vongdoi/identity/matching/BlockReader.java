package vongdoi.identity.matching;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.apache.spark.sql.Row;

/** Reads blocks from rows of {@link MatchRows#BLOCKED} sorted by block and node. */
final class BlockReader implements Iterator<BlockReader.Block> {
  /** Records that are kept unpacked: a record is in some twenty blocks, of which many are near. */
  private static final int KEPT = 50_000;

  /**
   * The records of a block.
   *
   * @param changed places of records whose pairs are to be weighed
   */
  record Block(int rule, List<MatchRows.Blocked> records, BitSet changed) {}

  private final Iterator<Row> rows;
  private final Map<Long, MatchRows.Blocked> unpacked = new HashMap<>();
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
  public Block next() {
    if (next == null) {
      throw new NoSuchElementException();
    }
    long block = next.getLong(0);
    Block read = new Block(next.getInt(1), new ArrayList<>(), new BitSet());
    while (next != null && next.getLong(0) == block) {
      read.changed().set(read.records().size(), next.getBoolean(4));
      read.records().add(record(next));
      advance();
    }
    return read;
  }

  private MatchRows.Blocked record(Row row) {
    if (unpacked.size() >= KEPT) {
      unpacked.clear();
    }
    return unpacked.computeIfAbsent(row.getLong(2), node -> PackedRecord.read(node, row.getAs(3)));
  }
}
