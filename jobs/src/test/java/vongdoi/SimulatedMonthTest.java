package vongdoi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import vongdoi.common.catalog.Gold;
import vongdoi.common.catalog.Silver;
import vongdoi.common.job.TestLake;
import vongdoi.export.PublishAudiences;
import vongdoi.export.PublishMoments;
import vongdoi.platform.ConfigFile;
import vongdoi.platform.VongdoiConfig;
import vongdoi.segment.AssignSegments;
import vongdoi.segment.DrawHoldouts;
import vongdoi.segment.PlanActions;
import vongdoi.segment.PlanMoments;

/**
 * Daily runs and runs within the day, one after the other, over customers who leave carts at all
 * hours: what no single run shows must hold of all of them together.
 */
class SimulatedMonthTest {
  private static final LocalDate FIRST = LocalDate.parse("2026-01-05");
  private static final int CUSTOMERS = 40;
  private static final VongdoiConfig CONFIG =
      ConfigFile.resource("application.conf", Map.of()).settings();
  private final TestLake lake = TestLake.empty();

  @Test
  void aDayKeepsToConsentCapsQuietHoursAndHoldouts() throws IOException {
    run(1, List.of("08:10", "12:50", "22:40"));
    check();
  }

  @Test
  @Tag("heavy")
  void aMonthKeepsToConsentCapsQuietHoursAndHoldouts() throws IOException {
    run(30, List.of("05:10", "08:10", "11:20", "15:50", "20:00", "23:10"));
    check();
  }

  private void run(int days, List<String> moments) {
    people(days);
    daily(FIRST.minusDays(1).toString());
    for (int day = 0; day < days; day++) {
      String date = FIRST.plusDays(day).toString();
      for (String time : moments) {
        lake.run(new PlanMoments(CONFIG.segment()), date, time);
        lake.run(new PublishMoments(CONFIG.export(), 10), date, time);
      }
      daily(date);
    }
  }

  private void daily(String date) {
    lake.run(new AssignSegments(CONFIG.segment()), date);
    lake.run(new DrawHoldouts(CONFIG.segment()), date);
    lake.run(new PlanActions(CONFIG.segment()), date);
    lake.run(new PublishAudiences(CONFIG.export(), 10), date);
  }

  /** Customers of every mixture of consents, two of them with one phone, and carts at all hours. */
  private void people(int days) {
    SplittableRandom random = new SplittableRandom(7);
    List<String> profiles = new ArrayList<>();
    List<String> stages = new ArrayList<>();
    List<String> consents = new ArrayList<>();
    List<String> carts = new ArrayList<>();
    for (int i = 0; i < CUSTOMERS; i++) {
      profiles.add(
          "{\"customer_id\":\"c%d\",\"email\":\"c%1$d@x.vn\",\"phone\":\"+849000000%02d\",\"orders_count\":2,\"devices_count\":1,\"first_order_at\":\"2025-06-01T00:00:00Z\",\"full_name\":\"A\"}"
              .formatted(i, i == 31 ? 30 : i));
      stages.add(
          "{\"customer_id\":\"c%d\",\"stage\":\"retain\",\"status\":\"%s\"}"
              .formatted(i, i % 2 == 0 ? "lapsed" : "active"));
      for (String channel : List.of("email", "zalo", "sms", "push")) {
        double chance = random.nextDouble();
        if (chance < 0.7) {
          consents.add(
              "{\"customer_id\":\"c%d\",\"purpose\":\"marketing\",\"channel\":\"%s\",\"status\":\"%s\"}"
                  .formatted(i, channel, chance < 0.5 ? "granted" : "withdrawn"));
        }
      }
      for (int day = 0; day < days; day++) {
        if (random.nextInt(3) > 0) {
          String left =
              FIRST
                  .plusDays(day)
                  .atTime(LocalTime.ofSecondOfDay(random.nextInt(86_400)))
                  .atZone(CONFIG.zone())
                  .toInstant()
                  .toString();
          carts.add(
              "{\"cart_id\":\"k%d-%d\",\"customer_id\":\"c%d\",\"status\":\"abandoned\",\"changed_at\":\"%s\",\"abandoned_at\":\"%4$s\",\"items_count\":1,\"cart_amount\":%d}"
                  .formatted(i, day, i, left, 100 + random.nextInt(900)));
        }
      }
    }
    lake.put(Silver.PROFILES, profiles.toArray(String[]::new));
    lake.put(Gold.LIFECYCLE, stages.toArray(String[]::new));
    lake.put(Silver.CONSENTS, consents.toArray(String[]::new));
    lake.put(Silver.CARTS, carts.toArray(String[]::new));
  }

  private void check() throws IOException {
    Dataset<Row> messages =
        lake.read(Gold.MESSAGES)
            .unionByName(lake.read(Gold.MOMENT_MESSAGES))
            .where("not is_control");
    messages.createOrReplaceTempView("messages");
    long sent = messages.count();
    assertTrue(sent > CUSTOMERS / 4, "messages: " + sent);
    assertTrue(lake.read(Gold.MOMENT_MESSAGES).count() > 0, "runs within the day plan too");

    none(
        "segment and matter twice",
        "select 1 from messages group by segment, customer_id, matter having count(1) > 1");
    none(
        "over the cap of a channel",
        "select 1 from messages a join messages b on a.contact_key = b.contact_key and a.channel = b.channel"
            + " and b.send_after >= a.send_after and b.send_after < a.send_after + interval 24 hours"
            + " where not a.is_service and not b.is_service"
            + " group by a.contact_key, a.channel, a.segment, a.matter, a.customer_id, a.send_after"
            + " having count(1) > if(any_value(a.channel) = 'sms', 3, 2)");
    none(
        "over the cap of a customer",
        "select 1 from messages a join messages b on a.customer_id = b.customer_id"
            + " and b.send_after >= a.send_after and b.send_after < a.send_after + interval 168 hours"
            + " where not a.is_service and not b.is_service"
            + " group by a.customer_id, a.segment, a.matter, a.send_after having count(1) > 5");
    none(
        "at night",
        "select 1 from messages where channel in ('sms', 'zalo', 'push')"
            + " and hour(from_utc_timestamp(send_after, 'Asia/Ho_Chi_Minh')) not between 7 and 21");
    lake.read(Silver.CONSENTS).createOrReplaceTempView("consents");
    none(
        "without consent",
        "select 1 from messages m left anti join consents c on c.customer_id = m.customer_id"
            + " and c.channel = m.channel and c.status = 'granted' where not m.is_service");
    lake.read(Gold.HOLDOUTS).where("is_control").createOrReplaceTempView("held");
    none(
        "to the held out",
        "select 1 from messages m join held h on h.customer_id = m.customer_id and h.segment = m.segment");

    Dataset<Row> delivered =
        lake.read(Gold.AUDIENCE_LEDGER)
            .unionByName(lake.read(Gold.MOMENT_LEDGER).drop("planned_at"))
            .where("delivered and destination = 'crm'");
    Dataset<Row> ofPlays = delivered.join(messages.select("segment").distinct(), "segment");
    assertEquals(sent, ofPlays.count(), "each message is delivered once");
    assertEquals(delivered.count(), linesOfFiles(), "files hold what the ledgers say");
  }

  private void none(String what, String query) {
    SparkSession session = lake.read(Gold.MESSAGES).sparkSession();
    assertEquals(0, session.sql(query).count(), "messages " + what);
  }

  /** Rows of all files ever published for the sending system. */
  private long linesOfFiles() throws IOException {
    long lines = 0;
    try (Stream<Path> files = Files.walk(Path.of(lake.warehouse().lake(), "exports", "crm"))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".csv")).toList()) {
        lines += Files.readString(file).lines().count() - 1;
      }
    }
    return lines;
  }
}
