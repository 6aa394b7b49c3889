package vongdoi.identity.matching;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import org.apache.spark.sql.Row;
import vongdoi.identity.blocking.Blocking;
import vongdoi.identity.comparing.Profile;
import vongdoi.identity.graph.JoinThreshold;
import vongdoi.identity.scoring.Entry;

/**
 * Reads components of tied records: first the rows of their profiles, then those of the pairs that
 * are weighed already. Of a component of very many records none is read, and so none is completed.
 */
final class CompletionReader implements Iterator<CompletionReader.Group> {
  private final Iterator<Row> rows;
  private final Blocking blocking;
  private Row next;

  /** The records of a component and the pairs of it that are known. */
  record Group(List<MatchRows.Blocked> records, Set<Pair> known) {
    boolean knows(long a, long b) {
      return known.contains(new Pair(Math.min(a, b), Math.max(a, b)));
    }
  }

  /** Two nodes, the lower first. */
  record Pair(long a, long b) {}

  /**
   * @param rows {@code component, other, node, source, record_id, compared, marked, is_business,
   *     generation}, sorted by the first three; other is null in a profile's row
   */
  CompletionReader(Iterator<Row> rows, Blocking blocking) {
    this.rows = rows;
    this.blocking = blocking;
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
  public Group next() {
    if (next == null) {
      throw new NoSuchElementException();
    }
    long component = next.getLong(0);
    List<MatchRows.Blocked> records = new ArrayList<>();
    Set<Pair> known = new HashSet<>();
    int size = 0;
    while (next != null && next.getLong(0) == component) {
      if (!next.isNullAt(1)) {
        if (size <= JoinThreshold.MOST_COMPLETED) {
          known.add(new Pair(next.getLong(2), next.getLong(1)));
        }
      } else if (++size <= JoinThreshold.MOST_COMPLETED) {
        records.add(record(next));
      }
      advance();
    }
    return size > JoinThreshold.MOST_COMPLETED
        ? new Group(List.of(), Set.of())
        : new Group(records, known);
  }

  private MatchRows.Blocked record(Row row) {
    Profile profile =
        new Profile(
            row.<String>getList(5).toArray(String[]::new),
            row.<String>getList(6).toArray(String[]::new),
            row.getBoolean(7),
            row.getInt(8));
    Entry entry = blocking.alone(row.getLong(2), profile);
    return new MatchRows.Blocked(row.getString(3), row.getString(4), entry);
  }
}
