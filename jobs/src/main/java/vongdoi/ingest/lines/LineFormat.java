package vongdoi.ingest.lines;

import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import org.apache.spark.sql.types.StructType;
import vongdoi.common.storage.LineReader;
import vongdoi.ingest.lines.RowStarts.Hypothesis;
import vongdoi.ingest.row.BadFile;

/** How a source writes its rows as text: shipped to the tasks, where it reads file after file. */
public interface LineFormat extends Serializable {

  /** Columns of the parsed values. */
  StructType schema();

  /** A parser of lines; formats whose rows span lines open their files themselves. */
  LineParser parser(LineLimits limits);

  /** Whether the bytes can be cut at a line, so that tasks share a file. */
  default boolean isSplittable() {
    return true;
  }

  /** The rows of a whole file. */
  default RowReader open(InputStream content, LineLimits limits) throws IOException, BadFile {
    return new LineRows(
        new LineReader(content, limits.maxLineBytes()), parser(limits), limits, 0, Long.MAX_VALUE);
  }

  /** The rows of a part of a file, whose content begins at the part's first row. */
  default RowReader open(InputStream content, LineLimits limits, FilePart part)
      throws IOException, BadFile {
    return new LineRows(
        new LineReader(content, limits.maxLineBytes()),
        parser(limits),
        limits,
        part.firstLine() - 1,
        part.to() - part.from());
  }

  /** Where parts of a file may begin, as a task finds it that looks at a range of it. */
  default RowStarts starts(RangeOpener file, long from, long to, LineLimits limits, FilePart whole)
      throws IOException {
    return LineStarts.of(file, from, to, limits);
  }

  /** Where the rows lead to that begin at an offset. */
  default Hypothesis followed(
      RangeOpener file, long first, long to, LineLimits limits, FilePart whole) throws IOException {
    Hypothesis found = LineStarts.of(file, first, to, limits).hypotheses().get(0);
    return new Hypothesis(first, found.next(), found.lines());
  }

  /** What is known of a file before it is cut. */
  default FilePart whole(byte[] head, long size, LineLimits limits) throws BadFile {
    return FilePart.whole(size);
  }
}
