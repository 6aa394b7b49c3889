package vongdoi.recommend;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.udf;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;
import vongdoi.recommend.ways.Learner;
import vongdoi.recommend.ways.RuleWeights;
import vongdoi.recommend.ways.Ways;

/**
 * Association rules of baskets (Agrawal and Srikant 1994): who bought all of the left side gets the
 * right side. Longer left sides than of two products fit few customers and are many, so that pairs
 * and triples are counted directly: MLlib's FP-Growth mines frequent sets of every size, which did
 * not end within a minute on 28,000 orders of a web shop with families of like products.
 */
final class Rules {
  /** The surest rules that name a product first. */
  private static final int MOST_OF_A_PRODUCT = 100;

  private Rules() {}

  /** Rules of the orders of these items that a shop knows of, looking from a date. */
  static Learner of(
      Dataset<Row> orderItems, Catalogue catalogue, LocalDate date, RecommendConfig config) {
    return Ways.way(
        "association-rules",
        List.of(),
        (shop, settings) -> {
          LocalDate known = date.minusDays(shop.since());
          LocalDate before = known.minusDays(config.historyDays());
          return learn(
              orderItems.where(
                  "order_date > date'%s' and order_date <= date'%s'".formatted(before, known)),
              catalogue,
              config.rules());
        });
  }

  static RuleWeights learn(
      Dataset<Row> orderItems, Catalogue catalogue, RecommendConfig.Rules settings) {
    List<int[]> baskets =
        baskets(orderItems, catalogue).stream()
            .filter(items -> items.length <= settings.largestBasket())
            .toList();
    int products = catalogue.size();
    return mined(baskets, products, least(baskets, products, settings), settings.minConfidence());
  }

  /**
   * All rules of one or two products that enough orders bear out; of each product that stands first
   * the surest.
   *
   * @param baskets products of each order, in rising order
   * @param least orders with all products of a rule
   */
  static RuleWeights mined(List<int[]> baskets, int products, int least, double minConfidence) {
    int[] orders = orders(baskets, products);
    List<List<int[]>> byProduct = byProduct(baskets, orders, least);
    RuleWeights.Rule[][] rules = new RuleWeights.Rule[products][];
    int[] together = new int[products];
    int[] three = new int[products];
    for (int first = 0; first < products; first++) {
      List<RuleWeights.Rule> found = new ArrayList<>();
      int[] others = count(byProduct.get(first), together);
      for (int other : others) {
        if (other != first && together[other] >= least) {
          add(found, -1, other, together[other], orders[first], minConfidence);
          if (other > first) {
            int[] thirds = count(with(byProduct.get(first), other), three);
            for (int third : thirds) {
              if (third != first && third != other && three[third] >= least) {
                add(found, other, third, three[third], together[other], minConfidence);
              }
            }
            clear(thirds, three);
          }
        }
      }
      clear(others, together);
      rules[first] = surest(found);
    }
    return new RuleWeights(rules);
  }

  private static void add(
      List<RuleWeights.Rule> rules, int and, int product, double both, double left, double least) {
    if (both / left >= least) {
      rules.add(new RuleWeights.Rule(and, product, (float) (both / left)));
    }
  }

  /** Adds up the orders of each product and says which products there are. */
  private static int[] count(List<int[]> baskets, int[] orders) {
    int[] met = new int[orders.length];
    int size = 0;
    for (int[] items : baskets) {
      for (int item : items) {
        if (orders[item]++ == 0) {
          met[size++] = item;
        }
      }
    }
    return Arrays.copyOf(met, size);
  }

  private static void clear(int[] items, int[] orders) {
    for (int item : items) {
      orders[item] = 0;
    }
  }

  private static List<int[]> with(List<int[]> baskets, int item) {
    return baskets.stream().filter(items -> Arrays.binarySearch(items, item) >= 0).toList();
  }

  private static RuleWeights.Rule[] surest(List<RuleWeights.Rule> rules) {
    return rules.stream()
        .sorted(
            Comparator.comparingDouble((RuleWeights.Rule rule) -> -rule.confidence())
                .thenComparingInt(RuleWeights.Rule::product)
                .thenComparingInt(RuleWeights.Rule::and))
        .limit(MOST_OF_A_PRODUCT)
        .toArray(RuleWeights.Rule[]::new);
  }

  private static int[] orders(List<int[]> baskets, int products) {
    int[] orders = new int[products];
    for (int[] items : baskets) {
      for (int item : items) {
        orders[item]++;
      }
    }
    return orders;
  }

  /** The baskets of each product that enough orders hold. */
  private static List<List<int[]>> byProduct(List<int[]> baskets, int[] orders, int least) {
    List<List<int[]>> byProduct = new ArrayList<>();
    for (int product = 0; product < orders.length; product++) {
      byProduct.add(new ArrayList<>());
    }
    for (int[] items : baskets) {
      for (int item : items) {
        if (orders[item] >= least) {
          byProduct.get(item).add(items);
        }
      }
    }
    return byProduct;
  }

  /**
   * Orders asked for by the share of them, or the least number at which not too many pairs are
   * frequent: the sets of three and more multiply with them, and an assortment that is bought
   * together makes millions.
   */
  static int least(List<int[]> baskets, int products, RecommendConfig.Rules settings) {
    int least = (int) Math.max(1, Math.ceil(settings.minSupport() * baskets.size()));
    int[] orders = orders(baskets, products);
    List<List<int[]>> byProduct = byProduct(baskets, orders, least);
    TreeMap<Integer, Long> pairsByOrders = new TreeMap<>(Comparator.reverseOrder());
    int[] together = new int[products];
    for (int product = 0; product < products; product++) {
      int[] others = count(byProduct.get(product), together);
      for (int other : others) {
        if (other > product && together[other] >= least) {
          pairsByOrders.merge(together[other], 1L, Long::sum);
        }
      }
      clear(others, together);
    }
    long pairs = 0;
    for (Map.Entry<Integer, Long> each : pairsByOrders.entrySet()) {
      pairs += each.getValue();
      if (pairs > settings.maxPairs()) {
        return each.getKey() + 1;
      }
    }
    return least;
  }

  /** Products of each order, by their numbers; those that nobody bought of late are left out. */
  private static List<int[]> baskets(Dataset<Row> orderItems, Catalogue catalogue) {
    Broadcast<Catalogue> numbers =
        JavaSparkContext.fromSparkContext(orderItems.sparkSession().sparkContext())
            .broadcast(catalogue);
    UDF1<String, Integer> number = product -> numbers.value().number(product);
    return orderItems
        .where("is_valid and quantity > 0")
        .select(
            col("order_id"), udf(number, DataTypes.IntegerType).apply(col("product_id")).as("item"))
        .where("item >= 0")
        .groupBy("order_id")
        .agg(expr("sort_array(collect_set(item)) as items"))
        .select("items")
        .collectAsList()
        .stream()
        .map(row -> row.<Integer>getList(0).stream().mapToInt(Integer::intValue).toArray())
        .sorted(Arrays::compare)
        .toList();
  }
}
