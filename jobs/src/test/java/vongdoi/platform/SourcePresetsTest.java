package vongdoi.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import vongdoi.common.catalog.Bronze;
import vongdoi.common.job.TestLake;
import vongdoi.common.table.Table;
import vongdoi.ingest.IngestSources;

/** Every preset of conf/sources takes in a made-up file of the public format, whole and right. */
class SourcePresetsTest {
  private static final Path ROOT = Path.of(System.getProperty("vongdoi.root", ".."));
  private static final Path PRESETS = ROOT.resolve("conf/sources");
  private static final Path SAMPLES = ROOT.resolve("jobs/src/test/resources/samples");
  private static final TestLake LAKE = TestLake.empty();

  /**
   * What a preset makes of its sample.
   *
   * @param rows of the file that are not filtered out
   * @param columns SQL over the table, joined by bars
   */
  record Expected(String preset, int rows, Table table, String columns, List<String> values) {
    @Override
    public String toString() {
      return preset;
    }
  }

  private static Expected expected(
      String preset, int rows, Table table, String columns, String... values) {
    return new Expected(preset, rows, table, columns, List.of(values));
  }

  static List<Expected> presets() {
    String order =
        "order_id, total_amount, status, channel, time(ordered_at), record_id, email, phone";
    String payment =
        "payment_id, order_id, method, status, decline_code, amount, currency, time(created_at),"
            + " time(paid_at)";
    String consent = "consent_id, email, phone, channel, status, time(given_at)";
    String event =
        "event_id, event_type, event_name, anonymous_id, user_id, time(occurred_at), order_id,"
            + " value_amount, to_json(products)";
    String customer =
        "record_id, family_name, given_name, email, phone, city, postcode, country, company";
    return List.of(
        expected(
            "shopify-orders",
            3,
            Bronze.ORDERS,
            order + ", coupon, currency",
            "#1001|380000.00|completed|web|2026-01-05 02:15:00||mai.do@example.com|+84912345101|TET10|VND",
            "#1002|160000.00|cancelled|store|2026-01-05 03:00:00||tu.bui@example.com|+84912345102||VND"),
        expected(
            "shopify-customers",
            2,
            Bronze.CUSTOMERS,
            customer,
            "7100000000001|Đỗ|Mai|mai.do@example.com|+84912345101|Huế|530000|VN|",
            "7100000000002|Bùi|Tú|tu.bui@example.com|+84912345102|Đà Nẵng||VN|"),
        expected(
            "woocommerce-orders",
            3,
            Bronze.ORDERS,
            order + ", refund_amount, coupon, time(updated_at)",
            "727|245000.00|paid|web|2026-01-05 02:15:00|26|hoa.ly@example.com|0912 345 103|0.00|tet10|2026-01-06 02:15:00",
            "728|245000.00|completed|web|2026-01-05 02:15:00||son.ha@example.com|0912 345 104|50000.00||2026-01-06 02:15:00",
            "729|245000.00|cancelled|web|2026-01-05 02:15:00||||0.00||2026-01-06 02:15:00"),
        expected(
            "adobe-commerce-orders",
            3,
            Bronze.ORDERS,
            order + ", discount_amount, refund_amount, currency",
            "000000011|29.00|completed|web|2026-01-05 10:11:12|7|ann.lee@example.com|617-555-0141|2.50||USD",
            "000000012|29.00|refunded|web|2026-01-05 10:11:12||bob.ray@example.com|617-555-0141|0.00|29.00|USD",
            "000000013|29.00|cancelled|web|2026-01-05 10:11:12|8|cy.poe@example.com|617-555-0141|0.00||USD"),
        expected(
            "bigcommerce-orders",
            2,
            Bronze.ORDERS,
            order + ", discount_amount, time(updated_at)",
            "100|43.50|paid|web|2026-01-05 14:21:24|11|dee.fox@example.com|512-555-0142|3.00|2026-01-06 08:00:00",
            "101|43.50|cancelled|web|2026-01-05 14:21:24||eli.orr@example.com|512-555-0142|3.00|2026-01-06 08:00:00"),
        expected(
            "haravan-orders",
            3,
            Bronze.ORDERS,
            order + ", coupon",
            "1256000001|245000.00|completed|web|2026-01-05 02:15:00|1036000001|son.ha@example.com|0912345105|TET10",
            "1256000002|245000.00|pending|store|2026-01-05 02:15:00|1036000001|son.ha@example.com|0912345105|TET10",
            "1256000003|245000.00|cancelled|web|2026-01-05 02:15:00|1036000001|son.ha@example.com|0912345105|TET10"),
        expected(
            "sapo-orders",
            3,
            Bronze.ORDERS,
            order,
            "41|185000.00|paid|web|2026-01-05 02:15:00|207119551|lan.ngo@example.com|0912345106",
            "42|185000.00|refunded|web|2026-01-05 02:15:00|207119551|lan.ngo@example.com|0912345106",
            "43|185000.00|cancelled|web|2026-01-05 02:15:00|207119551|lan.ngo@example.com|0912345106"),
        expected(
            "kiotviet-invoices",
            2,
            Bronze.ORDERS,
            order + ", store",
            "HD000101|150000.00|completed|store|2026-01-05 03:11:12|KH000009|||Chi nhánh trung tâm",
            "HD000102|150000.00|cancelled|Facebook|2026-01-05 03:11:12|||0912345107|Chi nhánh trung tâm"),
        expected(
            "shopee-orders",
            3,
            Bronze.ORDERS,
            order,
            "260105AAAA0001|380000.00|completed|marketplace|2026-01-05 03:11:00|minh.vu||",
            "260105AAAA0002|220000.00|cancelled|marketplace|2026-01-05 03:11:00|khanh.le||"),
        expected(
            "lazada-orders",
            3,
            Bronze.ORDERS,
            order + ", discount_amount",
            "440000000001|180000.00|completed|marketplace|2026-01-05 03:11:00||||20000.00",
            "440000000002|70000.00|cancelled|marketplace|2026-01-05 03:11:00||||0.00"),
        expected(
            "tiktok-shop-orders",
            3,
            Bronze.ORDERS,
            order + ", discount_amount",
            "577000000000000101|250000.00|completed|marketplace|2026-01-05 03:11:12|mai|||20000.00",
            "577000000000000102|90000.00|cancelled|marketplace|2026-01-05 03:11:12|tu|||10000.00"),
        expected(
            "amazon-orders",
            3,
            Bronze.ORDER_ITEMS,
            "order_id, product_id, quantity, line_amount, currency, time(ordered_at)",
            "111-0000001-0000001|FR-8|2.0|35.98|USD|2026-01-05 10:11:12",
            "111-0000001-0000001|MUG-1|1.0|12.50|USD|2026-01-05 10:11:12",
            "111-0000002-0000002|MUG-1|0.0||USD|2026-01-05 10:11:12"),
        expected(
            "stripe-payments",
            3,
            Bronze.PAYMENTS,
            payment,
            "ch_madeup1|000000011|card|paid||29.00|USD|2026-01-05 10:21:12|2026-01-05 10:21:12",
            "ch_madeup2|728|card|refunded||245000.00|VND|2026-01-05 10:21:12|2026-01-05 10:21:12",
            "ch_madeup3||card|failed|insufficient_funds|29.00|USD|2026-01-05 10:21:12|"),
        expected(
            "vnpay-payments",
            3,
            Bronze.PAYMENTS,
            payment,
            "14300001|DH-7001|vnpay|paid||350000.00|VND|2026-01-05 03:11:12|2026-01-05 03:11:12",
            "txn-DH-7002|DH-7002|vnpay|failed|24|99000.00|VND|2026-01-05 03:11:12|",
            "txn-DH-7003|DH-7003|vnpay|expired|11|99000.00|VND|2026-01-05 03:11:12|"),
        expected(
            "momo-payments",
            3,
            Bronze.PAYMENTS,
            payment,
            "2588659987|DH-8001|momo|paid||350000.00|VND|2026-01-05 03:11:12|2026-01-05 03:11:12",
            "rq-DH-8002|DH-8002|momo|failed|1006|99000.00|VND|2026-01-05 03:11:12|",
            "rq-DH-8003|DH-8003|momo|expired|1005|99000.00|VND|2026-01-05 03:11:12|"),
        expected(
            "hubspot-contacts",
            2,
            Bronze.CUSTOMERS,
            customer,
            "5101|Perrin|Gaëlle|gaelle.perrin@example.com|+33 6 11 22 33 44|Annecy|74000|FR|Fromagerie Perrin, SA",
            "5102|Girard|Paul|paul.girard@example.com|||||Atelier Girard"),
        expected(
            "salesforce-contacts",
            2,
            Bronze.CUSTOMERS,
            customer + ", birth_date, time(updated_at)",
            "003MADEUP0000001AA|Ray|Bob|bob.ray@example.com|(617) 555-0151|Boston|02139|US||1985-04-25|2026-01-05 10:11:12",
            "003MADEUP0000003AA|Poe|Cy|cy.poe@example.com|(617) 555-0152||||||2026-01-05 10:13:12"),
        expected(
            "klaviyo-email-consents",
            2,
            Bronze.CONSENTS,
            consent,
            "01MADEUP1-email-SUBSCRIBED-2026-01-05T03:11:12+00:00|mai.do@example.com|+84912345101|email|granted|2026-01-05 03:11:12",
            "01MADEUP2-email-UNSUBSCRIBED-2026-01-05T03:11:12+00:00|tu.bui@example.com|+84912345102|email|withdrawn|2026-01-05 03:11:12"),
        expected(
            "klaviyo-sms-consents",
            2,
            Bronze.CONSENTS,
            consent,
            "01MADEUP2-sms-SUBSCRIBED-2026-01-04T03:11:12+00:00|tu.bui@example.com|+84912345102|sms|granted|2026-01-04 03:11:12",
            "01MADEUP3-sms-UNSUBSCRIBED-2026-01-04T03:11:12+00:00||+84912345103|sms|withdrawn|2026-01-04 03:11:12"),
        expected(
            "mailchimp-subscribed",
            2,
            Bronze.CONSENTS,
            consent,
            "90000001-granted-2026-01-05 10:13:00|ann.lee@example.com||email|granted|2026-01-05 10:13:00",
            "90000002-granted-2026-01-05 11:13:00|dee.fox@example.com||email|granted|2026-01-05 11:13:00"),
        expected(
            "mailchimp-unsubscribed",
            1,
            Bronze.CONSENTS,
            consent,
            "90000003-withdrawn-2026-01-05 12:00:00|eli.orr@example.com||email|withdrawn|2026-01-05 12:00:00"),
        expected(
            "segment-events",
            3,
            Bronze.EVENTS,
            event + ", email",
            "ajs-1|page|Home|a-1||2026-01-05 03:00:00||||",
            "ajs-2|identify||a-1|u-1|2026-01-05 03:00:00||||mai.do@example.com",
            "ajs-3|track|Order Completed|a-1|u-1|2026-01-05 03:00:00|#1001|380000.00|"
                + "[{\"product_id\":\"TEA-1\",\"quantity\":2.0,\"price_amount\":120000.00}]|"),
        expected(
            "rudderstack-events",
            3,
            Bronze.EVENTS,
            event + ", email",
            "rs-1|page|Home|a-1||2026-01-05 03:00:00||||",
            "rs-2|identify||a-1|u-1|2026-01-05 03:00:00||||mai.do@example.com",
            "rs-3|track|Order Completed|a-1|u-1|2026-01-05 03:00:00|#1001|380000.00|"
                + "[{\"product_id\":\"TEA-1\",\"quantity\":2.0,\"price_amount\":120000.00}]|"),
        expected(
            "snowplow-events",
            4,
            Bronze.EVENTS,
            event + ", campaign_source",
            "e-0001|page|Trà \"sen\"|d-1||2026-01-05 03:00:00||||zalo",
            "e-0003|track|Product Added|d-1||2026-01-05 03:00:00|||"
                + "[{\"product_id\":\"TEA-1\",\"quantity\":2.0,\"price_amount\":120000.00}]|",
            "e-0004|track|Order Completed|d-1|u-1|2026-01-05 03:00:00|#1001|380000.00|"
                + "[{\"product_id\":\"TEA-1\",\"quantity\":2.0,\"price_amount\":120000.00},"
                + "{\"product_id\":\"POT-1\",\"quantity\":1.0,\"price_amount\":160000.00}]|",
            "e-0005|track|play|d-1||2026-01-05 03:00:00||||"),
        expected(
            "ga4-events",
            4,
            Bronze.EVENTS,
            "event_type, event_name, anonymous_id, user_id, time(occurred_at), order_id,"
                + " value_amount, to_json(products), query, page_path, campaign_source",
            "page|Trà sen|123456789.1767571200||2026-01-05 03:00:00|||[]||/tra-sen|zalo",
            "track|Order Completed|123456789.1767571200|u-1|2026-01-05 03:00:30|#1001|380000.00|"
                + "[{\"product_id\":\"TEA-1\",\"quantity\":2.0,\"price_amount\":120000.00},"
                + "{\"product_id\":\"POT-1\",\"quantity\":1.0,\"price_amount\":160000.00}]|||zalo",
            "track|Product Added|123456789.1767571200||2026-01-05 03:00:20||240000.00|"
                + "[{\"product_id\":\"TEA-1\",\"quantity\":2.0,\"price_amount\":120000.00}]|||zalo",
            "track|Products Searched|123456789.1767571200||2026-01-05 03:00:10|||[]|trà ô long||zalo"));
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(f -> f.getFileName().toString().replaceFirst("\\.[a-z]+$", ""))
          .sorted()
          .toList();
    }
  }

  private static String source(Path sample) {
    String name = sample.getFileName().toString().replaceFirst("\\.[a-z]+$", "");
    return "%s { include \"sources/%<s.conf\", path = \"%s\" }"
        .formatted(name, sample.toAbsolutePath());
  }

  /** All presets at once, included as a user does it. */
  @BeforeAll
  static void takeEverySampleIn() throws IOException {
    List<String> lines = new ArrayList<>(List.of("include \"application.conf\"", "sources {"));
    try (Stream<Path> files = Files.list(SAMPLES)) {
      files.sorted().forEach(f -> lines.add(source(f)));
    }
    lines.add("}");
    Path conf = Files.createTempDirectory(Path.of("target"), "presets").resolve("shop.conf");
    Files.write(conf, lines);
    VongdoiConfig config = ConfigFile.load(conf, Map.of()).settings();
    LAKE.run(new IngestSources(config.ingest(), config.sources(), config.erasure()), "2026-01-10");
  }

  @ParameterizedTest
  @MethodSource("presets")
  void takesItsSampleInWhole(Expected expected) {
    assertEquals(
        List.of("%d=%<d+0+0".formatted(expected.rows())),
        LAKE
            .read(Bronze.LANDED_FILES)
            .where("source = '" + expected.preset() + "'")
            .selectExpr("concat(rows_in, '=', accepted, '+', duplicate, '+', quarantined)")
            .collectAsList()
            .stream()
            .map(r -> r.getString(0))
            .toList(),
        () ->
            String.join(
                "\n",
                TestLake.rows(
                    LAKE.read(Bronze.QUARANTINE).where("source = '" + expected.preset() + "'"),
                    "reason",
                    "position")));
    String cells =
        Arrays.stream(expected.columns().split(", (?![^(]*\\))"))
            .map(
                c -> c.replaceFirst("^time\\((\\w+)\\)$", "date_format($1, 'yyyy-MM-dd HH:mm:ss')"))
            .map(c -> "coalesce(cast(" + c + " as string), '')")
            .collect(Collectors.joining(", ", "concat_ws('|', ", ")"));
    assertEquals(
        expected.values(),
        LAKE
            .read(expected.table())
            .where("_source = '" + expected.preset() + "'")
            .selectExpr(cells)
            .collectAsList()
            .stream()
            .map(r -> r.getString(0))
            .sorted()
            .toList());
  }

  @Test
  void everyPresetHasASampleAndASampleItsPreset() throws IOException {
    List<String> tested = presets().stream().map(Expected::preset).sorted().toList();
    assertEquals(names(PRESETS), tested);
    assertEquals(names(SAMPLES), tested);
  }
}
