package vongdoi.generate;

import static org.apache.spark.sql.functions.expr;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import vongdoi.common.spark.LocalSpark;
import vongdoi.generate.files.DailyLanding;
import vongdoi.generate.files.DatedFiles;
import vongdoi.generate.files.LandingFolder;
import vongdoi.generate.shop.ShopParts;
import vongdoi.generate.shop.ShopSettings;

/** Writes one small shop and holds its files against its truth. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ShopGeneratorTest {
  private static final ShopSettings SETTINGS = ShopSettings.of(500, 45, 11);

  private Path folder;
  private SparkSession spark;
  private ShopSummary summary;
  private Path shop;

  @BeforeAll
  void writeShop(@TempDir Path folder) {
    this.folder = folder;
    spark = LocalSpark.session();
    shop = folder.resolve("shop");
    summary = new ShopGenerator(spark, SETTINGS).write(shop.toUri().toString());
  }

  @Test
  void writesTheSameBytesAloneAndInParallel() throws IOException {
    Path again = folder.resolve("again");
    writeInOneThread(again.toUri().toString());
    Map<String, byte[]> parallel = rawFiles(shop);
    Map<String, byte[]> alone = rawFiles(again);
    parallel.keySet().removeIf(name -> name.startsWith("raw/products"));
    assertEquals(parallel.keySet(), alone.keySet());
    for (String name : alone.keySet()) {
      assertArrayEquals(parallel.get(name), alone.get(name), name);
    }
  }

  /** The last part first, and all rows of the dated files through one writer. */
  private void writeInOneThread(String uri) throws IOException {
    var configuration = new SerializableConfiguration(spark.sessionState().newHadoopConf());
    LandingFolder landing = new LandingFolder(uri, configuration);
    List<Row> rows = new ArrayList<>();
    for (int part = ShopParts.count(SETTINGS) - 1; part >= 0; part--) {
      new ShopPart(SETTINGS, landing, part).forEachRemaining(rows::add);
    }
    rows.sort(Comparator.comparing((Row row) -> row.getLong(1)).thenComparing(r -> r.getString(3)));
    new DatedFiles(SETTINGS, landing).write(rows.iterator());
  }

  @Test
  void leavesAFinishedShopAloneAndRefusesAnother() {
    assertEquals(summary, new ShopGenerator(spark, SETTINGS).write(shop.toUri().toString()));
    var other = new ShopGenerator(spark, ShopSettings.of(500, 45, 12));
    assertThrows(IllegalStateException.class, () -> other.write(shop.toUri().toString()));
  }

  @Test
  void aShopOfOneDayHasAFolderForEachOfItsSources() {
    Path young = folder.resolve("young");
    new ShopGenerator(spark, ShopSettings.of(1, 1, 11)).write(young.toUri().toString());
    for (String source :
        List.of(
            "segment-logs/web",
            "orders",
            "order_items",
            "payments",
            "subscriptions",
            "crm",
            "products",
            "feedback",
            "consents")) {
      assertTrue(Files.isDirectory(young.resolve("raw").resolve(source)), source);
    }
  }

  @Test
  void countsEveryLineThatItWrites() throws IOException {
    long events = lines("raw/segment-logs/web").size();
    assertEquals(
        summary.rows().get("events")
            + summary.broken().getOrDefault("events", 0L)
            + summary.duplicateEvents()
            + summary.futureEvents(),
        events);
    for (DailyLanding landing :
        List.of(DailyLanding.ORDERS, DailyLanding.PAYMENTS, DailyLanding.CUSTOMERS)) {
      String name = landing.path("x").split("/")[1];
      long rows = lines("raw/" + name).stream().filter(l -> !l.equals(landing.header())).count();
      assertEquals(
          summary.rows().get(landing.entity())
              + summary.broken().getOrDefault(landing.entity(), 0L),
          rows,
          name);
    }
  }

  @Test
  void keepsAboutTheSetRates() {
    double events = summary.rows().get("events");
    assertEquals(SETTINGS.noise().duplicateRate(), summary.duplicateEvents() / events, 0.004);
    double orders = table("orders").count();
    assertTrue(events / orders > 12 && events / orders < 28, "events per order");
    Row carts = table("carts").selectExpr("avg(CAST(abandoned AS INT))").head();
    assertEquals(0.7, carts.getDouble(0), 0.06);
    Row spend = table("customers").selectExpr("CAST(avg(mean_spend_amount) AS DOUBLE)").head();
    assertEquals(500_000, spend.getDouble(0), 60_000);
  }

  @Test
  void abandonedCartsFollowFromTheRawFiles() {
    Dataset<Row> changes =
        goodEvents()
            .where("event IN ('Product Added', 'Product Removed')")
            .selectExpr(
                "properties.cart_id AS cart_id",
                "to_timestamp(receivedAt) - (to_timestamp(sentAt) - to_timestamp(originalTimestamp))"
                    + " AS changed_at")
            .groupBy("cart_id")
            .agg(Map.of("changed_at", "max"))
            .toDF("cart_id", "changed_at");
    Dataset<Row> bought =
        table("carts")
            .alias("c")
            .join(changes, "cart_id")
            .join(
                table("orders").alias("o"),
                expr(
                    "o.entity_id = c.entity_id AND o.ordered_at BETWEEN changed_at"
                        + " AND changed_at + INTERVAL 1 HOUR"),
                "left_outer")
            .groupBy("cart_id", "abandoned", "last_changed_at", "changed_at")
            .agg(Map.of("order_id", "count"))
            .toDF("cart_id", "abandoned", "last_changed_at", "changed_at", "orders");
    String rule =
        "abandoned = (orders = 0 AND changed_at <= TIMESTAMP '2026-10-31 16:00:00')"
            + " AND last_changed_at = changed_at";
    long carts = table("carts").count();
    assertTrue(carts > 500, "enough carts to mean something");
    assertEquals(carts, changes.count());
    assertEquals(carts, bought.where(rule).count());
  }

  @Test
  void everyRecordOfTheTruthIsInTheRawFiles() throws IOException {
    Set<String> crm =
        lines("raw/crm").stream().map(line -> line.split(",")[0]).collect(Collectors.toSet());
    List<String> truth = Files.readAllLines(shop.resolve("truth/records.csv"));
    assertEquals("source,record_id,entity_id,kind", truth.get(0));
    Set<String> known = new HashSet<>();
    for (String line : truth) {
      String[] parts = line.split(",");
      assertTrue(known.add(parts[0] + parts[1]), "one row a record");
      if (parts[3].equals("customer")) {
        assertTrue(crm.contains(parts[1]), "record without a raw row");
      }
    }
  }

  @Test
  void filesEventsByTheUtcDayOfReceipt() throws IOException {
    for (Path file : files("raw/segment-logs/web")) {
      String day = file.getParent().getFileName().toString();
      for (String line : unzipped(file)) {
        int at = line.indexOf("\"receivedAt\":\"20");
        assertTrue(at < 0 || line.startsWith(day, at + 14) || !line.endsWith("}"), day);
      }
    }
  }

  private Dataset<Row> goodEvents() {
    return spark
        .read()
        .schema(
            "messageId STRING, event STRING, originalTimestamp STRING, sentAt STRING,"
                + " receivedAt STRING, timestamp STRING, properties STRUCT<cart_id: STRING>")
        .option("recursiveFileLookup", "true")
        .json(shop.resolve("raw/segment-logs/web").toUri().toString())
        .where("messageId IS NOT NULL AND sentAt IS NOT NULL AND properties.cart_id IS NOT NULL");
  }

  private Dataset<Row> table(String name) {
    return spark.read().parquet(shop.resolve("truth/" + name).toUri().toString());
  }

  private static Map<String, byte[]> rawFiles(Path root) throws IOException {
    Map<String, byte[]> files = new TreeMap<>();
    try (Stream<Path> walk = Files.walk(root)) {
      for (Path file : walk.filter(Files::isRegularFile).toList()) {
        String name = root.relativize(file).toString();
        if (name.startsWith("raw") || name.endsWith("records.csv")) {
          files.put(name, Files.readAllBytes(file));
        }
      }
    }
    return files;
  }

  private List<Path> files(String path) throws IOException {
    try (Stream<Path> walk = Files.walk(shop.resolve(path))) {
      return walk.filter(Files::isRegularFile).toList();
    }
  }

  private List<String> lines(String path) throws IOException {
    List<String> lines = new ArrayList<>();
    for (Path file : files(path)) {
      lines.addAll(unzipped(file));
    }
    return lines;
  }

  private static List<String> unzipped(Path file) throws IOException {
    try (InputStream raw = Files.newInputStream(file);
        var reader =
            new BufferedReader(
                new InputStreamReader(new GZIPInputStream(raw), StandardCharsets.UTF_8))) {
      return reader.lines().toList();
    }
  }
}
