package vongdoi.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.typesafe.config.ConfigFactory;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;
import vongdoi.common.catalog.Gold;
import vongdoi.common.catalog.Silver;
import vongdoi.common.job.TestLake;
import vongdoi.common.table.Table;
import vongdoi.common.table.Warehouse;
import vongdoi.common.table.Write;

/** Days on which people come, go, merge, take consent back and share a mailbox. */
class ListChangesTest {
  private static final LocalDate FIRST = LocalDate.parse("2026-01-05");
  private static final int DAYS = 5;
  private static final int PEOPLE = 24;

  @Test
  void yesterdaysListWithTheChangesIsTodaysList() {
    TestLake days = TestLake.empty();
    List<String> profiles = new ArrayList<>();
    List<String> consents = new ArrayList<>();
    List<String> members = new ArrayList<>();
    Random random = new Random(11);
    for (int day = 0; day < DAYS; day++) {
      for (int person = 0; person < PEOPLE; person++) {
        String id = day + "|c" + person;
        boolean isGone = random.nextInt(6) == 0;
        String email = "p" + (person % 20 + (random.nextInt(8) == 0 ? 1 : 0)) + "@x.vn";
        if (!isGone) {
          profiles.add(
              "{\"customer_id\":\"%s\",\"full_name\":\"N%d\",\"email\":\"%s\"}"
                  .formatted(id, person, email));
          members.add(
              "{\"segment\":\"all\",\"customer_id\":\"%s\",\"entered_at\":\"2026-01-01\"}"
                  .formatted(id));
        }
        // On the fourth day nobody may be written to.
        String status = day == 3 || random.nextInt(5) == 0 ? "withdrawn" : "granted";
        consents.add(
            "{\"customer_id\":\"%s\",\"purpose\":\"marketing\",\"channel\":\"email\",\"status\":\"%s\"}"
                .formatted(id, status));
      }
    }
    days.put(Silver.PROFILES, profiles.toArray(String[]::new));
    days.put(Silver.CONSENTS, consents.toArray(String[]::new));
    days.put(Gold.SEGMENT_MEMBERS, members.toArray(String[]::new));
    TestLake lake = TestLake.empty();
    lake.put(Gold.SEGMENTS, "{\"segment\":\"all\"}");
    PublishAudiences export = new PublishAudiences(config(), 10);

    Map<String, Set<List<String>>> lists = new TreeMap<>();
    int changes = 0;
    for (int day = 0; day < DAYS; day++) {
      for (Table table : List.of(Silver.PROFILES, Silver.CONSENTS, Gold.SEGMENT_MEMBERS)) {
        stand(lake, table, days, day);
      }
      String date = FIRST.plusDays(day).toString();
      lake.run(export, date);
      for (String kind : List.of("ids", "hashes")) {
        Published told = Published.of(lake, "told-" + kind, "all");
        Set<List<String>> list = lists.computeIfAbsent(kind, k -> new HashSet<>());
        JsonNode since = told.manifest().get("since");
        assertEquals(day == 0 ? "null" : FIRST.plusDays(day - 1L).toString(), since.asText(), date);
        List<List<String>> removes = told.rows("removes");
        List<List<String>> adds = told.rows("adds");
        assertTrue(list.containsAll(removes), "only what is there is taken back");
        removes.forEach(list::remove);
        adds.forEach(row -> assertTrue(list.add(row), "what is there is not added again: " + row));
        List<List<String>> whole = Published.of(lake, "whole-" + kind, "all").rows("members");
        assertEquals(new TreeSet<>(texts(whole)), new TreeSet<>(texts(list)), kind + " " + date);
        assertEquals(adds.size(), told.manifest().at("/counts/adds").asInt());
        assertEquals(removes.size(), told.manifest().at("/counts/removes").asInt());
        changes += day == 0 ? 0 : adds.size() + removes.size();
      }
    }
    assertTrue(changes > 50, "days that differ: " + changes);
    rerunChangesNothing(lake, export);
    keepsTheListAndTheOneBefore(lake);
    aListWithOtherColumnsStartsAnew(lake);
  }

  private static void rerunChangesNothing(TestLake lake, PublishAudiences export) {
    String last = FIRST.plusDays(DAYS - 1L).toString();
    String before = Published.of(lake, "told-ids", "all").manifest().toString();
    lake.put(Silver.CONSENTS, "{\"customer_id\":\"stranger\",\"purpose\":\"marketing\"}");
    lake.run(export, last);
    assertEquals(before, Published.of(lake, "told-ids", "all").manifest().toString());
  }

  private static void keepsTheListAndTheOneBefore(TestLake lake) {
    assertEquals(
        Set.of(FIRST.plusDays(DAYS - 2L).toString(), FIRST.plusDays(DAYS - 1L).toString()),
        lake.values(Gold.AUDIENCE_LISTS, "run_date"));
    assertFalse(
        Gold.AUDIENCE_LISTS.columnNames().contains("customer_id"),
        "rows of erased people must still be taken back");
  }

  private static void aListWithOtherColumnsStartsAnew(TestLake lake) {
    String other =
        ConfigFactory.parseString(
                "export.destinations.told-ids.columns = "
                    + "[{ header = id, value = \"upper(customer_id)\" }]")
            .root()
            .render();
    lake.run(new PublishAudiences(config(other), 10), FIRST.plusDays(DAYS).toString());
    Published told = Published.of(lake, "told-ids", "all");
    assertTrue(told.manifest().get("since").isNull());
    assertEquals(0, told.rows("removes").size());
    assertEquals(
        Published.of(lake, "whole-ids", "all").rows("members").size(), told.rows("adds").size());
  }

  private static List<String> texts(Iterable<List<String>> rows) {
    List<String> texts = new ArrayList<>();
    rows.forEach(row -> texts.add(String.join("|", row)));
    return texts;
  }

  /** Puts the rows of a day in place of those of the day before. */
  private static void stand(TestLake lake, Table table, TestLake days, int day) {
    lake.warehouse().create(table);
    lake.warehouse()
        .write(
            Write.replace(table),
            Warehouse.conform(
                table,
                days.read(table)
                    .where(functions.col("customer_id").startsWith(day + "|"))
                    .withColumn(
                        "customer_id", functions.expr("substring_index(customer_id, '|', -1)"))),
            TestLake.stamp(FIRST.plusDays(day).toString()));
  }

  private static ExportConfig config() {
    return config("");
  }

  private static ExportConfig config(String more) {
    String ids =
        "[{ header = id, value = customer_id }, { header = name, value = full_name }, { header = email, value = email }]";
    String hashes = "[{ header = Email, value = \"sha2(google_email(email), 256)\" }]";
    StringBuilder text =
        new StringBuilder(
            """
            export {
              task-rows = 1000, tiktok-phone-plus = false, zalo-templates {}, accounts {}, when-missing {}, conversions {}
              defaults { mode = full, takes = messages, names = segment, purposes = [marketing] }
              contacts { email = [email] }
            }
            """);
    for (String mode : List.of("full", "changes")) {
      for (String kind : List.of("ids", "hashes")) {
        text.append(
            """
            export.destinations.%s-%s { format = csv, dialect = machine, segments = [all]
              channels = [email], max-bytes = 10000, mode = %s, columns = %s }
            """
                .formatted(
                    mode.equals("full") ? "whole" : "told",
                    kind,
                    mode,
                    kind.equals("ids") ? ids : hashes));
      }
    }
    return Exports.read(
        ConfigFactory.parseString(more).withFallback(ConfigFactory.parseString(text.toString())));
  }
}
