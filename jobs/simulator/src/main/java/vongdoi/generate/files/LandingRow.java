package vongdoi.generate.files;

import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/**
 * Row of a dated file on its way to it. The file is landing and day (from the first day of data) in
 * one number, the rank is the file and the second within it: one number that Spark sorts by without
 * looking at the rows.
 */
public final class LandingRow {
  public static final StructType SCHEMA =
      StructType.fromDDL("file INT, rank BIGINT, broken BOOLEAN, line STRING");

  /** More days than any shop has. */
  private static final int DAYS = 100_000;

  /** In the place of a file: the row holds a part's event counts. */
  private static final int COUNTS = -1;

  private LandingRow() {}

  static Row good(DailyLanding landing, int day, long order, String line) {
    int file = file(landing, day);
    return RowFactory.create(file, rank(file, order), false, line);
  }

  static Row broken(DailyLanding landing, int day, long order, String line) {
    int file = file(landing, day);
    return RowFactory.create(file, rank(file, order), true, line);
  }

  public static Row counts(int part, EventCounts counts) {
    return RowFactory.create(COUNTS, (long) part, false, counts.text());
  }

  private static int file(DailyLanding landing, int day) {
    return landing.ordinal() * DAYS + day;
  }

  private static long rank(int file, long order) {
    return ((long) file << 36) | order;
  }

  static boolean holdsCounts(Row row) {
    return file(row) == COUNTS;
  }

  static int file(Row row) {
    return row.getInt(0);
  }

  static DailyLanding landing(int file) {
    return DailyLanding.values()[file / DAYS];
  }

  static int day(int file) {
    return file % DAYS;
  }

  static boolean isBroken(Row row) {
    return row.getBoolean(2);
  }

  /** The line of the file, or the counts as text. */
  static String line(Row row) {
    return row.getString(3);
  }
}
