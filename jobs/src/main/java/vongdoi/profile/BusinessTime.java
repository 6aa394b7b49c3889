package vongdoi.profile;

import vongdoi.common.job.Run;

/** SQL that tells the business zone's date and clock of a UTC timestamp. */
final class BusinessTime {
  private BusinessTime() {}

  static String clock(Run run, String timestamp) {
    return "from_utc_timestamp(" + timestamp + ", '" + run.zone().getId() + "')";
  }

  static String date(Run run, String timestamp) {
    return "to_date(" + clock(run, timestamp) + ")";
  }
}
