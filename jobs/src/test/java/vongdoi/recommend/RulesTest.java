package vongdoi.recommend;

import static org.apache.spark.sql.functions.col;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.ml.fpm.FPGrowthModel;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import vongdoi.common.catalog.Silver;
import vongdoi.common.job.TestLake;
import vongdoi.common.spark.LocalSpark;

class RulesTest {

  @Test
  void findsThePublishedRulesOfGroceries() throws IOException {
    Dataset<Row> baskets = groceries().cache();
    assertEquals(9835, baskets.count());
    FPGrowthModel model = Rules.mined(baskets, .006, .25);
    assertEquals(747, model.freqItemsets().count());
    assertEquals(463, model.associationRules().count());
    Row top = model.associationRules().orderBy(col("lift").desc()).head();
    assertEquals(List.of("herbs"), top.getList(0));
    assertEquals(List.of("root vegetables"), top.getList(1));
    assertEquals(3.956477, top.<Double>getAs("lift"), 1e-6);
    FPGrowthModel rare = Rules.mined(baskets, .01, .5);
    assertEquals(333, rare.freqItemsets().count());
    assertEquals(15, rare.associationRules().count());
    FPGrowthModel many = Rules.mined(baskets, .001, .8);
    assertEquals(13_492, many.freqItemsets().count());
    assertEquals(410, many.associationRules().count());
    assertEquals(129, many.associationRules().where("confidence >= 0.9").count());
    baskets.unpersist(true);
  }

  @Test
  void supportRisesUntilPairsAreFewEnough() throws IOException {
    Dataset<Row> baskets = groceries();
    assertEquals(.001, Rules.support(baskets, new RecommendConfig.Rules(.001, .05, 100, 5000)));
    // At a support of .006 (60 orders) 478 pairs are frequent.
    assertEquals(
        60 / 9835.0, Rules.support(baskets, new RecommendConfig.Rules(.001, .05, 100, 478)));
  }

  @Test
  void aRuleOfTwoProductsAsksForBoth() {
    LocalDate date = LocalDate.parse("2026-06-30");
    List<String> items = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      for (String product : i < 10 ? List.of("bread", "butter", "jam") : List.of("bread")) {
        items.add(item("many" + i, product, date));
      }
      items.add(item("one" + i, "butter", date));
    }
    items.add(item("both", "bread", date));
    items.add(item("both", "butter", date.minusDays(9)));
    TestLake lake = TestLake.empty().put(Silver.ORDER_ITEMS, items.toArray(String[]::new));
    RecommendConfig config = Settings.of(1, new RecommendConfig.Rules(.05, .5, 100, 5000));
    Dataset<Row> owned = Purchases.owned(lake.read(Silver.ORDER_ITEMS), date, config);
    Dataset<Row> offered = Purchases.offered(owned, lake.read(Silver.PRODUCTS), date, config);
    assertEquals(
        List.of(
            "{\"customer_id\":\"both\",\"product_id\":\"jam\",\"because_product_id\":\"bread\"}"),
        TestLake.rows(
            Rules.of(lake.read(Silver.ORDER_ITEMS), owned, offered, config)
                .where("product_id = 'jam'"),
            "customer_id",
            "product_id",
            "because_product_id"));
  }

  private static String item(String customer, String product, LocalDate date) {
    return ("{\"order_id\":\"%s-%s\",\"product_id\":\"%s\",\"customer_id\":\"%s\","
            + "\"order_date\":\"%s\",\"quantity\":1,\"is_valid\":true}")
        .formatted(customer, date, product, customer, date);
  }

  private static Dataset<Row> groceries() throws IOException {
    String data = System.getenv("VONGDOI_DATA");
    Path root = Path.of(System.getProperty("vongdoi.root", ".."));
    Path file =
        (data == null ? root.resolve("../shared/data") : Path.of(data))
            .resolve("basket/groceries.csv");
    Assumptions.assumeTrue(
        Files.exists(file), () -> "Skipped: no reference data at " + file + " (set VONGDOI_DATA)");
    List<Row> rows =
        Files.readAllLines(file).stream()
            .filter(line -> !line.isBlank())
            .map(line -> RowFactory.create((Object) line.split(",", -1)))
            .toList();
    return LocalSpark.session()
        .createDataFrame(rows, StructType.fromDDL("items ARRAY<STRING>"))
        .coalesce(2);
  }
}
