package vongdoi.common.table;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.RelationalGroupedDataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeProjection;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.MapType;
import vongdoi.common.local.LocalRows;
import vongdoi.common.local.Scale;
import vongdoi.common.table.Rule.Severity;
import vongdoi.common.table.Table.ForeignKey;
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

  private static final String KEY = "_key";

  /** Hashes of 64 bits each that make the fingerprint. */
  private static final int HASHES = 2;

  /**
   * @param check {@code rows}, {@code unique_key}, {@code required_<column>}, a rule's name or a
   *     check of a job
   * @param severity what a broken check does
   * @param value rows that break the check; for {@code rows} their number; of a job's check the
   *     figure that it watches
   * @param passed whether it held
   * @param about full name of the table that it tells of; empty: the one whose commit bears it
   * @param reason what was found, in words and without personal data; empty where it held
   */
  public record Finding(
      String check, Severity severity, double value, boolean passed, String about, String reason) {

    /** Of rows that keep a rule or break it. */
    public Finding(String check, Severity severity, double value) {
      this(check, severity, value, isFine(check, value), "", "");
    }

    static boolean isFine(String check, double value) {
      return check.equals(ROWS) || value == 0;
    }

    /** Whether it keeps rows from being published. */
    public boolean refuses() {
      return !passed && severity == Severity.ERROR;
    }

    /** Rows that break a check of which some are tolerated. */
    static Finding of(String check, Severity severity, long broken, long rows, double tolerated) {
      boolean passed = broken <= tolerated * rows;
      String share =
          tolerated == 0 ? "" : String.format(Locale.ROOT, ", at most %.4g may", tolerated * rows);
      String reason = passed ? "" : "%d of %d rows break it%s".formatted(broken, rows, share);
      return new Finding(check, severity, broken, passed, "", reason);
    }
  }

  /** The audit with what else was found out about the rows. */
  public Audit with(List<Finding> more) {
    List<Finding> all = new ArrayList<>(findings);
    all.addAll(more);
    return new Audit(List.copyOf(all), content);
  }

  /** Number of the rows. */
  public long rows() {
    return (long) findings.get(0).value();
  }

  /**
   * What the rows tell that lead to another table.
   *
   * @param rows the audited rows
   * @param target rows of that table
   */
  public Finding reference(Dataset<Row> rows, ForeignKey to, Dataset<Row> target, Scale scale) {
    long broken = Orphans.count(rows, to, target, scale);
    return Finding.of(to.check(), Severity.WARNING, broken, rows(), to.tolerated());
  }

  /** The audit of a frame that bears the table's columns. */
  public static Audit of(Table table, Dataset<Row> rows, Scale scale) {
    List<String> checks = new ArrayList<>();
    List<Severity> severities = new ArrayList<>();
    List<Double> tolerated = new ArrayList<>();
    List<Column> broken = new ArrayList<>();
    for (TableColumn column : table.columns()) {
      if (column.presence() == Presence.REQUIRED) {
        checks.add("required_" + column.name());
        severities.add(Severity.ERROR);
        tolerated.add(0.0);
        broken.add(breaks(col(column.name()).isNotNull()));
      }
    }
    for (Rule rule : table.rules()) {
      checks.add(rule.name());
      severities.add(rule.severity());
      tolerated.add(rule.tolerated());
      broken.add(breaks(expr(rule.condition())));
    }
    boolean isKeyed = !table.key().isEmpty();
    Dataset<Row> perRow = perRow(table, rows, broken);
    Totals totals =
        scale == Scale.LOCAL
            ? inMemory(LocalRows.of(perRow), broken.size())
            : byQuery(perRow, broken.size(), isKeyed);
    List<Finding> findings = new ArrayList<>();
    findings.add(new Finding(ROWS, Severity.WARNING, totals.rows()));
    if (isKeyed) {
      findings.add(
          Finding.of("unique_key", Severity.ERROR, totals.repeatedKeys(), totals.rows(), 0));
    }
    for (int i = 0; i < broken.size(); i++) {
      findings.add(
          Finding.of(
              checks.get(i),
              severities.get(i),
              totals.broken()[i],
              totals.rows(),
              tolerated.get(i)));
    }
    return new Audit(List.copyOf(findings), isKeyed ? totals.content() : "");
  }

  /**
   * What was counted over all rows.
   *
   * @param repeatedKeys keys that more than one row has
   * @param broken rows that break each check
   * @param hashes hashes of the rows, combined so that their order does not show
   */
  private record Totals(long rows, long repeatedKeys, long[] broken, long[] hashes) {
    String content() {
      StringBuilder content = new StringBuilder(Long.toHexString(rows));
      for (long hash : hashes) {
        content.append('-').append(Long.toHexString(hash));
      }
      return content.toString();
    }
  }

  /** The key of each row as one column, for each check 1 where the row breaks it, and hashes. */
  private static Dataset<Row> perRow(Table table, Dataset<Row> rows, List<Column> broken) {
    List<Column> columns = new ArrayList<>();
    columns.add(
        table.key().isEmpty()
            ? lit(0).as(KEY)
            : struct(table.key().stream().map(functions::col).toArray(Column[]::new)).as(KEY));
    for (int i = 0; i < broken.size(); i++) {
      columns.add(broken.get(i).as("b" + i));
    }
    for (int i = 0; i < HASHES; i++) {
      columns.add(hash(table, i).as("h" + i));
    }
    return rows.select(columns.toArray(Column[]::new));
  }

  private static Column hash(Table table, int seed) {
    String columns =
        table.columns().stream()
            .map(
                c ->
                    c.dataType() instanceof MapType
                        ? "array_sort(map_entries(`" + c.name() + "`))"
                        : "`" + c.name() + "`")
            .collect(Collectors.joining(", "));
    return expr("xxhash64('" + seed + "', " + columns + ")");
  }

  private static Column breaks(Column condition) {
    return when(condition, 0L).otherwise(1L);
  }

  private static Totals byQuery(Dataset<Row> perRow, int checks, boolean isKeyed) {
    List<Column> sums = new ArrayList<>();
    sums.add(count(lit(1)).as("n"));
    sums.add(lit(0L).as("repeated"));
    for (int i = 0; i < checks; i++) {
      sums.add(sum("b" + i).as("b" + i));
    }
    for (int i = 0; i < HASHES; i++) {
      sums.add(expr("bit_xor(h" + i + ")").as("h" + i));
    }
    Dataset<Row> counted = perRow;
    if (isKeyed) {
      counted = aggregate(perRow.groupBy(KEY), sums);
      sums.set(0, sum("n").as("n"));
      sums.set(1, sum(expr("if(n > 1, 1L, 0L)")).as("repeated"));
    }
    Row found = aggregate(counted.groupBy(), sums).head();
    return new Totals(
        number(found, "n"),
        number(found, "repeated"),
        numbers(found, "b", checks),
        numbers(found, "h", HASHES));
  }

  private static Totals inMemory(LocalRows perRow, int checks) {
    UnsafeProjection toKey =
        UnsafeProjection.create(new DataType[] {perRow.schema().apply(KEY).dataType()});
    Map<UnsafeRow, Long> keys = new HashMap<>();
    long[] broken = new long[checks];
    long[] hashes = new long[HASHES];
    for (InternalRow row : perRow.rows()) {
      keys.merge(toKey.apply(row).copy(), 1L, Long::sum);
      for (int i = 0; i < checks; i++) {
        broken[i] += row.getLong(1 + i);
      }
      for (int i = 0; i < HASHES; i++) {
        hashes[i] ^= row.getLong(1 + checks + i);
      }
    }
    long repeated = keys.values().stream().filter(n -> n > 1).count();
    return new Totals(perRow.rows().size(), repeated, broken, hashes);
  }

  private static Dataset<Row> aggregate(RelationalGroupedDataset groups, List<Column> columns) {
    return groups.agg(columns.get(0), columns.subList(1, columns.size()).toArray(Column[]::new));
  }

  private static long[] numbers(Row row, String name, int size) {
    return IntStream.range(0, size).mapToLong(i -> number(row, name + i)).toArray();
  }

  private static long number(Row row, String name) {
    Object value = row.getAs(name);
    return value == null ? 0L : ((Number) value).longValue();
  }
}
