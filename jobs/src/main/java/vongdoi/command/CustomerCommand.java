package vongdoi.command;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

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
          new Section("Portrait", Silver.PROFILES, "true"),
          new Section("Life cycle", Gold.LIFECYCLE, "true"),
          new Section("Value", Gold.CLV_SCORES, "true"),
          new Section("Churn", Gold.CHURN_SCORES, "true"),
          new Section("Segments", Gold.SEGMENT_MEMBERS, "exited_at is null"),
          new Section("Next actions", Gold.NEXT_ACTIONS, "true"),
          new Section("Recommendations", Gold.RECOMMENDATIONS, "true"),
          new Section("Consents", Silver.CONSENTS, "true"),
          new Section("Records", Silver.CUSTOMER_RECORDS, "true"));

  @Mixin private Settled settled;

  @Option(names = "--json", description = "One JSON object per row and table")
  private boolean json;

  @Parameters(paramLabel = "KEY", description = "Customer id, e-mail, phone, or source:record_id")
  private String key;

  /** Part of the portrait: the rows of a table about the customer. */
  private record Section(String title, Table table, String condition) {}

  @Override
  public Integer call() {
    try (Platform platform = Platform.open(settled.load().settings())) {
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
              .where(col("customer_id").equalTo(lit(id)));
      if (json) {
        rows.selectExpr("'" + section.table().fullName() + "' as table", "*")
            .toJSON()
            .collectAsList()
            .forEach(System.out::println);
      } else {
        print(section.title(), rows);
      }
    }
  }

  private static void print(String title, Dataset<Row> rows) {
    List<Row> found = rows.drop("customer_id").collectAsList();
    if (found.isEmpty()) {
      return;
    }
    System.out.println("\n" + title);
    if (found.size() == 1) {
      Row row = found.get(0);
      for (int i = 0; i < row.size(); i++) {
        if (!row.isNullAt(i)) {
          System.out.printf(Locale.ROOT, "  %-28s %s%n", row.schema().fieldNames()[i], row.get(i));
        }
      }
      return;
    }
    for (Row row : found) {
      StringBuilder line = new StringBuilder(" ");
      for (int i = 0; i < row.size(); i++) {
        if (!row.isNullAt(i)) {
          line.append(' ').append(row.schema().fieldNames()[i]).append('=').append(row.get(i));
        }
      }
      System.out.println(line);
    }
  }
}
