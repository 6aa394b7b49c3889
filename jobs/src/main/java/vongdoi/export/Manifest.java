package vongdoi.export;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import vongdoi.common.storage.ExportFiles;
import vongdoi.export.ExportConfig.Destination;

/** What one run publishes of an audience. Equal content on a date has an equal run id. */
record Manifest(
    Audience audience,
    Destination destination,
    LocalDate date,
    Counts counts,
    Optional<ListChanges.Change> change) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int RUN_ID_LENGTH = 16;

  /** Start of the names of files that hold removes. */
  static final String REMOVES = "removes";

  /** Hash of date, audience, format and content. */
  String runId() {
    String content =
        String.join(
            "\n",
            date.toString(),
            audience.toString(),
            destination.toString(),
            counts.toString(),
            change.toString());
    return Audience.sha256(content).substring(0, RUN_ID_LENGTH);
  }

  /** Directory of the files below the audience's own. */
  String directory() {
    return "run_date=" + date + "/run_id=" + runId();
  }

  /** What a pointer says of the run, in an object of its own. */
  void point(ObjectNode node) {
    node.put("run_date", date.toString()).put("run_id", runId());
    since(node);
    node.put("path", directory()).put("manifest", directory() + "/manifest.json");
  }

  /** Keys of the lists that the run writes, by the start of their file names. */
  Map<String, String> lists() {
    Map<String, String> lists = new TreeMap<>();
    lists.put("part", audience.key() + "/part");
    if (change.isPresent()) {
      lists.put(REMOVES, audience.key() + "/" + REMOVES);
    }
    return lists;
  }

  /** Rows of a list, by the start of its file names. */
  long rows(String stem) {
    return change.map(c -> stem.equals("part") ? c.adds() : c.removes()).orElse(counts.delivered());
  }

  private void since(ObjectNode node) {
    change.ifPresent(c -> node.put("since", c.since().map(LocalDate::toString).orElse(null)));
  }

  /**
   * The text of {@code manifest.json}.
   *
   * @param files that were written, by list
   * @param tables version of each table that was read
   */
  String toJson(Map<String, List<ExportFiles.Part>> files, Map<String, Long> tables) {
    ObjectNode node = JSON.createObjectNode();
    node.put("destination", audience.destination()).put("segment", audience.segment());
    node.put("audience_name", audience.name());
    node.put("run_date", date.toString()).put("run_id", runId());
    node.put("format", word(destination.format())).put("dialect", word(destination.dialect()));
    node.put("mode", change.isPresent() ? "changes" : "full");
    since(node);
    ArrayNode columns = node.putArray("columns");
    destination.headers().stream().map(audience::named).forEach(columns::add);
    ArrayNode parts = node.putArray("files");
    lists().forEach((stem, list) -> files.get(list).forEach(f -> file(parts, stem, f)));
    ObjectNode versions = node.putObject("tables");
    new TreeMap<>(tables).forEach(versions::put);
    counted(node.putObject("counts"));
    destination
        .leastMembers()
        .ifPresent(
            least ->
                node.put("least_members", least)
                    .put("is_large_enough", counts.delivered() >= least));
    return text(node);
  }

  private void file(ArrayNode parts, String stem, ExportFiles.Part file) {
    String holds = stem.equals(REMOVES) ? REMOVES : change.isPresent() ? "adds" : "members";
    parts
        .addObject()
        .put("name", file.name())
        .put("holds", holds)
        .put("rows", file.rows())
        .put("bytes", file.bytes())
        .put("sha256", file.sha256());
  }

  private void counted(ObjectNode node) {
    node.put("members", counts.members())
        .put("control", counts.control())
        .put("no_consent", counts.noConsent())
        .put("suppressed", counts.suppressed())
        .put("capped", counts.capped())
        .put("quiet", counts.quiet())
        .put("invalid", counts.invalid())
        .put("delivered", counts.delivered());
    change.ifPresent(c -> node.put("adds", c.adds()).put("removes", c.removes()));
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static String text(ObjectNode node) {
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(node) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Cannot write manifest", e);
    }
  }
}
