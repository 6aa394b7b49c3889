package vongdoi.ingest.row;

/** A row's place in its batch as one number: that of its file, then that of its line. */
final class RowIds {
  private static final int POSITION_BITS = 40;

  private RowIds() {}

  static long of(int file, long position) {
    return ((long) file << POSITION_BITS) | position;
  }

  static String ofColumns(String file, String position) {
    return "(cast(%s as bigint) << %d) | %s".formatted(file, POSITION_BITS, position);
  }

  static String fileOf(String row) {
    return "shiftright(" + row + ", " + POSITION_BITS + ")";
  }

  static String positionOf(String row) {
    return "(" + row + " & " + ((1L << POSITION_BITS) - 1) + "L)";
  }
}
