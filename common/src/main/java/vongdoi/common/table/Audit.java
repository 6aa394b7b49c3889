package vongdoi.common.table;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.MapType;
import vongdoi.common.table.Rule.Severity;
import vongdoi.common.table.TableColumn.Presence;

/**
 * What one pass over rows says before they are published: whether they keep their declaration, and
 * a fingerprint of all of them.
 *
 * @param findings what was checked; the first one counts the rows
 * @param content the same for the same rows in any order; empty where rows have no key, since
 *     repeated rows would not show
 */
public record Audit(List<Finding> findings, String content) {

  /** Name of the finding that counts the rows themselves. */
  public static final String ROWS = "rows";

  /** Hashes of 64 bits each that make the fingerprint. */
  private static final int HASHES = 2;

  /**
   * @param check {@code rows}, {@code unique_key}, {@code required_<column>} or a rule's name
   * @param severity what a broken check does
   * @param value rows that break the check; for {@code rows} their number
   */
  public record Finding(String check, Severity severity, long value) {
    public boolean passed() {
      return check.equals(ROWS) || value == 0;
    }
  }

  /** The audit of a frame that bears the table's columns. */
  public static Audit of(Table table, Dataset<Row> rows) {
    List<String> checks = new ArrayList<>();
    List<Severity> severities = new ArrayList<>();
    List<Column> broken = new ArrayList<>();
    for (TableColumn column : table.columns()) {
      if (column.presence() == Presence.REQUIRED) {
        checks.add("required_" + column.name());
        severities.add(Severity.ERROR);
        broken.add(breaks(col(column.name()).isNotNull()));
      }
    }
    for (Rule rule : table.rules()) {
      checks.add(rule.name());
      severities.add(rule.severity());
      broken.add(breaks(expr(rule.condition())));
    }
    List<Column> sums = new ArrayList<>();
    sums.add(count(lit(1)).as("n"));
    for (int i = 0; i < broken.size(); i++) {
      sums.add(sum(broken.get(i)).as("b" + i));
    }
    for (int i = 0; i < HASHES; i++) {
      sums.add(hashed(table, i).as("h" + i));
    }
    Dataset<Row> counted = table.key().isEmpty() ? aggregate(rows, sums) : byKey(table, rows, sums);
    Row found = counted.head();
    List<Finding> findings = new ArrayList<>();
    findings.add(new Finding(ROWS, Severity.WARNING, number(found, "n")));
    if (!table.key().isEmpty()) {
      findings.add(new Finding("unique_key", Severity.ERROR, number(found, "repeated")));
    }
    for (int i = 0; i < broken.size(); i++) {
      findings.add(new Finding(checks.get(i), severities.get(i), number(found, "b" + i)));
    }
    return new Audit(List.copyOf(findings), table.key().isEmpty() ? "" : content(found));
  }

  private static String content(Row found) {
    StringBuilder content = new StringBuilder(Long.toHexString(number(found, "n")));
    for (int i = 0; i < HASHES; i++) {
      content.append('-').append(Long.toHexString(number(found, "h" + i)));
    }
    return content.toString();
  }

  /** A hash of all columns, combined so that the order of the rows does not show. */
  private static Column hashed(Table table, int seed) {
    String columns =
        table.columns().stream()
            .map(
                c ->
                    c.dataType() instanceof MapType
                        ? "array_sort(map_entries(`" + c.name() + "`))"
                        : "`" + c.name() + "`")
            .collect(Collectors.joining(", "));
    return expr("bit_xor(xxhash64('" + seed + "', " + columns + "))");
  }

  private static Column breaks(Column condition) {
    return when(condition, 0L).otherwise(1L);
  }

  private static Dataset<Row> byKey(Table table, Dataset<Row> rows, List<Column> sums) {
    Column[] key = table.key().stream().map(functions::col).toArray(Column[]::new);
    Dataset<Row> keys =
        rows.groupBy(key).agg(sums.get(0), sums.subList(1, sums.size()).toArray(Column[]::new));
    List<Column> totals = new ArrayList<>();
    totals.add(sum("n").as("n"));
    totals.add(sum(expr("if(n > 1, 1L, 0L)")).as("repeated"));
    for (int i = 0; i < sums.size() - 1 - HASHES; i++) {
      totals.add(sum("b" + i).as("b" + i));
    }
    for (int i = 0; i < HASHES; i++) {
      totals.add(expr("bit_xor(h" + i + ")").as("h" + i));
    }
    return aggregate(keys, totals);
  }

  private static Dataset<Row> aggregate(Dataset<Row> rows, List<Column> columns) {
    return rows.agg(columns.get(0), columns.subList(1, columns.size()).toArray(Column[]::new));
  }

  private static long number(Row row, String name) {
    Object value = row.getAs(name);
    return value == null ? 0L : ((Number) value).longValue();
  }
}
