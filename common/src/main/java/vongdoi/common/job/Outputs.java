package vongdoi.common.job;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import vongdoi.common.table.Audit.Finding;
import vongdoi.common.table.Table;
import vongdoi.common.table.Write;

/**
 * What a job hands to the runner: rows for each table that it owns and the counts for its report. A
 * table that is left out keeps its rows (only the stamp moves on).
 */
public final class Outputs {
  private final Map<Table, Dataset<Row>> rows = new LinkedHashMap<>();
  private final Set<Table> partial = new HashSet<>();
  private final Map<String, Long> counts = new LinkedHashMap<>();
  private final List<Finding> findings = new ArrayList<>();
  private Optional<LocalDate> reach = Optional.empty();
  private Optional<GateRefusal> refusal = Optional.empty();

  private Outputs() {}

  public static Outputs of(Table table, Dataset<Row> frame) {
    return new Outputs().and(table, frame);
  }

  public static Outputs none() {
    return new Outputs();
  }

  public Outputs and(Table table, Dataset<Row> frame) {
    rows.put(table, frame);
    return this;
  }

  /**
   * Rows of a table with a key of which only these changed; a boolean column {@link Write#DELETED}
   * marks keys to remove. In this run the table is not replaced as a whole, whatever its mode.
   */
  public Outputs andChanges(Table table, Dataset<Row> changes) {
    partial.add(table);
    return and(table, changes);
  }

  boolean isPartial(Table table) {
    return partial.contains(table);
  }

  /** A figure for the run report, such as {@code duplicate}; never personal data. */
  public Outputs count(String name, long value) {
    counts.merge(name, value, Long::sum);
    return this;
  }

  /**
   * For landed rows: the newest date that they are visible from, which is after the run's where
   * some lie ahead of their time.
   */
  public Outputs reaching(LocalDate date) {
    reach = Optional.of(date);
    return this;
  }

  /** What a check of the job's own found, for {@code gold.table_quality}. */
  public Outputs found(Finding finding) {
    findings.add(finding);
    return this;
  }

  /** The rows are published all the same, and some tables of the job are held. */
  public Outputs refusing(GateRefusal some) {
    refusal = Optional.of(some);
    return this;
  }

  /** The rows of one table. */
  public Dataset<Row> rows(Table table) {
    return rows.get(table);
  }

  Map<Table, Dataset<Row>> rows() {
    return rows;
  }

  Optional<LocalDate> reach() {
    return reach;
  }

  List<Finding> findings() {
    return List.copyOf(findings);
  }

  Optional<GateRefusal> refusal() {
    return refusal;
  }

  Map<String, Long> counts() {
    return counts;
  }
}
