package vongdoi;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vongdoi.common.catalog.Bronze;
import vongdoi.common.catalog.Silver;
import vongdoi.common.job.JobGraph;
import vongdoi.common.job.TestLake;
import vongdoi.common.table.Table;
import vongdoi.platform.ConfigFile;
import vongdoi.platform.Jobs;
import vongdoi.platform.VongdoiConfig;

/** The same rows in another order, in other files, repeated or later: the tables are the same. */
class ReshapedDeliveriesTest {
  private static final Set<String> LINE =
      Set.of("ingest.sources", "identity.link", "identity.resolve", "profile.orders");
  private static final List<Table> TABLES =
      List.of(Bronze.CUSTOMERS, Bronze.ORDERS, Bronze.QUARANTINE, Silver.ORDERS);
  private static final String DATE = "2026-03-05";

  @TempDir private Path folder;

  private static final List<String> PEOPLE = new ArrayList<>();
  private static final List<String> ORDERS = new ArrayList<>();

  static {
    for (int i = 0; i < 12; i++) {
      PEOPLE.add("K%d,Name %1$d,k%1$d@x.vn,2026-03-01 08:00:00".formatted(i));
      ORDERS.add("A%d,2026-03-01 09:00:00,K%1$d,,%d".formatted(i, 1000 + i));
      ORDERS.add("B%d,2026-03-02 09:00:00,,k%1$d@x.vn,%d".formatted(i, 2000 + i));
    }
    ORDERS.add("C1,2026-03-02 09:00:00,K1,,n/a");
  }

  private void land(String shape, String file, List<String> rows) throws IOException {
    boolean isPeople = file.startsWith("crm");
    List<String> lines = new ArrayList<>();
    lines.add(isPeople ? "id,name,email,updated" : "id,at,customer,email,total");
    lines.addAll(rows);
    Path path = folder.resolve(shape).resolve(file);
    Files.createDirectories(path.getParent());
    Files.write(path, lines);
  }

  private void run(TestLake lake, String shape, String date) throws IOException {
    Path conf = folder.resolve(shape + ".conf");
    Files.writeString(
        conf,
        """
        include "application.conf"
        sources.crm { entity = customers, format = csv, path = "%1$s/crm"
          columns { record_id = id, full_name = name, email = email, updated_at = updated } }
        sources.till { entity = orders, customers = crm, format = csv, path = "%1$s/till"
          columns { order_id = id, ordered_at = at, record_id = customer, email = email, total_amount = total } }
        """
            .formatted(folder.resolve(shape)));
    VongdoiConfig config = ConfigFile.load(conf, Map.of()).settings();
    JobGraph.of(Jobs.all(config).stream().filter(job -> LINE.contains(job.name())).toList())
        .sorted()
        .forEach(job -> lake.run(job, date));
  }

  /** Rows without what tells of files and of the time at which they came. */
  private static Map<String, List<String>> facts(TestLake lake, Set<String> without) {
    Map<String, List<String>> facts = new TreeMap<>();
    for (Table table : TABLES) {
      String[] columns =
          table.columnNames().stream()
              .filter(c -> !c.startsWith("_") && !without.contains(c))
              .map(c -> "`" + c + "`")
              .toArray(String[]::new);
      facts.put(table.fullName(), lake.rows(table, columns).stream().distinct().toList());
    }
    return facts;
  }

  @Test
  void orderFilesRepetitionAndDelayOfRowsChangeNoTable() throws IOException {
    Set<String> ofFiles = Set.of("file", "line", "position", "received_at", "quarantined_at");
    TestLake plain = TestLake.empty();
    land("plain", "crm/1.csv", PEOPLE);
    land("plain", "till/1.csv", ORDERS);
    run(plain, "plain", DATE);

    TestLake reshaped = TestLake.empty();
    for (Map.Entry<String, List<String>> source :
        Map.of("crm", PEOPLE, "till", ORDERS).entrySet()) {
      List<String> rows = new ArrayList<>(source.getValue());
      SplittableRandom random = new SplittableRandom(7);
      for (int i = rows.size() - 1; i > 0; i--) {
        Collections.swap(rows, i, random.nextInt(i + 1));
      }
      land("reshaped", source.getKey() + "/x.csv", rows.subList(0, 5));
      land("reshaped", source.getKey() + "/a.csv", rows.subList(5, rows.size()));
      land("reshaped", source.getKey() + "/m.csv", rows.subList(3, 3 + rows.size() / 3));
    }
    run(reshaped, "reshaped", DATE);
    assertEquals(facts(plain, ofFiles), facts(reshaped, ofFiles));

    TestLake late = TestLake.empty();
    land("late", "crm/2.csv", PEOPLE.subList(6, PEOPLE.size()));
    land("late", "till/2.csv", ORDERS.subList(9, ORDERS.size()));
    run(late, "late", "2026-03-04");
    land("late", "crm/1.csv", PEOPLE.subList(0, 7));
    land("late", "till/1.csv", ORDERS.subList(0, 10));
    run(late, "late", DATE);
    // An id is given out by the first run that meets the customer.
    Set<String> ofRuns = new HashSet<>(ofFiles);
    ofRuns.add("customer_id");
    assertEquals(facts(plain, ofRuns), facts(late, ofRuns));
  }
}
