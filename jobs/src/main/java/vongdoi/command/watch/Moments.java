package vongdoi.command.watch;

import java.lang.management.ManagementFactory;
import java.lang.management.RuntimeMXBean;
import java.time.Instant;
import java.util.function.Supplier;

/** When something happened, for events and logs alone: no row hangs on it. */
public final class Moments {
  private Moments() {}

  /** The time as the Java machine keeps it: when it began, and since when it has been up. */
  public static Supplier<Instant> ofProcess() {
    RuntimeMXBean process = ManagementFactory.getRuntimeMXBean();
    return () -> Instant.ofEpochMilli(process.getStartTime() + process.getUptime());
  }
}
