package vongdoi.ingest.segment;

import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneRules;
import vongdoi.ingest.row.BadRow;

/**
 * When an event happened. The sender's clock may be wrong, but the time that it took between noting
 * and sending is right: {@code occurred = received - (sent - original)}, as the Segment spec says.
 * Example: noted 2031-01-01T00:00:00, sent 00:00:01, received 2026-01-05T10:00:00: it happened at
 * 2026-01-05T09:59:59. What still lies after its receipt by more than the allowance is marked and
 * moved to the receipt.
 */
final class EventTime {
  private static final long DAY = 86_400_000_000L;
  private final long allowance;
  private final ZoneRules business;
  private long occurred;
  private long received;
  private boolean isFuture;
  private long claimed;

  EventTime(long allowanceSeconds, ZoneId businessZone) {
    this.allowance = allowanceSeconds * 1_000_000;
    this.business = businessZone.getRules();
  }

  /** Settles the times of one event; null for those that it lacks. */
  void settle(Long original, Long sent, Long receivedAt, Long timestamp) throws BadRow {
    Long at;
    if (original != null && sent != null && receivedAt != null) {
      at = receivedAt - (sent - original);
    } else {
      at = first(timestamp, original, receivedAt, sent);
    }
    if (at == null) {
      throw new BadRow("the event bears no time");
    }
    received = receivedAt != null ? receivedAt : first(sent, at, null, null);
    claimed = at;
    isFuture = at > received + allowance;
    occurred = isFuture ? received : at;
  }

  private static Long first(Long a, Long b, Long c, Long d) {
    return a != null ? a : b != null ? b : c != null ? c : d;
  }

  long occurred() {
    return occurred;
  }

  long received() {
    return received;
  }

  boolean isFuture() {
    return isFuture;
  }

  /** When the sender says it happened, where that lies in the future. */
  Instant claimed() {
    return Instant.ofEpochSecond(
        Math.floorDiv(claimed, 1_000_000L), Math.floorMod(claimed, 1_000_000L) * 1000);
  }

  /** Day of the occurrence in the business zone, as days since 1970. */
  int day() {
    long seconds = Math.floorDiv(occurred, 1_000_000L);
    long offset =
        business.isFixedOffset()
            ? business.getOffset(Instant.EPOCH).getTotalSeconds()
            : business.getOffset(Instant.ofEpochSecond(seconds)).getTotalSeconds();
    return (int) Math.floorDiv(occurred + offset * 1_000_000L, DAY);
  }
}
