package vongdoi.command;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import scala.collection.Seq;
import vongdoi.common.job.ExitCode;
import vongdoi.common.table.Table;

/** One customer's portrait: who, where in the life cycle, worth, risk, and what to do next. */
@Command(description = "Print one customer's portrait", mixinStandardHelpOptions = true)
final class CustomerCommand implements Callable<Integer> {
  /** Rows shown of a list that grows with the years. */
  private static final int MOST_ROWS = 20;

  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

  @Mixin private Settled settled;

  @Option(names = "--json", description = "One JSON object per row and table")
  private boolean json;

  @Option(
      names = "--html",
      arity = "0..1",
      fallbackValue = "customer.html",
      paramLabel = "FILE",
      description = "Write the customer's page to a file, customer.html where none is named")
  private Path html;

  @Parameters(paramLabel = "KEY", description = "Customer id, e-mail, phone, or source:record_id")
  private String key;

  @Override
  public Integer call() {
    try (Platform platform = Platform.open(settled.lookingAt().settings())) {
      List<String> found = platform.findCustomer().of(key);
      if (found.isEmpty()) {
        System.err.println("No active customer bears this key in " + platform.config().lake());
        return ExitCode.FAILED.code();
      }
      if (found.size() > 1) {
        System.out.println("The key is shared by " + found.size() + " customers.");
      }
      if (html != null) {
        new CustomerPage(platform.warehouse(), platform.config())
            .write(found, html)
            .forEach(CustomerCommand::printPath);
        return ExitCode.DONE.code();
      }
      found.forEach(id -> print(platform, id));
    }
    return ExitCode.DONE.code();
  }

  private static void printPath(Path page) {
    System.out.println("Page " + page.toAbsolutePath() + " (personal data: delete it when done)");
  }

  private void print(Platform platform, String id) {
    if (json) {
      printTables(platform, id);
      return;
    }
    System.out.println("Customer " + id);
    for (PortraitSection section : PortraitSection.ALL) {
      print(
          section.title(), shown(section, sorted(platform, section, id)), platform.config().zone());
    }
  }

  private static Dataset<Row> sorted(Platform platform, PortraitSection section, String id) {
    boolean isNewestFirst = section.order().endsWith(" desc");
    Column order = col(section.order().replace(" desc", ""));
    return platform
        .warehouse()
        .read(section.table())
        .where(section.condition())
        .where(col(section.about()).equalTo(lit(id)))
        .orderBy(isNewestFirst ? order.desc() : order)
        .limit(MOST_ROWS);
  }

  private static Dataset<Row> shown(PortraitSection section, Dataset<Row> rows) {
    Dataset<Row> shown = section.isOfContacts() ? rows.selectExpr("inline(contact_points)") : rows;
    return shown.selectExpr(section.shown().toArray(String[]::new)).drop("customer_id");
  }

  /** Every row of each table about the customer, whole. */
  private static void printTables(Platform platform, String id) {
    Set<Table> printed = new HashSet<>();
    for (PortraitSection section : PortraitSection.ALL) {
      if (printed.add(section.table())) {
        platform
            .warehouse()
            .read(section.table())
            .where(section.condition())
            .where(col("customer_id").equalTo(lit(id)))
            .selectExpr("'" + section.table().fullName() + "' as table", "*")
            .toJSON()
            .collectAsList()
            .forEach(System.out::println);
      }
    }
  }

  private static void print(String title, Dataset<Row> rows, ZoneId zone) {
    List<Row> found = rows.collectAsList();
    if (found.isEmpty()) {
      return;
    }
    System.out.println("\n" + title);
    boolean alone = found.size() == 1;
    for (Row row : found) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < row.size(); i++) {
        if (!row.isNullAt(i)) {
          String name = row.schema().fieldNames()[i];
          String value = text(row.get(i), zone);
          line.append(
              alone
                  ? "  %-28s %s%n".formatted(name, value)
                  : (line.isEmpty() ? "  " : " ") + name + "=" + value);
        }
      }
      System.out.print(alone ? line : line + System.lineSeparator());
    }
  }

  /** A value as people read it: lists in one line, moments in the business zone, four decimals. */
  private static String text(Object value, ZoneId zone) {
    if (value instanceof Seq<?> several) {
      return several.mkString(", ");
    }
    if (value instanceof Timestamp moment) {
      return MOMENT.format(moment.toInstant().atZone(zone));
    }
    return value instanceof Double number
        ? String.format(Locale.ROOT, "%.4f", number)
        : value.toString();
  }
}
