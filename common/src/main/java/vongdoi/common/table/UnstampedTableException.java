package vongdoi.common.table;

/** A table with rows of which no commit within reach says what run made them. */
public final class UnstampedTableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnstampedTableException(String path, long oldest, long newest) {
    super(
        ("Cannot tell which run made the rows of %s: none of its commits %d to %d bears a run stamp,"
                + " and older ones are gone or were never stamped; another program wrote the table or"
                + " its log was cleaned. Where the rows can be made anew from the tables before them,"
                + " move the folder away and run again; landed rows and histories cannot: bring the"
                + " folder back from a backup of the lake")
            .formatted(path, oldest, newest));
  }
}
