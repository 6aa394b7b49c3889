package vongdoi.export;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import vongdoi.common.storage.ExportFiles;
import vongdoi.common.storage.LineEncoding;
import vongdoi.common.storage.ParquetEncoding;
import vongdoi.export.ExportConfig.Destination;
import vongdoi.export.ExportConfig.Dialect;
import vongdoi.export.ExportConfig.Format;
import vongdoi.export.ExportConfig.Type;

/**
 * Where one list's files go and how they are written.
 *
 * @param stem directory and start of the file names
 * @param buckets tasks that write it, each files of its own
 * @param body what stands before and behind the rows of a JSON file
 */
record Target(
    String stem,
    Format format,
    Dialect dialect,
    List<JsonLines.Field> fields,
    long mostBytes,
    long mostRows,
    int buckets,
    List<String> body)
    implements Serializable {

  static Target of(String stem, Destination destination, Audience audience, int buckets) {
    return new Target(
        stem,
        destination.format(),
        destination.dialect(),
        fields(destination, audience),
        destination.maxBytes(),
        destination.maxRows().orElse(Long.MAX_VALUE),
        buckets,
        destination
            .body()
            .map(b -> RequestBody.around(b, stem.endsWith("/" + Manifest.REMOVES)))
            .orElse(List.of()));
  }

  private static List<JsonLines.Field> fields(Destination destination, Audience audience) {
    return destination.columns().stream()
        .flatMap(c -> Collections.nCopies(c.repeated(), c).stream())
        .map(c -> new JsonLines.Field(audience.named(c.header()), c.holds()))
        .toList();
  }

  /** The files of one bucket. */
  ExportFiles open(Configuration hadoop, int bucket) {
    return new ExportFiles(
        hadoop,
        buckets == 1 ? stem : "%s-%04d".formatted(stem, bucket + 1),
        encoding(hadoop),
        new ExportFiles.Limits(mostBytes, mostRows));
  }

  private ExportFiles.Encoding encoding(Configuration hadoop) {
    return switch (format) {
      case CSV ->
          new LineEncoding(
              "csv",
              CsvLines.head(dialect, fields.stream().map(JsonLines.Field::header).toList()),
              cells -> CsvLines.row(dialect, cells));
      case JSON_LINES -> new LineEncoding("jsonl", new byte[0], this::lineOf);
      case JSON -> request(body.get(0), body.get(1));
      case PARQUET ->
          new ParquetEncoding(
              hadoop,
              fields.stream()
                  .map(f -> new ParquetEncoding.Field(f.header(), kind(f.type())))
                  .toList());
    };
  }

  /** Rows as a list, or within quotes as one text. */
  private LineEncoding request(String before, String behind) {
    boolean isText = before.endsWith("\"");
    return new LineEncoding(
        "json",
        before.getBytes(StandardCharsets.UTF_8),
        isText ? this::bare : cells -> JsonLines.element(fields, cells),
        (isText ? "," : ",\n").getBytes(StandardCharsets.UTF_8),
        (behind + "\n").getBytes(StandardCharsets.UTF_8));
  }

  /** The element without its quotes. */
  private byte[] bare(List<String> cells) {
    byte[] element = JsonLines.element(fields, cells);
    return Arrays.copyOfRange(element, 1, element.length - 1);
  }

  private byte[] lineOf(List<String> cells) {
    return JsonLines.row(fields, cells);
  }

  private static ParquetEncoding.Kind kind(Type type) {
    return type == Type.JSON
        ? ParquetEncoding.Kind.STRING
        : ParquetEncoding.Kind.valueOf(type.name());
  }
}
