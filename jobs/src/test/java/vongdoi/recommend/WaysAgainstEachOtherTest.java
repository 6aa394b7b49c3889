package vongdoi.recommend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import vongdoi.common.catalog.Gold;
import vongdoi.common.catalog.Silver;
import vongdoi.common.job.TestLake;

/** The way chosen is at or above each single one on the days held back, for new products. */
@Tag("heavy")
class WaysAgainstEachOtherTest {
  private static final LocalDate DATE = LocalDate.parse("2026-05-31");

  @Test
  void inAShopWithWholesaleBaskets() {
    Map<String, Double> ndcg = chosenBeside(new WholesaleShop(1500, 900, DATE, 7).orderItems());
    // People buy what goes with what they have: bestsellers are far behind.
    assertTrue(ndcg.get("chosen") > 1.5 * ndcg.get("bestsellers"), ndcg.toString());
  }

  /** Each basket is a customer: what was put in first foretells what came next. */
  @Test
  void inBasketsOfGroceries() throws IOException {
    List<String[]> baskets = RulesTest.lines();
    List<String> rows = new ArrayList<>();
    for (int basket = 0; basket < baskets.size(); basket++) {
      String[] items = baskets.get(basket);
      double place = (double) basket / baskets.size();
      for (int i = 0; i < items.length; i++) {
        boolean isFirst = i < Math.max(1, items.length / 2);
        int daysAgo =
            place < 0.6
                ? (isFirst ? 70 : 62)
                : place < 0.8 ? (isFirst ? 61 : 45) : isFirst ? 31 : 10;
        rows.add(
            ("{\"order_id\":\"%d-%d\",\"product_id\":\"%s\",\"customer_id\":\"b%d\","
                    + "\"order_date\":\"%s\",\"quantity\":1,\"is_valid\":true}")
                .formatted(basket, daysAgo, items[i], basket, DATE.minusDays(daysAgo)));
      }
    }
    assertEquals(43_367, rows.size());
    chosenBeside(rows);
  }

  /** NDCG at ten of each way, and of the one chosen. */
  private static Map<String, Double> chosenBeside(List<String> items) {
    TestLake lake = TestLake.empty().put(Silver.ORDER_ITEMS, items.toArray(String[]::new));
    lake.run(new EvaluateRecommendations(Settings.of(1)), DATE.toString());
    Row row = lake.read(Gold.RECOMMEND_TRAININGS).head();
    Map<String, Double> metrics = row.getJavaMap(row.fieldIndex("metrics"));
    Map<String, Double> ndcg = new TreeMap<>();
    metrics.forEach(
        (name, value) -> {
          if (name.startsWith("new.") && name.endsWith(".ndcg_at_10")) {
            ndcg.put(name.substring(4, name.length() - 11), value);
          }
        });
    String algorithm = row.getAs("algorithm");
    double chosen = ndcg.get(algorithm.contains("+") ? "blend" : algorithm);
    ndcg.remove("blend");
    System.out.println(algorithm + " " + chosen + " of " + ndcg);
    ndcg.forEach((way, one) -> assertTrue(chosen >= one, way + " " + one + " above " + chosen));
    ndcg.put("chosen", chosen);
    return ndcg;
  }
}
