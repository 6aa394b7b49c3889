package vongdoi.ingest.lines;

import java.io.IOException;
import java.util.Arrays;
import org.apache.spark.unsafe.types.UTF8String;
import vongdoi.common.storage.LineReader;
import vongdoi.ingest.row.BadFile;
import vongdoi.ingest.row.BadRow;

/** Rows of a format that writes one a line. */
final class LineRows implements RowReader {
  private final LineReader lines;
  private final LineParser parser;
  private final LineLimits limits;
  private final long end;
  private final long before;

  /**
   * @param before lines of the file before the first of these
   * @param end offset, counted from the first of these, from which on lines belong to the next part
   */
  LineRows(LineReader lines, LineParser parser, LineLimits limits, long before, long end) {
    this.lines = lines;
    this.parser = parser;
    this.limits = limits;
    this.before = before;
    this.end = end;
  }

  @Override
  public boolean next() throws IOException {
    while (lines.consumed() < end && lines.next()) {
      if (!lines.isBlank()) {
        return true;
      }
    }
    return false;
  }

  @Override
  public Object[] values() throws BadRow, BadFile {
    if (lines.isTooLong()) {
      throw new BadRow("the line is longer than " + limits.maxLineBytes() + " bytes");
    }
    return parser.parse(lines.bytes(), lines.length());
  }

  @Override
  public long number() {
    return before + lines.number();
  }

  @Override
  public UTF8String text(int bytes) {
    int cut = Math.min(lines.length(), bytes);
    return UTF8String.fromBytes(Arrays.copyOf(lines.bytes(), cut)).makeValid();
  }

  @Override
  public long passedOver() {
    return 0;
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
