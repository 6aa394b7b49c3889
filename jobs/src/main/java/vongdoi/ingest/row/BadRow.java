package vongdoi.ingest.row;

/** A row that cannot be taken in; the message is its reason in quarantine, free of its content. */
public final class BadRow extends Exception {
  private static final long serialVersionUID = 1L;

  public BadRow(String reason) {
    super(reason, null, false, false);
  }
}
