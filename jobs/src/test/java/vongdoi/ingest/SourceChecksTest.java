package vongdoi.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vongdoi.common.catalog.Bronze;
import vongdoi.common.catalog.Gold;
import vongdoi.common.job.GateRefusal;
import vongdoi.common.job.TestLake;
import vongdoi.common.table.Audit.Finding;
import vongdoi.ingest.source.Entity;
import vongdoi.ingest.source.Format;
import vongdoi.ingest.source.SourceQuality;
import vongdoi.ingest.source.SourceQuality.RowRule;
import vongdoi.ingest.source.SourceQuality.Volume;

/** What the deliveries of a source are held against. */
class SourceChecksTest {
  private static final SourceQuality NOTHING =
      new SourceQuality(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Map.of(),
          Map.of(),
          Optional.empty(),
          Map.of(),
          Optional.empty(),
          Optional.empty());

  private final Landfall landing = new Landfall();
  private final TestLake lake = TestLake.empty();

  @BeforeEach
  void twoSources() {
    landing
        .source("shop", Entity.ORDERS, Format.CSV, Map.of())
        .source("catalog", Entity.PRODUCTS, Format.CSV, Map.of())
        .put("catalog/a.csv", "product_id,name", "p1,Mug")
        .put("shop/readme.txt.gz", Landfall.packed());
  }

  private void expect(SourceQuality quality) {
    landing.with("shop", source -> source.heldAgainst(quality));
  }

  private static SourceQuality rows(List<String> stop, LocalDate accepted) {
    return new SourceQuality(
        Optional.empty(),
        Optional.empty(),
        Optional.of(0.1),
        Map.of("email", 0.5, "phone", 0.2),
        Map.of("status", List.of("paid", "Shipped")),
        Optional.of(List.of("note")),
        Map.of("positive", new RowRule("total_amount > 0", 0.75)),
        Optional.of(stop),
        Optional.ofNullable(accepted));
  }

  private static SourceQuality overTime(Integer days, Volume volume, String... stop) {
    return new SourceQuality(
        Optional.ofNullable(days),
        Optional.ofNullable(volume),
        Optional.empty(),
        Map.of(),
        Map.of(),
        Optional.empty(),
        Map.of(),
        Optional.of(List.of(stop)),
        Optional.empty());
  }

  private void orders(String file, int count) {
    landing.put(
        "shop/" + file + ".csv",
        "order_id,ordered_at,email,total_amount",
        IntStream.range(0, count)
            .mapToObj(i -> "%s-%d,2026-01-05T03:00:00Z,a%d@example.com,5".formatted(file, i, i))
            .collect(Collectors.joining("\n")));
  }

  private List<String> red() {
    return lake
        .warehouse()
        .log(Bronze.LANDED_FILES)
        .lastStamped()
        .orElseThrow()
        .stamp()
        .audits()
        .stream()
        .filter(f -> !f.passed())
        .map(f -> "%s %s %s: %s".formatted(f.about(), f.severity().word(), f.check(), f.reason()))
        .toList();
  }

  private void badDelivery() {
    landing.put(
        "shop/a.csv",
        "order_id,ordered_at,email,status,total_amount,note,secret",
        "o1,2026-01-04T03:00:00Z,a@example.com,PAID,1,x,",
        "o2,2026-01-04T03:00:00Z,,shipped,2,x,7",
        "o3,2026-01-04T03:00:00Z,,lost,0,x,",
        "o4,never,,paid,0,x,");
  }

  @Test
  void rowsAreHeldAgainstTheirSourceAndWarningsLeaveThemIn() {
    expect(rows(List.of(), null));
    badDelivery();
    lake.run(landing.job(), "2026-01-05");
    assertEquals(
        List.of(
            "bronze.orders warn shop.quarantined: 1 of 4 rows were set aside",
            "bronze.orders warn shop.complete.email: 2 of 3 rows break it",
            "bronze.orders warn shop.complete.phone: 3 of 3 rows break it",
            "bronze.orders warn shop.words.status: 1 of 3 rows break it",
            "bronze.orders warn shop.columns: 1 of 3 rows break it",
            "bronze.orders warn shop.rules.positive: 1 of 3 rows break it"),
        red());
    assertEquals(3, lake.read(Bronze.ORDERS).count());
  }

  @Test
  void aStopKeepsTheSourceOutsideUntilItIsMendedAndTakesTheOthersIn() {
    expect(rows(List.of("rules.positive"), null));
    badDelivery();
    GateRefusal refused =
        assertThrows(GateRefusal.class, () -> lake.run(landing.job(), "2026-01-05"));
    assertTrue(
        refused
            .getMessage()
            .startsWith(
                "Cannot take in shop on 2026-01-05: shop.rules.positive (1 of 3 rows break it)."),
        refused.getMessage());
    assertEquals(List.of("{\"product_id\":\"p1\"}"), lake.rows(Bronze.PRODUCTS, "product_id"));
    assertEquals(0, lake.read(Bronze.ORDERS).count());
    assertEquals(0, lake.read(Bronze.QUARANTINE).count());
    assertEquals(List.of("{\"source\":\"catalog\"}"), lake.rows(Bronze.LANDED_FILES, "source"));
    assertEquals(
        List.of(
            "{\"table\":\"bronze.orders\",\"severity\":\"stop\",\"passed\":false,\"value\":1.0}"),
        TestLake.rows(
            lake.read(Gold.TABLE_QUALITY).where("check = 'shop.rules.positive'"),
            "table",
            "severity",
            "passed",
            "value"));
    landing.put(
        "shop/a.csv",
        "order_id,ordered_at,email,phone,status,total_amount",
        "o1,2026-01-04T03:00:00Z,a@example.com,0912345678,paid,1");
    lake.run(landing.job(), "2026-01-06");
    assertEquals(List.of("{\"order_id\":\"o1\"}"), lake.rows(Bronze.ORDERS, "order_id"));
    assertEquals(List.of(), red());
  }

  @Test
  void whatWasAcceptedForARunDateIsTakenIn() {
    expect(rows(List.of("rules.positive"), LocalDate.of(2026, 1, 5)));
    badDelivery();
    lake.run(landing.job(), "2026-01-05");
    assertEquals(3, lake.read(Bronze.ORDERS).count());
    assertTrue(red().contains("bronze.orders stop shop.rules.positive: 1 of 3 rows break it"));
  }

  @Test
  void theVolumeOfADayIsHeldAgainstTheMedianOfTheSameWeekday() {
    expect(overTime(null, new Volume(0.5, 2)));
    for (int week = 4; week >= 1; week--) {
      String day = LocalDate.of(2026, 1, 30).minusDays(7L * week).toString();
      orders("w" + week, week == 3 ? 100 : 10);
      lake.run(landing.job(), day);
    }
    assertEquals(List.of(), red());
    orders("other", 50);
    lake.run(landing.job(), "2026-01-24");
    assertEquals(List.of(), red(), "a Saturday is held against no Friday");
    orders("few", 4);
    lake.run(landing.job(), "2026-01-30");
    assertEquals(
        List.of("bronze.orders warn shop.volume: 4 rows, 10 on such a weekday as a rule"), red());
    orders("late", 4);
    lake.run(landing.job(), "2026-01-30");
    assertEquals(List.of(), red(), "what came earlier on the day counts");
  }

  @Test
  void aSourceThatHasGoneSilentIsToldOnADayWithoutFilesAndMayStop() {
    expect(overTime(2, null));
    orders("a", 1);
    lake.run(landing.job(), "2026-01-05");
    lake.run(landing.job(), "2026-01-07");
    assertFalse(lake.warehouse().version(Gold.TABLE_QUALITY) >= 0, "two days are usual");
    lake.run(landing.job(), "2026-01-08");
    assertEquals(
        List.of(
            "{\"run_date\":\"2026-01-08\",\"table\":\"bronze.orders\",\"check\":\"shop.freshness\",\"severity\":\"warn\",\"passed\":false,\"value\":3.0,\"reason\":\"nothing"
                + " has come for 3 days, at most 2 are usual\"}"),
        lake.rows(Gold.TABLE_QUALITY));
    expect(overTime(2, null, "freshness"));
    assertThrows(GateRefusal.class, () -> lake.run(landing.job(), "2026-01-09"));
  }

  @Test
  void withinADayItsVolumeAndFreshnessAreNotJudged() {
    expect(overTime(1, new Volume(0.9, 1.1), "freshness", "volume"));
    for (String day : List.of("2026-01-05", "2026-01-12", "2026-01-19")) {
      orders(day, 10);
      lake.run(landing.job(), day);
    }
    orders("morning", 1);
    lake.run(landing.job(), "2026-01-26", "10:20");
    assertEquals(31, lake.read(Bronze.ORDERS).count());
  }

  @Test
  void orderLinesAreHeldAgainstTheirSource() {
    expect(
        new SourceQuality(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Map.of("email", 1.0),
            Map.of(),
            Optional.empty(),
            Map.of("pieces", new RowRule("quantity between 1 and 9", 1)),
            Optional.of(List.of("rules.pieces")),
            Optional.empty()));
    landing.put(
        "shop/lines.csv",
        "order_id,ordered_at,email,product_id,quantity",
        "o1,2026-01-04T03:00:00Z,a@example.com,p1,2",
        "o1,2026-01-04T03:00:00Z,a@example.com,p2,12");
    GateRefusal refused =
        assertThrows(GateRefusal.class, () -> lake.run(landing.job(), "2026-01-05"));
    assertEquals(
        List.of("shop.rules.pieces"), refused.findings().stream().map(Finding::check).toList());
    assertEquals(0, lake.read(Bronze.ORDER_ITEMS).count());
  }

  @Test
  void aSourceWithoutExpectationsCostsNothing() {
    orders("a", 3);
    long plain = lake.run(landing.job(), "2026-01-05").cost().queries();
    TestLake other = TestLake.empty();
    expect(rows(List.of(), null));
    assertEquals(plain, other.run(landing.job(), "2026-01-05").cost().queries());
    expect(NOTHING);
    assertEquals(plain, TestLake.empty().run(landing.job(), "2026-01-05").cost().queries());
  }
}
