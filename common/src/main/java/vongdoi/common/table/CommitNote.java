package vongdoi.common.table;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.util.Optional;

/** What the metadata of a commit says of who made it and why: of a run, or of an amendment. */
public sealed interface CommitNote permits RunStamp, Amendment {

  /** The note as an object; numbers, names and dates, never personal data. */
  ObjectNode toJson();

  /** Reads a note; empty where the text is none, as in the commits of other programs. */
  static Optional<CommitNote> parse(String text) {
    if (text == null || !text.startsWith("{")) {
      return Optional.empty();
    }
    try {
      JsonNode node = new ObjectMapper().readTree(text);
      Optional<CommitNote> stamp = RunStamp.parse(node).map(CommitNote.class::cast);
      return stamp.isPresent() ? stamp : Amendment.parse(node).map(CommitNote.class::cast);
    } catch (JsonProcessingException | DateTimeException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
