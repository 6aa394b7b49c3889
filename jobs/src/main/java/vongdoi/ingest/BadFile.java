package vongdoi.ingest;

/** A file none of whose rows can be trusted; the message is its reason in quarantine. */
final class BadFile extends Exception {
  private static final long serialVersionUID = 1L;

  BadFile(String reason) {
    super(reason, null, false, false);
  }
}
