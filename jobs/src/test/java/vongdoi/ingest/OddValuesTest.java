package vongdoi.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vongdoi.common.catalog.Bronze;
import vongdoi.common.job.TestLake;
import vongdoi.common.spark.LocalSpark;
import vongdoi.ingest.source.Entity;
import vongdoi.ingest.source.Format;

/** Values as sheets, data frames, gateways and people write them, through the whole ingest. */
class OddValuesTest {
  private static final Landfall LANDING = new Landfall();
  private static final TestLake LAKE = TestLake.empty();

  @BeforeAll
  static void land() throws IOException {
    LANDING
        .source("crm", Entity.CUSTOMERS, Format.JSON, Map.of())
        .source("pays", Entity.PAYMENTS, Format.CSV, Map.of())
        .source("frames", Entity.ORDERS, Format.PARQUET, Map.of("channel", "tags[0]"))
        .source("web", Entity.EVENTS, Format.SEGMENT, Map.of());
    LANDING
        .put(
            "crm/a.json",
            "{\"record_id\":17850.0,\"phone\":9.1234567E8,\"email\":\"Lê An <an.le@example.com>\"}",
            "{\"record_id\":\"K2\u200b\",\"phone\":\"0912345678 / 0987654321\",\"email\":\"a@x.vn; b@x.vn\"}",
            "{\"record_id\":\"NaN\",\"phone\":\"0912345678\"}",
            "{\"record_id\":\"5.77E+17\"}",
            "{\"record_id\":\"K5\",\"birth_date\":\"33005\",\"user_id\":\"[object Object]\"}")
        .put(
            "pays/a.csv",
            "payment_id,status,amount,currency,created_at,paid_at",
            "p1,paid,150.000,,20260105101112,0000-00-00 00:00:00",
            "p2,paid,\"1,250.50\",USD,05/01/2026 10:11,46027.42444444445",
            "p3,paid,$12,,2026-01-05,",
            "p4,paid,5,,2026-5,",
            "p5,paid,5,,2612-01-05,",
            "p6,paid,5,,2026-01-05 or so,")
        .put(
            "web/a.json",
            "{\"type\":\"track\",\"event\":\"Completed Order\",\"messageId\":\"m1\",\"userId\":\"undefined\",\"anonymousId\":\"a1\",\"originalTimestamp\":\"2019-05-01T00:00:00Z\",\"sentAt\":\"0001-01-01T00:00:00Z\",\"receivedAt\":\"2026-01-05T00:00:00Z\",\"timestamp\":\"2026-01-05T00:00:00Z\",\"properties\":{\"orderId\":\"o9\",\"email\":\"friend@example.com\",\"products\":[{\"id\":\"7\",\"sku\":\"s\"}]}}",
            "{\"type\":\"identify\",\"messageId\":\"m2\",\"userId\":\"u1\",\"sentAt\":\"\",\"timestamp\":\"2026-01-05T00:00:00Z\",\"traits\":{\"email\":\"an@example.com\"}}");
    frame(
        "a",
        "'o1' as order_id, cast(17850 as double) as record_id, 1.5e0 as total_amount,"
            + " array('web', 'app') as tags, map('a', 1) as more");
    frame(
        "b",
        "'o2' as order_id, double('NaN') as record_id, cast(2 as decimal(30,12)) as total_amount,"
            + " array('web') as tags, null as more");
    frame(
        "c", "'o3' as order_id, cast(9007199254740994 as double) as record_id, array('x') as tags");
    frame("d", "'o4' as order_id, 'K1' as record_id");
    ofPandas(
        "f",
        "required int64 ordered_at (TIMESTAMP(NANOS,true)); required int64 updated_at (TIMESTAMP(NANOS,false))",
        row ->
            row.append("ordered_at", 1767582672_345678912L)
                .append("updated_at", 1767607872_000000001L));
    ofPandas(
        "g",
        "required int64 ordered_at (TIMESTAMP(MILLIS,true)); required fixed_len_byte_array(2) score (FLOAT16)",
        row ->
            row.append("ordered_at", 1767582672_345L)
                .append("score", Binary.fromConstantByteArray(new byte[2])));
    torn("e", "concat('o5-', id) as order_id, array(repeat(md5(cast(id as string)), 50)) as tags");
    LAKE.run(LANDING.job(), "2026-01-06");
  }

  private static void frame(String folder, String columns) {
    LocalSpark.session()
        .sql("select " + columns + ", timestamp'2026-01-04 20:00:00' as ordered_at")
        .coalesce(1)
        .write()
        .parquet(LANDING.root.resolve("frames/" + folder).toString());
  }

  /** A file of one order with columns that Spark does not write. */
  private static void ofPandas(String folder, String columns, UnaryOperator<Group> filled)
      throws IOException {
    MessageType type =
        MessageTypeParser.parseMessageType(
            "message m { required binary order_id (UTF8); required group tags (LIST) { repeated"
                + " group list { required binary element (UTF8); } } "
                + columns
                + "; }");
    Path at =
        Files.createDirectories(LANDING.root.resolve("frames/" + folder)).resolve("p.parquet");
    try (ParquetWriter<Group> writer =
        ExampleParquetWriter.builder(new LocalOutputFile(at)).withType(type).build()) {
      Group row = new SimpleGroup(type).append("order_id", "pandas-" + folder);
      row.addGroup("tags").addGroup("list").append("element", "web");
      writer.write(filled.apply(row));
    }
  }

  /** A file whose footer is sound and whose pages are not. */
  private static void torn(String folder, String columns) throws IOException {
    Path at = LANDING.root.resolve("frames/" + folder);
    LocalSpark.session()
        .sql("select " + columns + ", timestamp'2026-01-04 20:00:00' as ordered_at from range(500)")
        .coalesce(1)
        .write()
        .parquet(at.toString());
    try (Stream<Path> files = Files.list(at)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".parquet")).toList()) {
        byte[] bytes = Files.readAllBytes(file);
        Arrays.fill(bytes, 4, bytes.length / 2, (byte) 0);
        Files.write(file, bytes);
      }
    }
  }

  private static List<String> reasons(String source) {
    return LAKE
        .read(Bronze.QUARANTINE)
        .where("source = '" + source + "'")
        .selectExpr("concat_ws(' ', position, reason)")
        .collectAsList()
        .stream()
        .map(r -> r.getString(0))
        .sorted()
        .toList();
  }

  @Test
  void idsAndContactsAreThoseThatAreMeant() {
    assertEquals(
        List.of(
            "{\"record_id\":\"17850\",\"phone\":\"912345670\",\"email\":\"an.le@example.com\"}",
            "{\"record_id\":\"K2\",\"phone\":\"0912345678\",\"email\":\"a@x.vn\","
                + "\"extra\":\"{\\\"further_emails\\\":[\\\"b@x.vn\\\"],"
                + "\\\"further_phones\\\":[\\\"0987654321\\\"]}\"}",
            "{\"record_id\":\"K5\",\"birth_date\":\"1990-05-12\"}"),
        LAKE.rows(
            Bronze.CUSTOMERS, "record_id", "phone", "email", "birth_date", "user_id", "extra"));
    assertEquals(
        List.of(
            "3 record_id is missing",
            "4 record_id cannot be read: a spreadsheet has shortened it and its last digits are"
                + " lost: export the column as text"),
        reasons("crm"));
  }

  @Test
  void amountsAndTimesAreReadAsTheirPeopleWriteThem() {
    assertEquals(
        List.of(
            "{\"payment_id\":\"p1\",\"amount\":150000.00,\"created_at\":\"2026-01-05T03:11:12.000Z\"}",
            "{\"payment_id\":\"p2\",\"amount\":1250.50,\"created_at\":\"2026-01-05T03:11:00.000Z\","
                + "\"paid_at\":\"2026-01-05T03:11:12.000Z\"}"),
        LAKE.rows(Bronze.PAYMENTS, "payment_id", "amount", "created_at", "paid_at"));
    String unknown =
        "created_at cannot be read: it is no time of a known form: map it with"
            + " to_timestamp(<raw column>, '<pattern>')";
    assertEquals(
        List.of(
            "4 amount cannot be read: it is written in another currency than VND: map the column"
                + " currency, or set the source's currency",
            "5 " + unknown,
            "6 created_at cannot be read: it lies outside the years 1980 to 2100"
                + " (ingest.plausible-years): map what it means",
            "7 " + unknown),
        reasons("pays"));
  }

  @Test
  void oneOddColumnarFileIsSetAsideAlone() {
    assertEquals(
        List.of(
            "{\"order_id\":\"o1\",\"record_id\":\"17850\",\"total_amount\":1.50,\"channel\":\"web\","
                + "\"extra\":\"{\\\"more\\\":{\\\"a\\\":1}}\"}",
            "{\"order_id\":\"o2\",\"total_amount\":2.00,\"channel\":\"web\"}",
            "{\"order_id\":\"pandas-f\",\"channel\":\"web\"}"),
        LAKE.rows(Bronze.ORDERS, "order_id", "record_id", "total_amount", "channel", "extra"));
    assertEquals(
        List.of(
            "1 record_id cannot be read: a value of type DOUBLE does not fit",
            "sources.frames.columns.channel does not fit the file's columns, though it fits other"
                + " files'",
            "the file cannot be read: a column's type or name is none that Spark knows"
                + " ([PARQUET_TYPE_ILLEGAL] Illegal Parquet type: FIXED_LEN_BYTE_ARRAY (FLOAT16)."
                + " SQLSTATE: 42846)",
            "the file is damaged: its rows cannot be read"),
        reasons("frames"));
    assertEquals(
        List.of(
            "{\"ordered_at\":\"2026-01-05T03:11:12.345Z\",\"updated_at\":\"2026-01-05T03:11:12.000Z\"}"),
        TestLake.rows(
            LAKE.read(Bronze.ORDERS).where("order_id = 'pandas-f'"), "ordered_at", "updated_at"));
  }

  @Test
  void eventsOfOlderNamesAndHistoryAreDatedAndIdentifiedRight() {
    assertEquals(
        List.of(
            "{\"event_id\":\"m1\",\"anonymous_id\":\"a1\",\"order_id\":\"o9\","
                + "\"products\":[{\"product_id\":\"7\"}],\"occurred_at\":\"2019-05-01T00:00:00.000Z\"}",
            "{\"event_id\":\"m2\",\"user_id\":\"u1\",\"email\":\"an@example.com\","
                + "\"occurred_at\":\"2026-01-05T00:00:00.000Z\"}"),
        LAKE.rows(
            Bronze.EVENTS,
            "event_id",
            "user_id",
            "anonymous_id",
            "email",
            "order_id",
            "products",
            "occurred_at"));
  }

  @Test
  void aSampleSaysOfEachValueWhatBecomesOfIt() {
    SourceSample.Sample sample = LANDING.sample().of("pays", 10);
    assertEquals(6, sample.rows().size());
    assertEquals(
        new SourceSample.Cell("150.000", "150000.00", null),
        sample.rows().get(0).cells().get("amount"));
    assertTrue(sample.rows().get(0).cells().get("paid_at").isEmpty());
    assertTrue(sample.rows().get(3).cells().get("created_at").isRefused());
    assertTrue(sample.rawColumns().contains("paid_at"));
  }
}
