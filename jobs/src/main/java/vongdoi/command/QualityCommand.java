package vongdoi.command;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.PrintStream;
import java.sql.Date;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.apache.spark.sql.Row;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import vongdoi.common.catalog.Gold;
import vongdoi.common.job.ExitCode;
import vongdoi.common.table.Warehouse;

/** The checks of {@code gold.table_quality} that are red. */
@Command(
    description =
        "Print the checks that are red: exit 10 where one of them stops a publication, else 0")
final class QualityCommand implements Callable<Integer> {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Mixin private Settled settled;

  @Option(
      names = "--date",
      paramLabel = "D",
      description = "As they stood at the end of this run date; else now")
  private LocalDate date;

  @Option(names = "--json", description = "As one JSON array")
  private boolean json;

  /**
   * A check as it was found last.
   *
   * @param date run date
   * @param severity stop or warn
   * @param reason what was found; empty where nothing is said
   */
  record Red(
      LocalDate date, String table, String check, String severity, double value, String reason) {
    boolean stops() {
      return severity.equals("stop");
    }
  }

  @Override
  public Integer call() throws JsonProcessingException {
    List<Red> red;
    try (Platform platform = Platform.open(settled.lookingAt().settings())) {
      red = red(platform.warehouse(), date == null ? LocalDate.of(9999, 12, 31) : date);
    }
    print(red, System.out);
    return (red.stream().anyMatch(Red::stops) ? ExitCode.GATE_REFUSED : ExitCode.DONE).code();
  }

  private void print(List<Red> red, PrintStream out) throws JsonProcessingException {
    if (json) {
      out.println(json(red));
    } else if (red.isEmpty()) {
      out.println("Nothing is red.");
    } else {
      red.forEach(r -> out.println(line(r)));
    }
  }

  /**
   * What is red at the end of a run date, what stops first: a check stands as it was found last, by
   * the publication of its table or by the gate that refused it.
   */
  static List<Red> red(Warehouse warehouse, LocalDate until) {
    return warehouse
        .read(Gold.TABLE_QUALITY)
        .where(col("run_date").leq(lit(Date.valueOf(until))).and(col("severity").notEqual("info")))
        .groupBy("table", "check")
        .agg(
            expr(
                "max_by(named_struct('run_date', run_date, 'severity', severity, 'passed', passed,"
                    + " 'value', value, 'reason', reason), run_date) as found"))
        .where("not found.passed")
        .selectExpr(
            "found.run_date", "table", "check", "found.severity", "found.value", "found.reason")
        .collectAsList()
        .stream()
        .map(QualityCommand::red)
        .sorted(
            Comparator.comparing(Red::stops)
                .reversed()
                .thenComparing(Red::table)
                .thenComparing(Red::check))
        .toList();
  }

  /** Lakes of version 0.1 say error and warning. */
  private static Red red(Row row) {
    String severity = row.getString(3);
    return new Red(
        row.getDate(0).toLocalDate(),
        row.getString(1),
        row.getString(2),
        severity.equals("error") ? "stop" : severity.equals("warning") ? "warn" : severity,
        row.getDouble(4),
        row.isNullAt(5) ? "" : row.getString(5));
  }

  static String line(Red red) {
    return String.format(
        Locale.ROOT,
        "%s  %-4s  %-28s %-32s %s",
        red.date(),
        red.severity(),
        red.table(),
        red.check(),
        red.reason().isEmpty() ? String.valueOf(red.value()) : red.reason());
  }

  static String json(List<Red> red) throws JsonProcessingException {
    ArrayNode array = JSON.createArrayNode();
    for (Red r : red) {
      array
          .addObject()
          .put("date", r.date().toString())
          .put("table", r.table())
          .put("check", r.check())
          .put("severity", r.severity())
          .put("passed", false)
          .put("value", r.value())
          .put("reason", r.reason());
    }
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(array);
  }
}
