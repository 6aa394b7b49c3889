package vongdoi.command.watch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToLongFunction;
import vongdoi.common.job.RunReport;
import vongdoi.common.job.RunReport.Outcome;

/**
 * What a whole run came to: the last line on standard output.
 *
 * @param from first run date
 * @param date last run date
 * @param reports what each job did
 * @param cpuSeconds CPU time of this process since it began, compilers and collectors included
 * @param wallSeconds since this process began
 * @param peakMemoryBytes as the operating system counts it; 0 where it does not tell
 * @param storeRequests requests that this process made of object stores; empty without any store
 */
public record RunSummary(
    LocalDate from,
    LocalDate date,
    List<RunReport> reports,
    double cpuSeconds,
    double wallSeconds,
    long peakMemoryBytes,
    Optional<Long> storeRequests) {
  private static final ObjectMapper JSON = new ObjectMapper();

  public static RunSummary of(LocalDate from, LocalDate date, List<RunReport> reports) {
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    return new RunSummary(
        from,
        date,
        reports,
        system.getProcessCpuTime() / 1e9,
        ManagementFactory.getRuntimeMXBean().getUptime() / 1e3,
        PeakMemory.bytesOfThisProcess().orElse(0L),
        StoreRequests.ofThisProcess());
  }

  private long count(Outcome outcome) {
    return reports.stream().filter(r -> r.outcome() == outcome).count();
  }

  private long sum(ToLongFunction<RunReport> figure) {
    return reports.stream().mapToLong(figure).sum();
  }

  /** For a person. */
  String sentence() {
    return String.format(
        Locale.ROOT,
        "%d jobs, %d unchanged: %d queries, %d Spark jobs, %.1f s of CPU, %.1f s",
        reports.size(),
        count(Outcome.UNCHANGED),
        sum(r -> r.cost().queries()),
        sum(r -> r.cost().sparkJobs()),
        cpuSeconds,
        wallSeconds);
  }

  /** {@code RUN_SUMMARY {json}}. */
  String line() {
    ObjectNode node = JSON.createObjectNode();
    node.put("from", from.toString()).put("date", date.toString());
    node.put("jobs", reports.size());
    node.put("done", count(Outcome.DONE)).put("unchanged", count(Outcome.UNCHANGED));
    node.put("spark_jobs", sum(r -> r.cost().sparkJobs()));
    node.put("queries", sum(r -> r.cost().queries()));
    node.put("cpu_seconds", rounded(cpuSeconds)).put("wall_seconds", rounded(wallSeconds));
    node.put("peak_memory_bytes", peakMemoryBytes);
    node.put("bytes_read", sum(r -> r.cost().bytesRead()));
    node.put("bytes_written", sum(r -> r.cost().bytesWritten()));
    storeRequests.ifPresent(requests -> node.put("store_requests", requests));
    try {
      return "RUN_SUMMARY " + JSON.writeValueAsString(node);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Cannot write the summary of a run", e);
    }
  }

  private static double rounded(double seconds) {
    return Math.round(seconds * 1000) / 1000.0;
  }
}
