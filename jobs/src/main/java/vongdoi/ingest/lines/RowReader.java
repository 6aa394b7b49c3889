package vongdoi.ingest.lines;

import java.io.Closeable;
import java.io.IOException;
import org.apache.spark.unsafe.types.UTF8String;
import vongdoi.ingest.row.BadFile;
import vongdoi.ingest.row.BadRow;

/** The rows of one file, or of a part of it, in order. */
public interface RowReader extends Closeable {

  /** Moves to the next row; false at the end. */
  boolean next() throws IOException, BadFile;

  /**
   * Values of the row in the order of the frame's columns, in Spark's internal types; null where it
   * is none.
   */
  Object[] values() throws BadRow, BadFile;

  /** Number of the row's first line in the file, from 1. */
  long number();

  /** Text of the row, its beginning where it is longer. */
  UTF8String text(int bytes);

  /** Lines passed over so far that are no rows: a preamble, comments, explanations, a trailer. */
  long passedOver();
}
