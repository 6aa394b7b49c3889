package vongdoi.common.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What one run of one job did: the last line on standard output, and the demo's table.
 *
 * @param job job name
 * @param date run date
 * @param outcome what became of it
 * @param inputs versions of the tables read
 * @param cost what it asked of Spark and of the processors
 * @param writtenTo rows inserted, updated and deleted, by the full name of each of its tables
 * @param counts further figures, such as accepted, duplicate and quarantined
 * @param seconds wall time
 */
public record RunReport(
    String job,
    LocalDate date,
    Outcome outcome,
    SortedMap<String, Long> inputs,
    Cost cost,
    SortedMap<String, Long> writtenTo,
    Map<String, Long> counts,
    double seconds) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** What became of a job. */
  public enum Outcome {
    DONE,
    /** The same run was complete already, or nothing came of this one: it left no commit. */
    UNCHANGED,
    /** The lake stands at a later date already. */
    PASSED,
    /** Would run; nothing was written. */
    PLANNED
  }

  /** Rows inserted, updated and deleted over all its tables. */
  public long written() {
    return writtenTo.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Rows read. */
  public long rowsIn() {
    return cost.rowsRead();
  }

  /** The same with further figures. */
  public RunReport with(Map<String, Long> more) {
    Map<String, Long> all = new TreeMap<>(counts);
    all.putAll(more);
    return new RunReport(job, date, outcome, inputs, cost, writtenTo, all, seconds);
  }

  /** {@code RUN_REPORT {json}}. */
  public String line() {
    ObjectNode node = JSON.createObjectNode();
    node.put("job", job).put("date", date.toString()).put("outcome", outcome.name().toLowerCase());
    ObjectNode versions = node.putObject("inputs");
    inputs.forEach(versions::put);
    node.put("rows_in", counts.getOrDefault("rows_in", rowsIn()));
    node.put("accepted", counts.getOrDefault("accepted", written()));
    node.put("duplicate", counts.getOrDefault("duplicate", 0L));
    node.put("quarantined", counts.getOrDefault("quarantined", 0L));
    node.put("written", written());
    ObjectNode tables = node.putObject("written_to");
    writtenTo.forEach(tables::put);
    counts.forEach(
        (name, value) -> {
          if (!node.has(name)) {
            node.put(name, value);
          }
        });
    node.put("seconds", rounded(seconds));
    node.put("spark_jobs", cost.sparkJobs());
    node.put("queries", cost.queries());
    node.put("driver_cpu_seconds", rounded(cost.driverCpuSeconds()));
    node.put("task_cpu_seconds", rounded(cost.taskCpuSeconds()));
    try {
      return "RUN_REPORT " + JSON.writeValueAsString(node);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Cannot write run report of " + job, e);
    }
  }

  private static double rounded(double seconds) {
    return Math.round(seconds * 1000) / 1000.0;
  }
}
