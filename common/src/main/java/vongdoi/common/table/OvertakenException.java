package vongdoi.common.table;

/** Another writer changed a table since the run began, so that what it made no longer fits it. */
public final class OvertakenException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public OvertakenException(Table table, long began, long found) {
    this(table.fullName(), began, found);
  }

  OvertakenException(String table, long began, long found) {
    super(
        "Cannot write %s: another writer made version %d of it; the run began at %d"
            .formatted(table, found, began));
  }
}
