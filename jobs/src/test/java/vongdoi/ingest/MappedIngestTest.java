package vongdoi.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vongdoi.common.catalog.Bronze;
import vongdoi.common.job.RunReport;
import vongdoi.common.job.TestLake;
import vongdoi.common.spark.LocalSpark;
import vongdoi.ingest.source.Entity;
import vongdoi.ingest.source.Format;
import vongdoi.ingest.source.LinesOfOrder;
import vongdoi.ingest.source.SourceConfig;

/** CSV, JSON, Parquet and Delta sources with their mappings, in one lake over three days. */
class MappedIngestTest {
  private static final Landfall LANDING = new Landfall();
  private static final TestLake LAKE = TestLake.empty();
  private static RunReport first;

  private static SourceConfig csv(
      Entity entity, String path, String where, Map<String, String> columns) {
    return new SourceConfig(
        entity,
        Format.CSV,
        LANDING.root.resolve(path).toString(),
        Optional.ofNullable(where),
        Map.of("header", "true"),
        columns,
        Optional.empty(),
        Optional.of("UTC"));
  }

  @BeforeAll
  static void landThreeDays() {
    LANDING
        .source(
            "shop",
            csv(
                    Entity.ORDERS,
                    "shop/*.csv",
                    "Quantity > 0",
                    Map.of(
                        "order_id", "InvoiceNo",
                        "ordered_at", "to_timestamp(InvoiceDate, 'M/d/yyyy H:mm')",
                        "record_id", "CustomerID",
                        "product_id", "StockCode",
                        "quantity", "Quantity",
                        "unit_price_amount", "UnitPrice",
                        "updated_at", "Changed"))
                .saying(LinesOfOrder.PIECES))
        .source(
            "crm",
            Entity.CUSTOMERS,
            Format.JSON,
            Map.of(
                "record_id",
                "id",
                "full_name",
                "name",
                "city",
                "address.city",
                "birth_date",
                "to_date(born, 'yyyyMMdd')"))
        .source("tickets", Entity.FEEDBACK, Format.JSON, Map.of())
        .source("pays", Entity.PAYMENTS, Format.PARQUET, Map.of())
        .source("plans", Entity.SUBSCRIPTIONS, Format.DELTA, Map.of("plan", "upper(plan)"));
    List<String> lines = new ArrayList<>();
    lines.add("InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Changed");
    for (int i = 1; i <= 400; i++) {
      lines.add(
          "o%d,p%d,\"Mug, \"\"big\"\"\",2,1/3/2026 18:30,1.25,c%d,".formatted(i / 2, i, i / 8));
    }
    lines.set(100, "o50,p100,Mug,two,1/3/2026 18:30,1.25,c1,");
    lines.set(200, "o100,p200,\"Mug,2,1/3/2026 18:30,1.25,c1,");
    lines.set(300, "o150,p300,Mug,2,31/3/2026 18:30,1.25,c1,");
    lines.set(400, "o200,p400,Mug,2,1/3/2026 18:30");
    lines.set(50, "o25,p50,Mug,-2,1/3/2026 18:30,1.25,c6,");
    LANDING
        .put("shop/a.csv", lines.toArray(String[]::new))
        .put("shop/b.csv", "InvoiceNo,StockCode", "o1,p1")
        .put(
            "crm/day1.json",
            """
            {"id":7,"name":"Nguyễn Văn A","born":"19900228","address":{"city":"Huế","no":5},"vip":true,"tags":["a"]}""",
            "{\"id\":8,\"name\":\" \",\"born\":\"19901345\"}",
            "{\"name\":\"nobody\"}")
        .put(
            "tickets/t.json",
            """
            {"feedback_id":"f1","kind":"nps","score":"9","given_at":"2026-01-04 08:00:00","record_id":"7"}""",
            """
            {"feedback_id":"f2","kind":"nps","score":"NaN","given_at":"2026-01-04 08:00:00"}""",
            """
            {"feedback_id":"f3","kind":"csat","score":4,"given_at":1767513600000}""",
            """
            {"feedback_id":"f4","kind":"csat","score":4,"given_at":"292278994-01-01T00:00:00Z"}""");
    payments("pays/a", "'p1' as payment_id, 'paid' as status, 10.5d as amount");
    payments("pays/b", "'p2' as payment_id, 'paid' as status, 7 as amount, 'x' as note");
    LANDING.put("pays/c.parquet", "PAR1 this is no footer");
    LocalSpark.session()
        .sql("select 's1' as subscription_id, 'gold' as plan, timestamp'2026-01-01' as started_at")
        .write()
        .format("delta")
        .save(LANDING.root.resolve("plans").toString());
    first = LAKE.run(LANDING.job(), "2026-01-05");
    LANDING.put(
        "shop/c.csv",
        "StockCode,InvoiceNo,Quantity,InvoiceDate,UnitPrice,CustomerID,Colour,Changed,Description",
        "p9,o1,3,1/3/2026 18:30,2.00,c0,red,2026-01-06T01:00:00Z,Jug",
        "p4,o2,2,1/3/2026 18:30,1.25,c0,,,\"Mug, \"\"big\"\"\"");
    LocalSpark.session()
        .sql("select 's2' as subscription_id, 'basic' as plan, timestamp'2026-01-02' as started_at")
        .write()
        .format("delta")
        .mode("append")
        .save(LANDING.root.resolve("plans").toString());
    LAKE.run(LANDING.job(), "2026-01-06");
  }

  private static void payments(String folder, String columns) {
    LocalSpark.session()
        .sql("select " + columns + ", timestamp'2026-01-04 20:00:00' as created_at")
        .coalesce(1)
        .write()
        .parquet(LANDING.root.resolve(folder).toString());
  }

  @Test
  void losesNoneOfTheBrokenRowsOfACsv() {
    assertEquals(
        List.of(
            "a.csv 101 the filter cannot be computed: sources.shop.where throws on this row",
            "a.csv 201 a quote is not closed",
            "a.csv 301 ordered_at cannot be read: sources.shop.columns.ordered_at throws on what is there",
            "a.csv 401 5 columns instead of 8",
            "b.csv 0 the header lacks Changed, CustomerID, InvoiceDate, Quantity, UnitPrice"),
        reasons("shop"));
    assertEquals(List.of("a.csv 399=395+0+4", "b.csv 1=0+0+1", "c.csv 2=1+1+0"), files("shop"));
    assertEquals(1L, first.counts().get("filtered"));
  }

  @Test
  void makesOneOrderOfItsLinesWheneverTheyCome() {
    assertEquals(
        List.of(
            "{\"order_id\":\"o1\",\"total_amount\":11.00,\"record_id\":\"c0\","
                + "\"record_source\":\"crm\",\"ordered_at\":\"2026-01-03T18:30:00.000Z\","
                + "\"order_date\":\"2026-01-04\",\"_effective_date\":\"2026-01-06\"}",
            "{\"order_id\":\"o2\",\"total_amount\":5.00,\"record_id\":\"c0\","
                + "\"record_source\":\"crm\",\"ordered_at\":\"2026-01-03T18:30:00.000Z\","
                + "\"order_date\":\"2026-01-04\",\"_effective_date\":\"2026-01-04\"}"),
        TestLake.rows(
            LAKE.read(Bronze.ORDERS).where("order_id in ('o1', 'o2')"),
            "order_id",
            "total_amount",
            "record_id",
            "record_source",
            "ordered_at",
            "order_date",
            "_effective_date"));
    assertEquals(396, LAKE.read(Bronze.ORDER_ITEMS).count());
    assertEquals(LAKE.read(Bronze.ORDERS).count(), LAKE.values(Bronze.ORDERS, "order_id").size());
  }

  @Test
  void keepsUnmappedColumnsInExtra() {
    assertEquals(
        List.of("{\"extra\":\"{\\\"Colour\\\":\\\"red\\\",\\\"Description\\\":\\\"Jug\\\"}\"}"),
        TestLake.rows(
            LAKE.read(Bronze.ORDER_ITEMS)
                .where("product_id = 'p9' and order_id = 'o1' and extra like '%Colour%'"),
            "extra"));
  }

  @Test
  void readsNestedJsonAndQuarantinesWhatDoesNotParse() {
    assertEquals(
        List.of(
            "{\"record_id\":\"7\",\"record_source\":\"crm\",\"full_name\":\"Nguyễn Văn A\","
                + "\"city\":\"Huế\",\"extra\":\"{\\\"tags\\\":[\\\"a\\\"],\\\"vip\\\":true}\"}"),
        TestLake.rows(
            LAKE.read(Bronze.CUSTOMERS).where("record_id = '7'"),
            "record_id",
            "record_source",
            "full_name",
            "city",
            "extra"));
    assertEquals(List.of("day1.json 3 record_id is missing"), reasons("crm"));
  }

  @Test
  void keepsAMistypedDateOfBirthAsItWasTyped() {
    assertEquals(
        List.of(
            "{\"record_id\":\"7\",\"birth_date\":\"1990-02-28\"}",
            "{\"record_id\":\"8\",\"birth_date\":\"1990-13-45\"}"),
        LAKE.rows(Bronze.CUSTOMERS, "record_id", "birth_date"));
  }

  @Test
  void readsTimesInTheBusinessZoneWhereTheyBearNone() {
    assertEquals(
        List.of(
            "{\"feedback_id\":\"f1\",\"score\":9.0,\"given_at\":\"2026-01-04T01:00:00.000Z\","
                + "\"record_source\":\"crm\"}",
            "{\"feedback_id\":\"f3\",\"score\":4.0,\"given_at\":\"2026-01-04T08:00:00.000Z\"}"),
        LAKE.rows(Bronze.FEEDBACK, "feedback_id", "score", "given_at", "record_source"));
    assertEquals(
        List.of(
            "t.json 2 score cannot be read: it is no number",
            "t.json 4 given_at cannot be read: it is no time of a known form: map it with"
                + " to_timestamp(<raw column>, '<pattern>')"),
        reasons("tickets"));
  }

  @Test
  void readsParquetFilesOfDifferentSchemasAndSetsADamagedOneAside() {
    assertEquals(
        List.of(
            "{\"payment_id\":\"p1\",\"amount\":10.50,\"payment_date\":\"2026-01-05\","
                + "\"_position\":1}",
            "{\"payment_id\":\"p2\",\"amount\":7.00,\"payment_date\":\"2026-01-05\","
                + "\"extra\":\"{\\\"note\\\":\\\"x\\\"}\",\"_position\":1}"),
        LAKE.rows(Bronze.PAYMENTS, "payment_id", "amount", "payment_date", "extra", "_position"));
    assertEquals(
        List.of("c.parquet 0 the file is damaged: its footer cannot be read"), reasons("pays"));
  }

  @Test
  void readsOnlyWhatIsNewOfADeltaTable() {
    assertEquals(
        List.of(
            "{\"subscription_id\":\"s1\",\"plan\":\"GOLD\",\"_batch_id\":1}",
            "{\"subscription_id\":\"s2\",\"plan\":\"BASIC\",\"_batch_id\":2}"),
        LAKE.rows(Bronze.SUBSCRIPTIONS, "subscription_id", "plan", "_batch_id"));
  }

  @Test
  void addsUp() {
    assertTrue(
        LAKE.read(Bronze.LANDED_FILES).selectExpr("sum(quarantined)").head().getLong(0)
            == LAKE.read(Bronze.QUARANTINE).count());
  }

  private static List<String> reasons(String source) {
    return LAKE
        .read(Bronze.QUARANTINE)
        .where("source = '" + source + "'")
        .selectExpr(
            "concat_ws(' ', if(file like '%parquet', 'c.parquet', substring_index(file, '/', -1)),"
                + " coalesce(position, 0), reason)")
        .collectAsList()
        .stream()
        .map(r -> r.getString(0))
        .sorted()
        .toList();
  }

  private static List<String> files(String source) {
    return LAKE
        .read(Bronze.LANDED_FILES)
        .where("source = '" + source + "'")
        .selectExpr(
            "concat(substring_index(file, '/', -1), ' ', rows_in, '=', accepted, '+', duplicate,"
                + " '+', quarantined)")
        .collectAsList()
        .stream()
        .map(r -> r.getString(0))
        .sorted()
        .toList();
  }
}
