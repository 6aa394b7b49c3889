package vongdoi.ingest.lines;

import vongdoi.ingest.row.BadFile;
import vongdoi.ingest.row.BadRow;

/** Turns the lines of one file, in order, into the values of its source's frame. */
public interface LineParser {

  /**
   * Values of a line in the order of the frame's columns, in Spark's internal types; null where the
   * line is no row (a header).
   *
   * @param line bytes from index 0 to {@code length}, valid during the call only
   */
  Object[] parse(byte[] line, int length) throws BadRow, BadFile;
}
