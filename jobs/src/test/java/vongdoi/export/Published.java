package vongdoi.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import vongdoi.common.job.TestLake;

/** What a reader finds who follows the pointer of an audience. */
record Published(Path run, JsonNode manifest) {
  private static final ObjectMapper JSON = new ObjectMapper();

  static Published of(TestLake lake, String destination, String segment) {
    Path audience = Path.of(lake.warehouse().lake(), "exports", destination, segment);
    JsonNode pointer = json(audience.resolve("latest.json"));
    return new Published(
        audience.resolve(pointer.get("path").asText()),
        json(audience.resolve(pointer.get("manifest").asText())));
  }

  /** Files that hold members, adds or removes, in order. */
  List<Path> files(String holds) {
    List<Path> files = new ArrayList<>();
    for (JsonNode file : manifest.get("files")) {
      if (file.get("holds").asText().equals(holds)) {
        files.add(run.resolve(file.get("name").asText()));
      }
    }
    return files;
  }

  /** Rows of CSV files without their heads. */
  List<List<String>> rows(String holds) {
    List<List<String>> rows = new ArrayList<>();
    for (Path file : files(holds)) {
      List<List<String>> lines = Exports.parse(text(file));
      rows.addAll(lines.subList(1, lines.size()));
    }
    return rows;
  }

  /** Text of a file that must be well-formed UTF-8. */
  static String text(Path file) {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(Files.readAllBytes(file)))
          .toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static JsonNode json(Path file) {
    return json(text(file));
  }

  static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
