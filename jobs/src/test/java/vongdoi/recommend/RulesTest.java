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
import vongdoi.recommend.ways.BuyerHistory;
import vongdoi.recommend.ways.PurchaseLog;
import vongdoi.recommend.ways.RuleWeights;

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
    TestLake lake = TestLake.empty().put(Silver.ORDER_ITEMS, items.toArray(String[]::new));
    Dataset<Row> bought = lake.read(Silver.ORDER_ITEMS);
    Dataset<Row> days = Purchases.days(bought, date, 365);
    Catalogue catalogue = Catalogue.of(days, lake.read(Silver.PRODUCTS));
    RuleWeights rules =
        Rules.learn(bought, catalogue, new RecommendConfig.Rules(.05, .5, 100, 5000));
    int bread = catalogue.number("bread");
    int jam = catalogue.number("jam");
    BuyerHistory both =
        BuyerHistory.of(
            new long[] {
              PurchaseLog.packed(bread, 0), PurchaseLog.packed(catalogue.number("butter"), 9)
            },
            0,
            365);
    float[] scores = new float[catalogue.size()];
    rules.score(both, scores);
    assertEquals(1, scores[jam]);
    assertEquals(bread, rules.because(both, jam));
    // Bread alone comes with jam ten times of thirty, which is not sure enough.
    float[] ofOne = new float[catalogue.size()];
    rules.score(BuyerHistory.of(new long[] {PurchaseLog.packed(bread, 0)}, 0, 365), ofOne);
    assertEquals(0, ofOne[jam]);
  }

  private static String item(String customer, String product, LocalDate date) {
    return ("{\"order_id\":\"%s-%s\",\"product_id\":\"%s\",\"customer_id\":\"%s\","
            + "\"order_date\":\"%s\",\"quantity\":1,\"is_valid\":true}")
        .formatted(customer, date, product, customer, date);
  }

  private static Dataset<Row> groceries() throws IOException {
    List<Row> rows = lines().stream().map(items -> RowFactory.create((Object) items)).toList();
    return LocalSpark.session()
        .createDataFrame(rows, StructType.fromDDL("items ARRAY<STRING>"))
        .coalesce(2);
  }

  /** The products of each basket, in the order of the file. */
  static List<String[]> lines() throws IOException {
    String data = System.getenv("VONGDOI_DATA");
    Path root = Path.of(System.getProperty("vongdoi.root", ".."));
    Path file =
        (data == null ? root.resolve("../shared/data") : Path.of(data))
            .resolve("basket/groceries.csv");
    Assumptions.assumeTrue(
        Files.exists(file), () -> "Skipped: no reference data at " + file + " (set VONGDOI_DATA)");
    return Files.readAllLines(file).stream()
        .filter(line -> !line.isBlank())
        .map(line -> line.split(",", -1))
        .toList();
  }
}
