package vongdoi.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import vongdoi.common.catalog.Bronze;
import vongdoi.common.job.TestLake;
import vongdoi.common.table.Table;
import vongdoi.ingest.source.Entity;
import vongdoi.ingest.source.Format;
import vongdoi.ingest.source.LinesOfOrder;

/** However the same rows are delivered, the same rows are taken in. */
class RedeliveryTest {
  private static final String HEADER =
      "order_id,product_id,ordered_at,line_amount,status,updated_at";

  private static List<String> events() {
    List<String> events = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      events.add(
          ("{\"type\":\"track\",\"event\":\"Product Viewed\",\"messageId\":\"e%d\","
                  + "\"anonymousId\":\"a%d\",\"properties\":{\"product_id\":\"p%d\"},"
                  + "\"receivedAt\":\"2026-01-0%dT22:30:00Z\"}")
              .formatted(i, i % 7, i % 5, 1 + i % 5));
    }
    return events;
  }

  private static List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      lines.add(
          "o%d,p%d,2026-01-0%dT10:00:00Z,%d.50,%s,"
              .formatted(i / 4, i, 1 + i / 4 % 5, i, i % 2 == 0 ? "paid" : "shipped"));
    }
    return lines;
  }

  private static Landfall landing() {
    return new Landfall()
        .source("web", Entity.EVENTS, Format.SEGMENT, Map.of())
        .source("till", Entity.ORDERS, Format.CSV, Map.of())
        .with("till", source -> source.saying(LinesOfOrder.PIECES));
  }

  private static void land(Landfall landing, String name, List<String> events, List<String> lines) {
    landing.gz("web/2026-01-05/" + name + ".gz", events.toArray(String[]::new));
    List<String> file = new ArrayList<>(List.of(HEADER));
    file.addAll(lines);
    landing.put("till/" + name + ".csv", file.toArray(String[]::new));
  }

  private static List<List<String>> tables(TestLake lake) {
    List<List<String>> tables = new ArrayList<>();
    for (Table table : List.of(Bronze.EVENTS, Bronze.ORDERS, Bronze.ORDER_ITEMS)) {
      List<String> columns =
          new ArrayList<>(table.columnNames().stream().filter(c -> !c.startsWith("_")).toList());
      columns.addAll(List.of("_row_hash", "_effective_date", "_source"));
      tables.add(lake.rows(table, columns.toArray(String[]::new)));
    }
    return tables;
  }

  @Test
  void endsInTheSameRowsLateTwiceSplitAndShuffled() {
    TestLake inTime = TestLake.empty();
    Landfall once = landing();
    land(once, "all", events(), lines());
    inTime.run(once.job(), "2026-01-08");

    TestLake astray = TestLake.empty();
    Landfall pieces = landing();
    List<String> events = new ArrayList<>(events());
    List<String> lines = new ArrayList<>(lines());
    Collections.shuffle(events, new Random(7));
    Collections.shuffle(lines, new Random(8));
    land(pieces, "z", events.subList(20, 60), lines.subList(0, 15));
    land(pieces, "m", events.subList(30, 50), lines.subList(10, 20));
    astray.run(pieces.job(), "2026-01-06");
    land(pieces, "late", events.subList(0, 25), lines.subList(12, 40));
    astray.run(pieces.job(), "2026-01-08");

    assertEquals(tables(inTime), tables(astray));
    assertEquals(60, tables(astray).get(0).size());
    assertEquals(10, tables(astray).get(1).size());
    assertEquals(40, tables(astray).get(2).size());
  }
}
