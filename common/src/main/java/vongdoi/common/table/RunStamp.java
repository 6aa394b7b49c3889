package vongdoi.common.table;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
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
 * @param moment moment within the date that the run described; empty: its end
 * @param inputs data version of each table read, by full name
 * @param settings fingerprint of the settings that shape the job's rows
 * @param code version of the code that made them
 * @param anchor full name of the job's table that is committed last: its stamp says that the run is
 *     complete
 * @param follows version of the anchor that the last complete run before this one left, so that a
 *     half-finished run is told from a complete one
 * @param audits checks that the published rows passed or broke
 * @param content fingerprint of the table's rows as published; empty where only a part was looked
 *     at
 * @param reaches of landed tables, the newest date that a run must have for all their rows to be
 *     visible; empty where nobody has said it
 */
public record RunStamp(
    String job,
    LocalDate date,
    Optional<Instant> moment,
    SortedMap<String, Long> inputs,
    String settings,
    String code,
    String anchor,
    long follows,
    List<Audit.Finding> audits,
    String content,
    Optional<LocalDate> reaches)
    implements CommitNote {

  /** Where stamps of version 0.1 kept the moment: among the inputs, in seconds since 1970. */
  private static final String MOMENT_AMONG_INPUTS = "run.moment";

  private static final ObjectMapper JSON = new ObjectMapper();

  /** How much of a table rows are. */
  public enum Extent {
    WHOLE,
    PART
  }

  /** The first instant that the run knew nothing of. */
  public Instant end(ZoneId zone) {
    return moment.orElseGet(() -> date.plusDays(1).atStartOfDay(zone).toInstant());
  }

  /** Whether a run with this stamp would repeat the other one's. */
  public boolean sameRun(RunStamp other) {
    return sameButDate(other) && date.equals(other.date) && moment.equals(other.moment);
  }

  /** Whether a run with this stamp would repeat the other one's but for the date. */
  public boolean sameButDate(RunStamp other) {
    return job.equals(other.job) && inputs.equals(other.inputs) && sameRules(other);
  }

  /** Whether a run with this stamp goes by the same settings and code as the other one. */
  public boolean sameRules(RunStamp other) {
    return settings.equals(other.settings) && code.equals(other.code);
  }

  /**
   * The stamp with what was found in the rows that it is for.
   *
   * @param rows how much of the table they are
   */
  public RunStamp with(Audit audit, Extent rows) {
    return with(audit.findings(), rows == Extent.WHOLE ? audit.content() : "");
  }

  /** The stamp with what a job found out beside its rows. */
  public RunStamp and(List<Audit.Finding> more) {
    List<Audit.Finding> all = new ArrayList<>(audits);
    all.addAll(more);
    return with(List.copyOf(all), content);
  }

  private RunStamp with(List<Audit.Finding> findings, String ofRows) {
    return new RunStamp(
        job, date, moment, inputs, settings, code, anchor, follows, findings, ofRows, reaches);
  }

  /**
   * The stamp of a run that took rows in.
   *
   * @param newest the newest date that they are visible from
   * @param before stamp of the run before, which may not have said how far its rows reach
   */
  public RunStamp reaching(LocalDate newest, Optional<RunStamp> before) {
    Optional<LocalDate> far =
        before.isEmpty()
            ? Optional.of(newest)
            : before.get().reaches.map(known -> known.isAfter(newest) ? known : newest);
    return new RunStamp(
        job, date, moment, inputs, settings, code, anchor, follows, audits, content, far);
  }

  @Override
  public ObjectNode toJson() {
    ObjectNode node = JSON.createObjectNode();
    node.put("job", job).put("date", date.toString());
    moment.ifPresent(m -> node.put("moment", m.toString()));
    node.put("settings", settings).put("code", code);
    node.put("anchor", anchor).put("follows", follows).put("content", content);
    reaches.ifPresent(far -> node.put("reaches", far.toString()));
    ObjectNode versions = node.putObject("inputs");
    inputs.forEach(versions::put);
    var checks = node.putArray("audits");
    audits.forEach(a -> write(a, checks.addObject()));
    return node;
  }

  private static void write(Audit.Finding finding, ObjectNode node) {
    node.put("check", finding.check()).put("severity", finding.severity().name());
    if (finding.value() == (long) finding.value()) {
      node.put("value", (long) finding.value());
    } else {
      node.put("value", finding.value());
    }
    if (finding.passed() != Audit.Finding.isFine(finding.check(), finding.value())) {
      node.put("passed", finding.passed());
    }
    if (!finding.about().isEmpty()) {
      node.put("about", finding.about());
    }
    if (!finding.reason().isEmpty()) {
      node.put("reason", finding.reason());
    }
  }

  /** Stamps of version 0.1 say of a check no more than its value. */
  private static Audit.Finding finding(JsonNode node) {
    String check = node.path("check").asText();
    double value = node.path("value").asDouble();
    return new Audit.Finding(
        check,
        Severity.valueOf(node.path("severity").asText()),
        value,
        node.path("passed").asBoolean(Audit.Finding.isFine(check, value)),
        node.path("about").asText(""),
        node.path("reason").asText(""));
  }

  /** Reads a stamp; empty where the object is not one. */
  static Optional<RunStamp> parse(JsonNode node) {
    for (String field : List.of("job", "date", "inputs", "settings", "code", "follows", "audits")) {
      if (!node.has(field)) {
        return Optional.empty();
      }
    }
    SortedMap<String, Long> inputs = new TreeMap<>();
    for (Map.Entry<String, JsonNode> input : node.get("inputs").properties()) {
      inputs.put(input.getKey(), input.getValue().asLong());
    }
    List<Audit.Finding> audits = new ArrayList<>();
    for (JsonNode a : node.get("audits")) {
      audits.add(finding(a));
    }
    Optional<Instant> moment =
        Optional.ofNullable(inputs.remove(MOMENT_AMONG_INPUTS))
            .map(Instant::ofEpochSecond)
            .or(() -> Optional.ofNullable(node.get("moment")).map(m -> Instant.parse(m.asText())));
    return Optional.of(
        new RunStamp(
            node.get("job").asText(),
            LocalDate.parse(node.get("date").asText()),
            moment,
            inputs,
            node.get("settings").asText(),
            node.get("code").asText(),
            node.path("anchor").asText(""),
            node.get("follows").asLong(),
            audits,
            node.path("content").asText(""),
            Optional.ofNullable(node.get("reaches")).map(far -> LocalDate.parse(far.asText()))));
  }
}
