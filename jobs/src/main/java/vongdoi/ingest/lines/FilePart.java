package vongdoi.ingest.lines;

import java.io.Serializable;

/**
 * A part of a file that one task reads.
 *
 * @param index its place among the parts, from 0
 * @param from offset of its first row
 * @param to offset from which on rows belong to the next part
 * @param firstLine number of its first row's line, from 1
 * @param isLast whether the file ends with it
 * @param layout of a CSV file, else null
 */
public record FilePart(
    int index, long from, long to, long firstLine, boolean isLast, CsvLayout layout)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  static FilePart whole(long size) {
    return new FilePart(0, 0, size, 1, true, null);
  }
}
