package vongdoi.common.table;

import java.util.Optional;
import vongdoi.common.table.Audit.Finding;
import vongdoi.common.table.Rule.Severity;

/** Whether a publication has far fewer rows than the last time that all of them were looked at. */
public final class SteadyRows {
  /** A table of fewer rows may lose half of them on a quiet day. */
  private static final int FEW = 100;

  private SteadyRows() {}

  /**
   * Empty where the table declares no share, or the last run looked at a part of its rows.
   *
   * @param audit of all rows of the table
   * @param last stamp of the last publication
   */
  public static Optional<Finding> of(Table table, Audit audit, RunStamp last) {
    Optional<Finding> before =
        last.audits().stream().filter(f -> f.check().equals(Audit.ROWS)).findFirst();
    if (table.steadyShare() == 0 || last.content().isEmpty() || before.isEmpty()) {
      return Optional.empty();
    }
    double had = before.get().value();
    boolean passed = had < FEW || audit.rows() >= table.steadyShare() * had;
    String reason = passed ? "" : "%d rows, %.0f the last time".formatted(audit.rows(), had);
    double share = had == 0 ? 1 : audit.rows() / had;
    return Optional.of(new Finding("steady_rows", Severity.WARNING, share, passed, "", reason));
  }
}
