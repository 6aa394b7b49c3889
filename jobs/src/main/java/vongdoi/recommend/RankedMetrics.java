package vongdoi.recommend;

import static org.apache.spark.sql.functions.expr;

import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * How well lists of ten foretold what customers bought next: hit rate, the share of customers with
 * at least one hit, and NDCG, in which a hit at rank k counts 1 / log2(k + 1), against the best
 * possible list. Customers without a list count with nothing.
 */
final class RankedMetrics {
  private static final int LENGTH = 10;

  private RankedMetrics() {}

  /**
   * @param lists candidate, target (repeat or new), customer_id, product_id, score
   * @param bought target, customer_id, product_id: what came
   */
  static Map<String, Double> of(Dataset<Row> lists, Dataset<Row> bought) {
    Dataset<Row> ranked =
        lists
            .withColumn(
                "rank",
                expr(
                    "row_number() over (partition by candidate, target, customer_id"
                        + " order by score desc, product_id)"))
            .where("rank <= " + LENGTH);
    Dataset<Row> buyers =
        bought
            .groupBy("target", "customer_id")
            .agg(
                expr(
                    "aggregate(sequence(1, cast(least(count(1), "
                        + LENGTH
                        + ") as int)), 0D, (s, k) -> s + 1 / log2(k + 1)) as ideal"));
    Dataset<Row> hits =
        ranked
            .join(bought, new String[] {"target", "customer_id", "product_id"})
            .groupBy("candidate", "target", "customer_id")
            .agg(expr("sum(cast(1 / log2(rank + 1) as decimal(18,12))) as gain"));
    Map<String, Double> customers = new TreeMap<>();
    buyers
        .groupBy("target")
        .count()
        .collectAsList()
        .forEach(row -> customers.put(row.getString(0), (double) row.getLong(1)));
    Map<String, Double> metrics = new TreeMap<>();
    for (Row row :
        hits.join(buyers, new String[] {"target", "customer_id"})
            .groupBy("candidate", "target")
            .agg(
                expr("cast(count(1) as double)"),
                expr("cast(sum(cast(gain / ideal as decimal(18,12))) as double)"))
            .collectAsList()) {
      double all = customers.get(row.getString(1));
      String name = row.getString(1) + "." + row.getString(0);
      metrics.put(name + ".hit_rate_at_10", row.getDouble(2) / all);
      metrics.put(name + ".ndcg_at_10", row.getDouble(3) / all);
    }
    customers.forEach((target, count) -> metrics.put(target + ".customers", count));
    return metrics;
  }
}
