package vongdoi.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Optional;

/**
 * Names the messages of all runs within the newest day, in the order of their moments, so that a
 * sender which comes by less often than the runs misses none of them, nor the night's list.
 */
final class DayPointer implements Pointer {
  private final Instant moment;

  /**
   * @param moment that the run plans at
   */
  DayPointer(Instant moment) {
    this.moment = moment;
  }

  @Override
  public String file() {
    return "within-day.json";
  }

  @Override
  public String to(Manifest manifest, Optional<String> inPlace) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("run_date", manifest.date().toString());
    ArrayNode runs = node.putArray("runs");
    earlier(manifest, inPlace).forEach(runs::add);
    ObjectNode now = runs.addObject().put("planned_at", moment.toString());
    manifest.point(now);
    return Pointer.text(node);
  }

  @Override
  public boolean names(Manifest manifest, Optional<String> inPlace) {
    for (JsonNode run : earlier(manifest, inPlace)) {
      if (run.path("run_id").asText().equals(manifest.runId())) {
        return true;
      }
    }
    return false;
  }

  /** Runs of the same day that a pointer names. */
  private static Iterable<JsonNode> earlier(Manifest manifest, Optional<String> inPlace) {
    return Pointer.read(inPlace)
        .filter(node -> node.path("run_date").asText().equals(manifest.date().toString()))
        .<Iterable<JsonNode>>map(node -> node.path("runs"))
        .orElse(JsonNodeFactory.instance.arrayNode());
  }
}
