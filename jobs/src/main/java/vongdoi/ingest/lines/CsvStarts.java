package vongdoi.ingest.lines;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.ArrayList;
import java.util.List;
import vongdoi.ingest.lines.RowStarts.Hypothesis;

/**
 * Where records begin in a range of a CSV file, which may begin within quotes. Both cases are
 * followed to the range's end; they meet after a record or two, so that the second costs little.
 */
final class CsvStarts {
  private static final int NONE = 256;

  private final RangeOpener file;
  private final long from;
  private final long to;
  private final LineLimits limits;
  private final CsvLayout layout;

  CsvStarts(RangeOpener file, long from, long to, LineLimits limits, CsvLayout layout) {
    this.file = file;
    this.from = from;
    this.to = to;
    this.limits = limits;
    this.layout = layout;
  }

  RowStarts found() throws IOException {
    if (from <= layout.offset()) {
      return new RowStarts(List.of(followed(layout.offset())));
    }
    long outside = lineAfter(from - 1);
    long inside = recordAfterQuotes();
    List<Hypothesis> all = new ArrayList<>();
    if (inside < 0 || inside == outside) {
      all.add(followed(outside));
      return new RowStarts(all);
    }
    try (CsvRecords one = records(outside);
        CsvRecords other = records(inside)) {
      while (one.nextOffset() != other.nextOffset()
          && (one.nextOffset() < to || other.nextOffset() < to)) {
        CsvRecords behind = one.nextOffset() < other.nextOffset() ? one : other;
        if (!behind.next()) {
          break;
        }
      }
      boolean met = one.nextOffset() == other.nextOffset();
      long oneLines = one.nextNumber();
      long otherLines = other.nextNumber();
      while (one.nextOffset() < to && one.next()) {}
      all.add(new Hypothesis(outside, one.nextOffset(), one.nextNumber()));
      if (met) {
        all.add(new Hypothesis(inside, one.nextOffset(), otherLines + one.nextNumber() - oneLines));
      } else {
        while (other.nextOffset() < to && other.next()) {}
        all.add(new Hypothesis(inside, other.nextOffset(), other.nextNumber()));
      }
    }
    return new RowStarts(all);
  }

  /** Where the records lead to that begin at an offset. */
  Hypothesis followed(long first) throws IOException {
    try (CsvRecords records = records(first)) {
      while (records.nextOffset() < to && records.next()) {}
      return new Hypothesis(first, records.nextOffset(), records.nextNumber());
    }
  }

  private CsvRecords records(long at) throws IOException {
    return new CsvRecords(
        file.at(at),
        layout.dialect(),
        layout.newline(),
        at,
        0,
        layout.names().size(),
        limits.maxLineBytes());
  }

  /** Offset behind the first end of line at or after an offset. */
  private long lineAfter(long offset) throws IOException {
    try (InputStream in = buffered(offset)) {
      long at = offset;
      for (int b = in.read(); b >= 0; b = in.read()) {
        at++;
        if (b == layout.newline()) {
          return at;
        }
      }
      return at;
    }
  }

  /** Offset of the record behind the quotes in which the range may begin; -1: it cannot. */
  private long recordAfterQuotes() throws IOException {
    int quote = layout.dialect().quote() == 0 ? NONE : layout.dialect().quote();
    int escape = layout.dialect().escape() == 0 ? NONE : layout.dialect().escape();
    if (quote == NONE) {
      return -1;
    }
    long at = from;
    try (PushbackInputStream in = new PushbackInputStream(buffered(from), 2)) {
      for (int b = in.read(); b >= 0 && at - from <= limits.maxLineBytes(); b = in.read()) {
        at++;
        if (b == quote) {
          int after = in.read();
          if (after == quote) {
            at++;
            continue;
          }
          byte[] delimiter = layout.dialect().delimiter().getBytes(layout.dialect().charset());
          if (after == delimiter[0]) {
            return followedRecord(at + delimiter.length);
          }
          if (after == layout.newline() || after == '\r' || after < 0) {
            return lineAfter(at);
          }
          return -1;
        }
        if (b == escape) {
          in.read();
          at++;
        }
      }
    }
    return -1;
  }

  /** Offset behind the rest of a record. */
  private long followedRecord(long at) throws IOException {
    try (CsvRecords rest =
        new CsvRecords(
            file.at(at), layout.dialect(), layout.newline(), at, 0, 0, limits.maxLineBytes())) {
      return rest.next() ? rest.nextOffset() : at;
    }
  }

  private InputStream buffered(long offset) throws IOException {
    return new java.io.BufferedInputStream(file.at(offset), 1 << 16);
  }
}
