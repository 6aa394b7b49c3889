package vongdoi.common.table;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import vongdoi.common.table.Rule.Severity;

/**
 * What a commit says of the run that made it, kept in Delta's own commit metadata so that no side
 * ledger can disagree with the data.
 *
 * @param job job name
 * @param date run date
 * @param inputs version of each table read, by full name
 * @param settings fingerprint of the job's settings
 * @param code version of the code
 * @param follows version of the job's last complete commit, so that a half-finished run is told
 *     from a complete one
 * @param audits checks that the published rows passed or broke
 */
public record RunStamp(
    String job,
    LocalDate date,
    SortedMap<String, Long> inputs,
    String settings,
    String code,
    long follows,
    List<Audit.Finding> audits) {

  /** Among the inputs of a run within the day: its moment in seconds since 1970. */
  public static final String MOMENT = "run.moment";

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Whether a run with this stamp would repeat the other one's. */
  public boolean sameRun(RunStamp other) {
    return job.equals(other.job)
        && date.equals(other.date)
        && inputs.equals(other.inputs)
        && settings.equals(other.settings)
        && code.equals(other.code);
  }

  /** Whether a run with this stamp goes by the same settings and code as the other one. */
  public boolean sameRules(RunStamp other) {
    return settings.equals(other.settings) && code.equals(other.code);
  }

  public RunStamp withAudits(List<Audit.Finding> findings) {
    return new RunStamp(job, date, inputs, settings, code, follows, findings);
  }

  public String toJson() {
    ObjectNode node = JSON.createObjectNode();
    node.put("job", job).put("date", date.toString());
    node.put("settings", settings).put("code", code).put("follows", follows);
    ObjectNode versions = node.putObject("inputs");
    inputs.forEach(versions::put);
    var checks = node.putArray("audits");
    audits.forEach(
        a ->
            checks
                .addObject()
                .put("check", a.check())
                .put("severity", a.severity().name())
                .put("value", a.value()));
    try {
      return JSON.writeValueAsString(node);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Cannot write run stamp of " + job, e);
    }
  }

  /**
   * Reads a stamp; empty where the text is not one (a commit of maintenance or of another tool).
   */
  public static Optional<RunStamp> parse(String text) {
    if (text == null || !text.startsWith("{\"job\"")) {
      return Optional.empty();
    }
    try {
      JsonNode node = JSON.readTree(text);
      SortedMap<String, Long> inputs = new TreeMap<>();
      for (Map.Entry<String, JsonNode> input : node.get("inputs").properties()) {
        inputs.put(input.getKey(), input.getValue().asLong());
      }
      List<Audit.Finding> audits = new ArrayList<>();
      for (JsonNode a : node.get("audits")) {
        audits.add(
            new Audit.Finding(
                a.get("check").asText(),
                Severity.valueOf(a.get("severity").asText()),
                a.get("value").asLong()));
      }
      return Optional.of(
          new RunStamp(
              node.get("job").asText(),
              LocalDate.parse(node.get("date").asText()),
              inputs,
              node.get("settings").asText(),
              node.get("code").asText(),
              node.get("follows").asLong(),
              audits));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }
}
