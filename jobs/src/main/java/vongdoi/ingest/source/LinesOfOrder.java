package vongdoi.ingest.source;

/** What a file of order lines says of an order that it names. */
public enum LinesOfOrder {
  /** All of its lines: what a later file says of the order replaces what an earlier one said. */
  WHOLE,
  /** Some of its lines: those of all files add up, and a line that is repeated is one. */
  PIECES
}
