package vongdoi.ingest.values;

/**
 * A value that is there and cannot be read for certain; the message says why and what to write in
 * the mapping, free of the value itself.
 */
public final class Refused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public Refused(String reason) {
    super(reason, null, false, false);
  }
}
