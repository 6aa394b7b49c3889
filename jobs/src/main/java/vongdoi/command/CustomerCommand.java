package vongdoi.command;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.sql.Timestamp;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import vongdoi.common.catalog.Gold;
import vongdoi.common.catalog.Silver;
import vongdoi.common.job.ExitCode;
import vongdoi.common.table.Table;
import vongdoi.identity.FindCustomer;

/** One customer's portrait: who, where in the life cycle, worth, risk, and what to do next. */
@Command(description = "Print one customer's portrait", mixinStandardHelpOptions = true)
final class CustomerCommand implements Callable<Integer> {
  private static final List<Section> SECTIONS =
      List.of(
          new Section("Portrait", Silver.PROFILES, "true", "customer_id"),
          new Section("Life cycle", Gold.LIFECYCLE, "true", "customer_id"),
          new Section("Value", Gold.CLV_SCORES, "true", "customer_id"),
          new Section("Churn", Gold.CHURN_SCORES, "true", "customer_id"),
          new Section("Segments", Gold.SEGMENT_MEMBERS, "exited_at is null", "segment"),
          new Section("Next actions", Gold.NEXT_ACTIONS, "true", "priority"),
          new Section("Recommendations", Gold.RECOMMENDATIONS, "true", "rank"),
          new Section("Consents", Silver.CONSENTS, "true", "consent_id"),
          new Section("Records", Silver.CUSTOMER_RECORDS, "true", "first_seen_at"));

  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

  @Mixin private Settled settled;

  @Option(names = "--json", description = "One JSON object per row and table")
  private boolean json;

  @Parameters(paramLabel = "KEY", description = "Customer id, e-mail, phone, or source:record_id")
  private String key;

  /** Part of the portrait: the rows of a table about the customer, in the order of a column. */
  private record Section(String title, Table table, String condition, String order) {}

  @Override
  public Integer call() {
    try (Platform platform = Platform.open(settled.lookingAt().settings())) {
      List<String> found =
          new FindCustomer(
                  platform.warehouse().read(Silver.CUSTOMERS),
                  platform.warehouse().read(Silver.CUSTOMER_RECORDS),
                  platform.warehouse().read(Silver.IDENTIFIER_LINKS),
                  platform.config().country())
              .of(key);
      if (found.isEmpty()) {
        System.err.println("No active customer bears this key in " + platform.config().lake());
        return ExitCode.FAILED.code();
      }
      if (found.size() > 1) {
        System.out.println("The key is shared by " + found.size() + " customers.");
      }
      found.forEach(id -> print(platform, id));
    }
    return ExitCode.DONE.code();
  }

  private void print(Platform platform, String id) {
    if (!json) {
      System.out.println("Customer " + id);
    }
    for (Section section : SECTIONS) {
      Dataset<Row> rows =
          platform
              .warehouse()
              .read(section.table())
              .where(section.condition())
              .where(col("customer_id").equalTo(lit(id)))
              .orderBy(section.order());
      if (json) {
        rows.selectExpr("'" + section.table().fullName() + "' as table", "*")
            .toJSON()
            .collectAsList()
            .forEach(System.out::println);
      } else {
        print(section.title(), rows, platform.config().zone());
      }
    }
  }

  private static void print(String title, Dataset<Row> rows, ZoneId zone) {
    List<Row> found = rows.drop("customer_id").collectAsList();
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
    if (value instanceof scala.collection.Seq<?> several) {
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
