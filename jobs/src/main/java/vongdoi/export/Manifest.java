package vongdoi.export;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import vongdoi.common.storage.ExportFiles;
import vongdoi.export.ExportConfig.Cell;
import vongdoi.export.ExportConfig.Destination;

/** What one run publishes of an audience. Equal content on a date has an equal run id. */
record Manifest(Audience audience, Destination destination, LocalDate date, Counts counts) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int RUN_ID_LENGTH = 16;

  /** Hash of date, audience, format and content. */
  String runId() {
    String content =
        String.join(
            "\n", date.toString(), audience.key(), destination.toString(), counts.toString());
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash).substring(0, RUN_ID_LENGTH);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Cannot hash: this JVM lacks SHA-256", e);
    }
  }

  /** Directory of the files below the audience's own. */
  String directory() {
    return "run_date=" + date + "/run_id=" + runId();
  }

  /** The text of {@code latest.json}. */
  String pointer() {
    ObjectNode node = JSON.createObjectNode();
    node.put("run_date", date.toString()).put("run_id", runId());
    node.put("path", directory()).put("manifest", directory() + "/manifest.json");
    return text(node);
  }

  /** Whether the pointer in place says that exactly this has been published. */
  boolean isPublished(Optional<String> pointerInPlace) {
    return pointerInPlace.equals(Optional.of(pointer()));
  }

  /**
   * The text of {@code manifest.json}.
   *
   * @param tables version of each table that was read
   */
  String toJson(List<ExportFiles.Part> files, Map<String, Long> tables) {
    ObjectNode node = JSON.createObjectNode();
    node.put("destination", audience.destination()).put("segment", audience.segment());
    node.put("run_date", date.toString()).put("run_id", runId());
    node.put("format", destination.format().name().toLowerCase(Locale.ROOT));
    node.put("dialect", destination.dialect().name().toLowerCase(Locale.ROOT));
    ArrayNode columns = node.putArray("columns");
    destination.columns().stream().map(Cell::header).forEach(columns::add);
    ArrayNode parts = node.putArray("files");
    for (ExportFiles.Part file : files) {
      parts
          .addObject()
          .put("name", file.name())
          .put("rows", file.rows())
          .put("bytes", file.bytes())
          .put("sha256", file.sha256());
    }
    ObjectNode versions = node.putObject("tables");
    new TreeMap<>(tables).forEach(versions::put);
    // Caps and quiet hours: nobody is held back by them yet.
    node.putObject("counts")
        .put("members", counts.members())
        .put("control", counts.control())
        .put("no_consent", counts.noConsent())
        .put("suppressed", counts.suppressed())
        .put("capped", 0)
        .put("quiet", 0)
        .put("invalid", counts.invalid())
        .put("delivered", counts.delivered());
    return text(node);
  }

  private static String text(ObjectNode node) {
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(node) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Cannot write manifest", e);
    }
  }
}
