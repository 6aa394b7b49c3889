package vongdoi.common.table;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.Optional;

/**
 * What a commit says that is no run of the table's owner: upkeep, a filed request, or the taking
 * back of half a run. It names the run whose rows stand, so that the owner finds its last run in
 * the newest commit, however many amendments came after it.
 *
 * @param by who amended, such as {@code privacy.erase}
 * @param action what was done, such as {@code erase} or {@code take-back}
 * @param date date of the run that amended
 * @param after the owner's last run that stands; empty where none does
 */
public record Amendment(String by, String action, LocalDate date, Optional<Stamped> after)
    implements CommitNote {

  @Override
  public ObjectNode toJson() {
    ObjectNode node = new ObjectMapper().createObjectNode();
    node.put("amended_by", by).put("action", action).put("date", date.toString());
    after.ifPresent(
        run ->
            node.putObject("after")
                .put("version", run.version())
                .put("written", run.written())
                .set("stamp", run.stamp().toJson()));
    return node;
  }

  static Optional<Amendment> parse(JsonNode node) {
    if (!node.has("amended_by") || !node.has("action") || !node.has("date")) {
      return Optional.empty();
    }
    Optional<Stamped> after =
        Optional.ofNullable(node.get("after"))
            .flatMap(
                run ->
                    RunStamp.parse(run.path("stamp"))
                        .map(
                            stamp ->
                                new Stamped(
                                    run.path("version").asLong(),
                                    stamp,
                                    run.path("written").asLong())));
    return Optional.of(
        new Amendment(
            node.get("amended_by").asText(),
            node.get("action").asText(),
            LocalDate.parse(node.get("date").asText()),
            after));
  }
}
