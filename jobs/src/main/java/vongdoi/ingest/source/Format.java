package vongdoi.ingest.source;

import java.util.Set;

/** How a source's files are written, with the options that the format takes. */
public enum Format {
  /** Segment or RudderStack calls, one JSON object per line. */
  SEGMENT(Set.of()),
  /** One JSON object per line. */
  JSON(Set.of()),
  CSV(
      Set.of(
          "header",
          "delimiter",
          "sep",
          "quote",
          "escape",
          "encoding",
          "null-value",
          "nullValue",
          "comment",
          "skip-rows",
          "skip-rows-after-header",
          "skip-last-rows",
          "ignoreLeadingWhiteSpace",
          "ignoreTrailingWhiteSpace")),
  PARQUET(Set.of()),
  DELTA(Set.of());

  private final Set<String> options;

  Format(Set<String> options) {
    this.options = options;
  }

  Set<String> options() {
    return options;
  }

  /** Whether its files are read line by line, as they stand or unpacked. */
  public boolean isText() {
    return this == SEGMENT || this == JSON || this == CSV;
  }
}
