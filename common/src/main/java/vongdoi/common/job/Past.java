package vongdoi.common.job;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import vongdoi.common.catalog.Bronze;
import vongdoi.common.table.RunStamp;

/**
 * What a job may know of its past, told by the runner from the job's last stamp: whether its tables
 * hold rows of an earlier run, and what that run had seen, if this one may add to its rows.
 */
public final class Past {
  private final boolean isFirst;
  private final Optional<Seen> seen;

  private Past(boolean isFirst, Optional<Seen> seen) {
    this.isFirst = isFirst;
    this.seen = seen;
  }

  /**
   * What the runs that this one adds to had seen.
   *
   * @param end the first instant that they knew nothing of
   * @param date date of the last one
   * @param batch newest ingest batch that was complete then
   */
  public record Seen(Instant end, LocalDate date, long batch) {}

  static Past none() {
    return new Past(true, Optional.empty());
  }

  /**
   * @param memory what the job may build on
   * @param last stamp of the job's last complete run
   * @param now stamp of the run that begins
   */
  static Past of(Memory memory, Optional<RunStamp> last, RunStamp now, ZoneId zone) {
    Optional<Seen> seen =
        last.filter(l -> memory == Memory.TAKEN_IN || l.sameRules(now))
            .map(
                l ->
                    new Seen(
                        l.end(zone),
                        l.date(),
                        l.inputs().getOrDefault(Bronze.LANDED_FILES.fullName(), -1L)));
    return new Past(last.isEmpty(), seen);
  }

  Optional<Seen> seen() {
    return seen;
  }

  boolean isFirst() {
    return isFirst;
  }
}
