package vongdoi.customer;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.date_sub;

import vongdoi.common.catalog.Silver;
import vongdoi.common.job.ExitCode;
import vongdoi.common.job.Inputs;
import vongdoi.common.job.JobException;

/**
 * Keeps audiences from being published while somebody who asked to be erased is still there after
 * the days that the configuration allows.
 */
public final class OverdueErasures {
  private OverdueErasures() {}

  /**
   * Makes sure that no request is open for longer. Costs a query where a request was ever filed.
   *
   * @param inputs of a job that remembers {@code silver.erasure_requests}
   * @param days from the request to its erasure
   * @throws JobException with exit code 20 where one is
   */
  public static void requireNone(Inputs inputs, int days) {
    if (inputs.isEmpty(Silver.ERASURE_REQUESTS)) {
      return;
    }
    long overdue =
        inputs
            .table(Silver.ERASURE_REQUESTS)
            .where(
                col("status")
                    .equalTo("open")
                    .and(col("requested_date").lt(date_sub(inputs.date(), days))))
            .count();
    if (overdue > 0) {
      throw new JobException(
          ExitCode.PRIVACY_REFUSED,
          "Cannot publish: %d requests to erase a person are older than privacy.erase-within-days = %d. Carry them out: privacy --date %s"
              .formatted(overdue, days, inputs.run().date()));
    }
  }
}
