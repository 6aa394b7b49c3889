package vongdoi.recommend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vongdoi.WithPartitions;
import vongdoi.common.catalog.Gold;
import vongdoi.common.catalog.Silver;
import vongdoi.common.job.TestLake;

class RecommendProductsTest {
  private static final LocalDate DATE = LocalDate.parse("2026-05-31");
  private static final RecommendProducts JOB = new RecommendProducts(Settings.of(1));
  private static final List<String> ITEMS = new ArrayList<>();
  private static TestLake lake;

  @BeforeAll
  static void runOnce() {
    for (int i = 0; i < 8; i++) {
      buy("both" + i, 20, "tent", "camping");
      buy("both" + i, 20, "lamp", "camping");
      buy("both" + i, 300, "gone", "camping");
      buy("both" + i, 300, "tent", "camping");
    }
    buy("camper", 5, "tent", "camping");
    for (int day : List.of(95, 65, 35)) {
      buy("drinker", day, "tea", "food");
    }
    for (int day : List.of(70, 40, 10)) {
      buy("early", day, "tea", "food");
    }
    for (int i = 0; i < 5; i++) {
      buy("cold" + i, 40, "fridge", "home");
      buy("sweet" + i, 30 + i, "cake", "food");
    }
    lake =
        TestLake.empty()
            .put(
                Silver.PRODUCTS,
                "{\"product_id\":\"tent\",\"name\":\"Tent for two\",\"category\":\"camping\"}",
                "{\"product_id\":\"lamp\",\"name\":\"Head lamp\",\"category\":\"camping\"}",
                "{\"product_id\":\"gone\",\"name\":\"Old stove\",\"category\":\"camping\"}",
                "{\"product_id\":\"tea\",\"name\":\"Green tea\",\"category\":\"food\"}",
                "{\"product_id\":\"cake\",\"category\":\"food\"}",
                "{\"product_id\":\"fridge\",\"category\":\"home\"}")
            .put(Silver.ORDER_ITEMS, ITEMS.toArray(String[]::new));
    lake.run(JOB, DATE.toString());
  }

  private static void buy(String customer, int daysAgo, String product, String category) {
    ITEMS.add(line(customer, daysAgo, product, category));
  }

  private static String line(String customer, int daysAgo, String product, String category) {
    LocalDate day = DATE.minusDays(daysAgo);
    return ("{\"order_id\":\"%s-%d\",\"product_id\":\"%s\",\"customer_id\":\"%s\",\"order_date\":\"%s\","
            + "\"category\":\"%s\",\"quantity\":1,\"is_valid\":true}")
        .formatted(customer, daysAgo, product, customer, day, category);
  }

  private static List<String> of(String customer) {
    return lake
        .read(Gold.RECOMMENDATIONS)
        .where("customer_id = '" + customer + "'")
        .orderBy("rank")
        .select("product_id", "reason")
        .collectAsList()
        .stream()
        .map(r -> r.getString(0) + ": " + r.getString(1))
        .toList();
  }

  @Test
  void suggestsWhatOthersBoughtWithIt() {
    assertEquals("lamp: bought with Tent for two", of("camper").get(0));
    assertEquals(
        "tent",
        lake.read(Gold.RECOMMENDATIONS)
            .where("customer_id = 'camper' and rank = 1")
            .head()
            .getAs("because_product_id"));
  }

  @Test
  void saysWhyInBothLanguages() {
    assertEquals(
        "thường được mua cùng Tent for two",
        lake.read(Gold.RECOMMENDATIONS)
            .where("customer_id = 'camper' and rank = 1")
            .head()
            .getAs("reason_vi"));
    assertEquals(0, lake.read(Gold.RECOMMENDATIONS).where("reason_vi is null").count());
  }

  @Test
  void repeatsWhenItIsDueAndNotBefore() {
    assertEquals("tea: you buy it every ~30 days", of("drinker").get(0));
    assertFalse(String.join(",", of("early")).contains("tea"));
  }

  @Test
  void nothingIsSuggestedOfWhichThereIsNoneLeft() {
    TestLake sold = TestLake.empty().put(Silver.ORDER_ITEMS, ITEMS.toArray(String[]::new));
    sold.put(
        Silver.PRODUCTS,
        "{\"product_id\":\"tent\",\"stock_quantity\":0}",
        "{\"product_id\":\"lamp\",\"category\":\"camping\",\"stock_quantity\":1}",
        "{\"product_id\":\"tea\",\"stock_quantity\":0}",
        "{\"product_id\":\"cake\",\"category\":\"food\"}",
        "{\"product_id\":\"fridge\",\"category\":\"home\",\"stock_quantity\":3}");
    sold.run(JOB, DATE.toString());
    assertEquals(Set.of("lamp", "cake", "fridge"), sold.values(Gold.RECOMMENDATIONS, "product_id"));
  }

  /** Five of camping and two others: the favourite category would fill every place. */
  @Test
  void whereWantedNoCategoryHasMoreThanItsPlacesUnlessNothingElseIsLeft() {
    List<String> rows = new ArrayList<>();
    List<String> camping = List.of("rope", "stove", "mat", "axe", "torch", "bag");
    for (int i = 0; i < 8; i++) {
      for (String product : camping) {
        rows.add(line("all" + i, 20, product, "camping"));
      }
      rows.add(line("all" + i, 10, "cake", "food"));
      rows.add(line("home" + i, 10, "fridge", "home"));
    }
    rows.add(line("one", 5, "rope", "camping"));
    TestLake shop = TestLake.empty().put(Silver.ORDER_ITEMS, rows.toArray(String[]::new));
    RecommendConfig two = Settings.of(1, new RecommendConfig.Rules(.001, .05, 100, 5000), 2);
    TestLake plain = shop.copy();
    plain.run(JOB, DATE.toString());
    shop.run(new RecommendProducts(two), DATE.toString());
    String ofOne = "customer_id = 'one'";
    assertTrue(
        plain
                .read(Gold.RECOMMENDATIONS)
                .where(ofOne)
                .where("product_id not in ('cake', 'fridge')")
                .count()
            >= 4);
    List<String> varied =
        shop.read(Gold.RECOMMENDATIONS).where(ofOne).orderBy("rank").collectAsList().stream()
            .map(row -> row.<String>getAs("product_id"))
            .toList();
    assertEquals(5, varied.size());
    assertEquals(2, varied.subList(0, 4).stream().filter(camping::contains).count(), "" + varied);
    assertTrue(camping.contains(varied.get(4)), "nothing else is left: " + varied);
  }

  @Test
  void oneFridgeIsEnough() {
    assertFalse(String.join(",", of("cold1")).contains("fridge"));
  }

  @Test
  void bestsellersOfTheCategoryFillTheRest() {
    assertEquals("cake: popular in food", of("drinker").get(1));
    assertTrue(of("drinker").contains("tent: popular in the shop"));
  }

  @Test
  void suggestsNothingThatNoLongerSells() {
    assertEquals(0, lake.read(Gold.RECOMMENDATIONS).where("product_id = 'gone'").count());
  }

  @Test
  void withoutACatalogueOffersWhatTheShopSold() {
    TestLake bare = TestLake.empty().put(Silver.ORDER_ITEMS, ITEMS.toArray(String[]::new));
    bare.run(JOB, DATE.toString());
    assertEquals(
        "bought with tent",
        bare.read(Gold.RECOMMENDATIONS)
            .where("customer_id = 'camper' and product_id = 'lamp'")
            .head()
            .getAs("reason"));
  }

  @Test
  void aProductThatNobodyNamedIsCalledByItsId() {
    List<String> basket = List.of("POST", "22423", "85123A", "blank");
    List<String> rows = new ArrayList<>();
    for (String product : basket) {
      for (int i = 0; i < 8; i++) {
        rows.add(line("buyer-of-all-" + i, 20, product, "home"));
      }
      rows.add(line("buyer-of-" + product, 10, product, "home"));
    }
    TestLake named =
        TestLake.empty()
            .put(
                Silver.PRODUCTS,
                "{\"product_id\":\"22423\"}",
                "{\"product_id\":\"85123A\",\"name\":\"Heart\"}",
                "{\"product_id\":\"blank\",\"name\":\"  \"}")
            .put(Silver.ORDER_ITEMS, rows.toArray(String[]::new));
    named.run(JOB, DATE.toString());
    assertEquals(
        Set.of("POST", "22423", "Heart", "blank"),
        named.values(Gold.RECOMMENDATIONS, "regexp_extract(reason, '^bought with (.+)$', 1)"));
    assertEquals(0, named.read(Gold.RECOMMENDATIONS).where("product_id = 'POST'").count());
  }

  @Test
  void equalAtAnyParallelism() {
    List<String> two = lake.rows(Gold.RECOMMENDATIONS);
    lake.run(new WithPartitions(JOB, 7), DATE.toString());
    assertEquals(two, lake.rows(Gold.RECOMMENDATIONS));
  }
}
