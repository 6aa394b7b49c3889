package vongdoi.recommend;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A web shop that sells to people and to resellers: products come in families (the same thing in
 * other colours) of themes; customers have themes of their own; baskets are of one line or of
 * fifty; every tenth family has its month, and new products come up all the time.
 */
final class WholesaleShop {
  private static final int THEMES = 12;
  private static final int DAYS = 300;
  private final Random random;
  private final int customers;
  private final int families;
  private final int products;
  private final LocalDate date;

  WholesaleShop(int customers, int products, LocalDate date, long seed) {
    this.customers = customers;
    this.products = products;
    this.families = products / 6;
    this.date = date;
    this.random = new Random(seed);
  }

  /** Rows of {@code silver.order_items}. */
  List<String> orderItems() {
    double[] quality = random.doubles(products).map(u -> Math.pow(u, -0.6)).toArray();
    int[] born = random.ints(products, -400, DAYS - 30).map(day -> Math.max(0, day)).toArray();
    List<String> rows = new ArrayList<>();
    for (int customer = 0; customer < customers; customer++) {
      int[] themes = {random.nextInt(THEMES), random.nextInt(THEMES), random.nextInt(THEMES)};
      double size = Math.exp(1 + 0.9 * random.nextGaussian());
      double gap = 12 + 60 * random.nextDouble();
      int order = 0;
      for (int day = random.nextInt(200);
          day < DAYS;
          day += 1 + (int) (gap * -Math.log(random.nextDouble()))) {
        int lines = Math.min(60, 1 + (int) (size * 2 * random.nextDouble()));
        int family = -1;
        for (int line = 0; line < lines; line++) {
          family = family >= 0 && random.nextDouble() < 0.4 ? family : family(themes, day);
          int product = product(family, quality, born, day);
          if (product >= 0) {
            rows.add(row(customer, order, day, product));
          }
        }
        order++;
      }
    }
    return rows;
  }

  private int family(int[] themes, int day) {
    int family = 0;
    for (int tries = 0; tries < 4; tries++) {
      int theme = random.nextDouble() < 0.1 ? random.nextInt(THEMES) : themes[random.nextInt(3)];
      family = theme + THEMES * random.nextInt(families / THEMES);
      if (family % 10 != 0 || Math.abs(day - (family * 37) % DAYS) < 25) {
        return family;
      }
    }
    return family;
  }

  private int product(int family, double[] quality, int[] born, int day) {
    int best = -1;
    double most = 0;
    for (int product = family; product < products; product += families) {
      double weight =
          born[product] > day
              ? 0
              : quality[product] * (day - born[product] < 40 ? 2 : 1) * random.nextDouble();
      if (weight > most) {
        best = product;
        most = weight;
      }
    }
    return best;
  }

  private String row(int customer, int order, int day, int product) {
    return ("{\"order_id\":\"o%d-%d\",\"product_id\":\"p%04d\",\"customer_id\":\"c%d\","
            + "\"order_date\":\"%s\",\"category\":\"t%d\",\"quantity\":1,\"is_valid\":true}")
        .formatted(
            customer,
            order,
            product,
            customer,
            date.minusDays(DAYS - 1 - day),
            product % families % THEMES);
  }
}
