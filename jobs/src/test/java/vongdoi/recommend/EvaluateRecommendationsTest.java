package vongdoi.recommend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vongdoi.common.catalog.Gold;
import vongdoi.common.catalog.Silver;
import vongdoi.common.job.TestLake;

/** Campers buy a tent, then a lamp within the month; drinkers buy tea every month. */
class EvaluateRecommendationsTest {
  private static final LocalDate DATE = LocalDate.parse("2026-05-31");
  private static TestLake lake;

  @BeforeAll
  static void compare() {
    List<String> items = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      items.add(item("camper" + i, 60, "tent"));
      items.add(item("camper" + i, i < 6 ? 50 : 10, "lamp"));
      for (int day : List.of(95, 65, 35, 5)) {
        items.add(item("drinker" + i, day, "tea"));
      }
      items.add(item("other" + i, 70, "cake" + i % 3));
    }
    lake =
        TestLake.empty()
            .put(
                Silver.PRODUCTS,
                List.of("tent", "lamp", "tea", "cake0", "cake1", "cake2").stream()
                    .map(p -> "{\"product_id\":\"" + p + "\",\"category\":\"c\"}")
                    .toArray(String[]::new))
            .put(Silver.ORDER_ITEMS, items.toArray(String[]::new));
    lake.run(new EvaluateRecommendations(Settings.of(1)), DATE.toString());
  }

  private static String item(String customer, int daysAgo, String product) {
    return ("{\"order_id\":\"%s-%d-%s\",\"product_id\":\"%s\",\"customer_id\":\"%s\","
            + "\"order_date\":\"%s\",\"category\":\"c\",\"quantity\":1,\"is_valid\":true}")
        .formatted(customer, daysAgo, product, product, customer, DATE.minusDays(daysAgo));
  }

  @Test
  void repeatsAndNewItemsAreJudgedApart() {
    Row row = lake.read(Gold.RECOMMEND_TRAININGS).head();
    Map<String, Double> metrics = row.getJavaMap(row.fieldIndex("metrics"));
    assertEquals(12, metrics.get("repeat.customers"));
    assertEquals(6, metrics.get("new.customers"));
    assertEquals(1.0, metrics.get("repeat.own-frequency.hit_rate_at_10"), 1e-9);
    assertTrue(metrics.get("new.item-knn.ndcg_at_10") > .6, metrics.toString());
    assertEquals("champion", row.getAs("status"));
    Map<String, Double> parameters = row.getJavaMap(row.fieldIndex("parameters"));
    assertTrue(
        parameters.keySet().stream().anyMatch(name -> name.endsWith(".weight")),
        parameters.toString());
  }

  @Test
  void onOtherDaysNothingIsCompared() {
    TestLake other = TestLake.empty();
    other.run(new EvaluateRecommendations(Settings.of(1_000_000)), DATE.toString());
    assertEquals(0, other.read(Gold.RECOMMEND_TRAININGS).count());
  }
}
