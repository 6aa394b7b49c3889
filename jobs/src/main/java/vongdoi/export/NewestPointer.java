package vongdoi.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.Optional;

/**
 * Names what the newest run has to tell, and which run date's files came before: who has missed a
 * date loads those between.
 */
final class NewestPointer implements Pointer {
  private static final String SINCE = "since";

  @Override
  public String file() {
    return "latest.json";
  }

  @Override
  public String to(Manifest manifest, Optional<String> inPlace) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    manifest.point(node);
    node.put(SINCE, before(manifest, inPlace));
    return Pointer.text(node);
  }

  @Override
  public boolean names(Manifest manifest, Optional<String> inPlace) {
    return Pointer.read(inPlace)
        .filter(node -> node.path("run_id").asText().equals(manifest.runId()))
        .isPresent();
  }

  /** The date that the pointer in place names, or where it names this very date, the one before. */
  private static String before(Manifest manifest, Optional<String> inPlace) {
    Optional<LocalDate> date = Pointer.date(inPlace);
    if (date.isPresent() && date.get().isBefore(manifest.date())) {
      return date.get().toString();
    }
    return Pointer.read(inPlace)
        .map(node -> node.path(SINCE))
        .filter(JsonNode::isTextual)
        .map(JsonNode::asText)
        .orElse(null);
  }
}
