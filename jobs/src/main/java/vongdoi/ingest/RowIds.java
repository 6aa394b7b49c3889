package vongdoi.ingest;

/** A row's place in its batch as one number: that of its file, then that of its line. */
final class RowIds {
  static final int POSITION_BITS = 40;
  static final String FILE = "shiftright(%s, " + POSITION_BITS + ")";
  static final String POSITION = "(%s & " + ((1L << POSITION_BITS) - 1) + "L)";

  private RowIds() {}

  static long of(int file, long position) {
    return ((long) file << POSITION_BITS) | position;
  }
}
