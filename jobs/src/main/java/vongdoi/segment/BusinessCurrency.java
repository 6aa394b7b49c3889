package vongdoi.segment;

import vongdoi.common.job.Run;

/** Results compare groups by amounts of one currency; an order in another counts as an order. */
final class BusinessCurrency {
  private BusinessCurrency() {}

  /** SQL: the amount where the row's {@code currency} is the business's, else nothing. */
  static String amount(Run run, String column) {
    return "if(currency = '%s', %2$s, 0) as %2$s".formatted(run.currency(), column);
  }
}
