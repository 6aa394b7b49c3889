package vongdoi.profile;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import vongdoi.common.catalog.Silver;
import vongdoi.common.job.TestLake;

/** Settings and rows that the tests of this stage share. */
final class Samples {
  static final List<String> BLOCKED = List.of("anonymous");

  private Samples() {}

  static ProfileConfig config() {
    return config(30, "completed");
  }

  static ProfileConfig config(int sessionGapMinutes, String orderStatusWhenMissing) {
    return config(
        sessionGapMinutes,
        orderStatusWhenMissing,
        new ProfileConfig.ContractAttributes(List.of(), List.of()));
  }

  static ProfileConfig config(ProfileConfig.ContractAttributes attributes) {
    return config(30, "completed", attributes);
  }

  private static ProfileConfig config(
      int sessionGapMinutes,
      String orderStatusWhenMissing,
      ProfileConfig.ContractAttributes attributes) {
    return new ProfileConfig(
        sessionGapMinutes,
        List.of("Order Updated", "Order Refunded", "Order Cancelled"),
        60,
        5,
        "https://shop.example/cart?id={cart_id}",
        orderStatusWhenMissing,
        Map.of("cancelled", List.of("canceled", "đã hủy", "checkout draft")),
        List.of(19, 25, 35, 45, 55, 65),
        new ProfileConfig.PriceLevel(0.85, 1.15),
        2,
        completeness(),
        new ProfileConfig.Referral(
            "^GT(.+)$", "[?&]ref=([A-Z0-9]+)", "loyalty", "concat('L', code)"),
        new ProfileConfig.Survivorship(
            List.of("crm", "pos"),
            Map.of(
                "default",
                "most-recent",
                "birth-date",
                "source-priority",
                "email",
                "verified-first")),
        new ProfileConfig.Protection(false, 16, 16),
        attributes,
        Map.of("soft", List.of("vnpay/51"), "hard", List.of("*/lost_card")));
  }

  /** Ten facts of a person, and two of a company, of equal weight. */
  private static Map<String, Double> completeness() {
    Map<String, Double> weights = new TreeMap<>();
    for (String fact :
        List.of(
            "full-name",
            "age",
            "gender",
            "email",
            "phone",
            "city",
            "occupation",
            "income-band",
            "company",
            "tax-code",
            "favourite-category",
            "consent")) {
      weights.put(fact, 1D);
    }
    return weights;
  }

  /** Records given as {@code kind source record_id customer_id}. */
  static String[] records(String... records) {
    List<String> rows = new ArrayList<>();
    for (String r : records) {
      String[] part = r.split(" ");
      rows.add(
          row("kind", part[0], "source", part[1], "record_id", part[2], "customer_id", part[3]));
    }
    return rows.toArray(String[]::new);
  }

  /** Alternating names and values as a JSON object of strings. */
  static String row(String... namesAndValues) {
    StringBuilder json = new StringBuilder("{");
    for (int i = 0; i < namesAndValues.length; i += 2) {
      json.append(i == 0 ? "\"" : ",\"").append(namesAndValues[i]).append("\":");
      String value = namesAndValues[i + 1];
      boolean raw = value.startsWith("[") || value.startsWith("#");
      json.append(raw ? value.replaceFirst("^#", "") : "\"" + value + "\"");
    }
    return json.append("}").toString();
  }

  /** A lake whose customers are the given records and nothing else. */
  static TestLake lakeOf(String... records) {
    return TestLake.empty().put(Silver.CUSTOMER_RECORDS, records(records));
  }
}
