package vongdoi.ingest.row;

/** A file none of whose rows can be trusted; the message is its reason in quarantine. */
public final class BadFile extends Exception {
  private static final long serialVersionUID = 1L;

  public BadFile(String reason) {
    super(reason, null, false, false);
  }
}
