package vongdoi.export;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** The small file of an audience that is written last and names what is complete. */
interface Pointer {

  /** Name of the file. */
  String file();

  /** The text that names a run's files, beside what the text in place names and still holds. */
  String to(Manifest manifest, Optional<String> inPlace);

  /** Whether the text in place names exactly these files already. */
  boolean names(Manifest manifest, Optional<String> inPlace);

  /** The run date that a pointer names; empty where there is none. */
  static Optional<LocalDate> date(Optional<String> inPlace) {
    try {
      return read(inPlace).map(node -> LocalDate.parse(node.path("run_date").asText()));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  /** A pointer in place; empty where there is none, or none that can be read. */
  static Optional<JsonNode> read(Optional<String> inPlace) {
    try {
      return inPlace.isEmpty()
          ? Optional.empty()
          : Optional.of(new ObjectMapper().readTree(inPlace.get()));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  static String text(JsonNode node) {
    return node.toPrettyString() + "\n";
  }
}
