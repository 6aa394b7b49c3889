package vongdoi.lifecycle;

import static org.apache.spark.sql.functions.expr;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Recency, frequency and monetary quintiles among buyers, and Shopify's eleven groups. The cut-offs
 * come from exact counts of whole days, orders and bins of half a percent of the amount: equal at
 * any parallelism, a few thousand numbers however many buyers there are, and equal values share a
 * score.
 *
 * <p>What was spent is compared among buyers of one currency.
 *
 * <p>A score is one more than the fifths of all buyers who are worse: 5 has four fifths below it.
 * Example: of ten buyers six have one order, two have two, two have three; the scores are 1, 4, 5.
 */
final class RfmGroups {
  private static final int MOST_DAYS = 10_000;
  private static final int MOST_ORDERS = 10_000;
  private static final int BINS_PER_E = 200;

  /** What is scored, by name: SQL over the buyers; more is better. */
  private static final Map<String, String> BINS =
      Map.of(
          "recency", "-least(recency_days, " + MOST_DAYS + ")",
          "frequency", "least(orders_count, " + MOST_ORDERS + ")",
          "monetary",
              "if(total_amount > 0, floor(ln(cast(total_amount as double)) * "
                  + BINS_PER_E
                  + "), -1000000)");

  private RfmGroups() {}

  /**
   * Adds {@code recency_score, frequency_score, monetary_score, rfm_score, rfm_group}.
   *
   * @param customers with {@code recency_days} (null: never bought), {@code orders_count}, {@code
   *     currency} and {@code total_amount}
   */
  static Dataset<Row> of(Dataset<Row> customers) {
    Map<String, SortedMap<String, NavigableMap<Long, Long>>> counts =
        counts(customers.where(IS_BUYER));
    Map<String, Column> scores = new TreeMap<>();
    for (String dimension : BINS.keySet()) {
      scores.put(
          dimension + "_score", expr(score(dimension, counts.getOrDefault(dimension, NOBODY))));
    }
    return customers
        .withColumns(scores)
        .withColumn("_fm", expr("(frequency_score + monetary_score) / 2D"))
        .withColumns(
            Map.of(
                "rfm_score",
                expr("recency_score || '' || frequency_score || '' || monetary_score"),
                "rfm_group",
                expr(GROUP)));
  }

  private static final SortedMap<String, NavigableMap<Long, Long>> NOBODY = new TreeMap<>();

  /** SQL: among whom a dimension is compared. */
  private static String group(String dimension) {
    return dimension.equals("monetary") ? "coalesce(currency, '')" : "''";
  }

  private static final String IS_BUYER = "orders_count > 0 and recency_days is not null";

  /** R is the recency score, FM the mean of the other two. */
  static final String GROUP =
      "case when recency_score is null then 'PROSPECTS'"
          + " when recency_score >= 5 and _fm >= 4 then 'CHAMPIONS'"
          + " when recency_score >= 3 and _fm >= 4 then 'LOYAL'"
          + " when recency_score >= 4 and _fm > 2 then 'ACTIVE'"
          + " when recency_score >= 5 then 'NEW'"
          + " when recency_score >= 4 then 'PROMISING'"
          + " when recency_score >= 3 and _fm > 2 then 'NEEDS_ATTENTION'"
          + " when recency_score >= 3 then 'ALMOST_LOST'"
          + " when _fm >= 4.5 then 'PREVIOUSLY_LOYAL'"
          + " when _fm > 2 then 'AT_RISK' else 'DORMANT' end";

  /** Buyers by dimension, group and bin. */
  private static Map<String, SortedMap<String, NavigableMap<Long, Long>>> counts(
      Dataset<Row> buyers) {
    List<String> entries = new ArrayList<>();
    BINS.forEach(
        (name, bin) ->
            entries.add(
                "struct('%s' as dimension, %s as of, cast(%s as bigint) as bin)"
                    .formatted(name, group(name), bin)));
    entries.sort(String::compareTo);
    List<Row> rows =
        buyers
            .select(expr("explode(array(" + String.join(", ", entries) + "))").as("b"))
            .groupBy("b.dimension", "b.of", "b.bin")
            .agg(expr("count(1)"))
            .collectAsList();
    Map<String, SortedMap<String, NavigableMap<Long, Long>>> counts = new TreeMap<>();
    for (Row row : rows) {
      counts
          .computeIfAbsent(row.getString(0), d -> new TreeMap<>())
          .computeIfAbsent(row.getString(1), g -> new TreeMap<>())
          .put(row.getLong(2), row.getLong(3));
    }
    return counts;
  }

  /** SQL: one more than the fifths of all of its group that lie below the value. */
  private static String score(
      String dimension, SortedMap<String, NavigableMap<Long, Long>> byGroup) {
    List<String> cases = new ArrayList<>();
    byGroup.forEach(
        (group, counts) ->
            cases.add(
                "when %s = '%s' then %s"
                    .formatted(group(dimension), group, withinGroup(dimension, counts))));
    return "case when not (%s) then null %s else 1 end"
        .formatted("coalesce(" + IS_BUYER + ", false)", String.join(" ", cases));
  }

  private static String withinGroup(String dimension, NavigableMap<Long, Long> counts) {
    long total = counts.values().stream().mapToLong(Long::longValue).sum();
    long below = 0;
    int score = 1;
    String bin = BINS.get(dimension);
    List<String> cases = new ArrayList<>();
    for (Map.Entry<Long, Long> entry : counts.entrySet()) {
      int reached = (int) Math.min(5, 1 + 5 * below / Math.max(1, total));
      if (reached > score) {
        cases.add(0, "when %s >= %d then %d".formatted(bin, entry.getKey(), reached));
        score = reached;
      }
      below += entry.getValue();
    }
    return cases.isEmpty() ? "1" : "case " + String.join(" ", cases) + " else 1 end";
  }
}
