package vongdoi.common.job;

import java.util.List;
import java.util.Set;
import vongdoi.common.table.Audit.Finding;
import vongdoi.common.table.Table;

/** A quality gate that refused to publish: what it found, and which tables are held for it. */
public final class GateRefusal extends JobException {
  private static final long serialVersionUID = 1L;
  private final transient Table table;
  private final transient List<Finding> findings;
  private final transient Set<Table> held;

  /**
   * @param message problem, reason and remedy
   * @param table whose rows were refused; a finding may name another
   * @param findings what was wrong, for {@code gold.table_quality}
   * @param held tables of the job that are not renewed, where it has published the others; empty:
   *     it has published nothing
   */
  public GateRefusal(String message, Table table, List<Finding> findings, Set<Table> held) {
    super(ExitCode.GATE_REFUSED, message);
    this.table = table;
    this.findings = List.copyOf(findings);
    this.held = Set.copyOf(held);
  }

  /** The whole job is refused. */
  public GateRefusal(String message, Table table, Finding finding) {
    this(message, table, List.of(finding), Set.of());
  }

  Table table() {
    return table;
  }

  /** What was wrong. */
  public List<Finding> findings() {
    return findings;
  }

  Set<Table> held() {
    return held;
  }
}
