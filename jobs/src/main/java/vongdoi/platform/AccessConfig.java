package vongdoi.platform;

/**
 * Who is shown the values of personal columns by the ways to query the lake.
 *
 * @param sql role of whoever runs {@code sql}
 * @param serve role of whoever connects to {@code serve}
 */
public record AccessConfig(Role sql, Role serve) {
  /** What somebody may see of the columns that are declared personal. */
  public enum Role {
    /** Their values. */
    OWNER,
    /** A mask in their place. */
    ANALYST
  }
}
