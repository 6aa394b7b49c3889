package vongdoi.clv;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import vongdoi.models.PurchaseFamily;
import vongdoi.models.purchase.PurchaseEstimator;
import vongdoi.models.purchase.PurchaseModel;

/**
 * The families of models fitted on what was known some time ago and judged by what the same
 * customers did since: log likelihood out of time, which no family can win by its number of
 * parameters.
 *
 * @param models by family, in their order
 */
record Rivals(Map<PurchaseFamily, PurchaseModel<?>> models) {

  static Rivals fit(
      List<PurchaseFamily> families, Dataset<Row> histories, ClvConfig config, long customers) {
    Map<PurchaseFamily, PurchaseModel<?>> models = new LinkedHashMap<>();
    for (PurchaseFamily family : families) {
      models.put(family, fit(family, histories, config, customers));
    }
    return new Rivals(models);
  }

  /** One family fitted on histories, leaning on the weak prior where customers are few. */
  static PurchaseModel<?> fit(
      PurchaseFamily family, Dataset<Row> histories, ClvConfig config, long customers) {
    PurchaseEstimator<?, ?> estimator = family.estimator();
    if (customers < config.minCustomers()) {
      estimator.setPrior("always");
    }
    return estimator.fit(histories);
  }

  /**
   * How likely each family found what came: the log likelihood of the whole history less that of
   * the part known before, summed over the customers known before.
   *
   * @param pairs columns of {@link History}, and those of the later history with the prefix now_
   */
  Map<PurchaseFamily, Double> outOfTime(Dataset<Row> pairs) {
    Dataset<Row> scored = pairs;
    List<Column> sums = new ArrayList<>();
    for (Map.Entry<PurchaseFamily, PurchaseModel<?>> rival : models.entrySet()) {
      String name = rival.getKey().name();
      PurchaseModel<?> before = History.silent(rival.getValue(), "");
      before.setLogLikelihoodCol("before_" + name);
      PurchaseModel<?> now = History.silent(rival.getValue(), "now_");
      now.setLogLikelihoodCol("now_" + name);
      scored = now.transform(before.transform(scored));
      // Decimals: the sum must not depend on the order of the rows.
      sums.add(
          expr("cast(sum(cast(now_%s - before_%s as decimal(28,9))) as double)"
                  .formatted(name, name))
              .as(name));
    }
    Row row = scored.agg(sums.get(0), sums.subList(1, sums.size()).toArray(Column[]::new)).head();
    Map<PurchaseFamily, Double> result = new TreeMap<>();
    models
        .keySet()
        .forEach(
            f ->
                result.put(
                    f,
                    row.isNullAt(row.fieldIndex(f.name()))
                        ? Double.NEGATIVE_INFINITY
                        : row.<Double>getAs(f.name())));
    return result;
  }

  /** Both histories of the customers known before. */
  static Dataset<Row> pairs(Dataset<Row> before, Dataset<Row> now) {
    return before.join(
        now.select(
            col("customer_id"),
            col(History.FREQUENCY).as("now_" + History.FREQUENCY),
            col(History.RECENCY).as("now_" + History.RECENCY),
            col(History.AGE).as("now_" + History.AGE),
            col("total_amount").as("now_total_amount")),
        "customer_id");
  }
}
