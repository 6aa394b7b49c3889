package vongdoi.recommend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.ml.fpm.FPGrowth;
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

  /** At a support of .006 and a confidence of .25, groceries hold 463 rules, 16 of them longer. */
  @Test
  void findsTheRulesOfFpGrowth() throws IOException {
    List<String> products = lines().stream().flatMap(Arrays::stream).distinct().sorted().toList();
    List<Row> rows = lines().stream().map(items -> RowFactory.create((Object) items)).toList();
    List<String> expected =
        new FPGrowth()
                .setItemsCol("items")
                .setMinSupport(.006)
                .setMinConfidence(.25)
                .fit(
                    LocalSpark.session()
                        .createDataFrame(rows, StructType.fromDDL("items ARRAY<STRING>"))
                        .coalesce(1))
                .associationRules()
                .where("size(antecedent) <= 2")
                .selectExpr(
                    "format_string('%s > %s %.5f', array_join(array_sort(antecedent), ' + '),"
                        + " consequent[0], confidence)")
                .collectAsList()
                .stream()
                .map(row -> row.getString(0))
                .sorted()
                .toList();
    RuleWeights.Rule[][] rules = Rules.mined(numbers(products), products.size(), 60, .25).rules();
    List<String> found = new ArrayList<>();
    for (int first = 0; first < rules.length; first++) {
      for (RuleWeights.Rule rule : rules[first]) {
        String left =
            products.get(first) + (rule.and() < 0 ? "" : " + " + products.get(rule.and()));
        found.add("%s > %s %.5f".formatted(left, products.get(rule.product()), rule.confidence()));
      }
    }
    assertEquals(463 - 16, expected.size());
    assertEquals(expected, found.stream().sorted().toList());
    assertTrue(found.contains("herbs > root vegetables 0.43125"));
  }

  @Test
  void supportRisesUntilPairsAreFewEnough() throws IOException {
    List<String> products = lines().stream().flatMap(Arrays::stream).distinct().sorted().toList();
    List<int[]> baskets = numbers(products);
    int all = products.size();
    assertEquals(10, Rules.least(baskets, all, new RecommendConfig.Rules(.001, .05, 100, 5000)));
    // At a support of .006 (60 orders) 478 pairs are frequent.
    assertEquals(60, Rules.least(baskets, all, new RecommendConfig.Rules(.001, .05, 100, 478)));
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
    Catalogue catalogue = Catalogue.of(days, lake.read(Silver.PRODUCTS), 0);
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

  private static List<int[]> numbers(List<String> products) throws IOException {
    return lines().stream()
        .map(
            items -> Arrays.stream(items).distinct().mapToInt(products::indexOf).sorted().toArray())
        .toList();
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
