package vongdoi.common.ml;

import static org.apache.spark.sql.functions.udf;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF3;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.types.DataTypes;

/** Adds the forecasts of any model of purchases and dropout to purchase histories. */
final class PurchaseForecast {

  private PurchaseForecast() {}

  static Dataset<Row> added(
      Dataset<?> rows, PurchaseHistoryParams<?> params, PurchaseDistribution law) {
    double horizon = (double) params.getOrDefault(params.horizon());
    Map<String, UDF3<Double, Double, Double, Double>> outputs = new LinkedHashMap<>();
    outputs.put(params.getOrDefault(params.aliveProbabilityCol()), law::aliveProbability);
    outputs.put(
        params.getOrDefault(params.activeProbabilityCol()),
        (x, recency, age) -> law.activeProbability(x, recency, age, horizon));
    outputs.put(
        params.getOrDefault(params.expectedPurchasesCol()),
        (x, recency, age) -> law.expectedPurchases(x, recency, age, horizon));
    outputs.remove("");

    Column[] history =
        params.historyColumns().stream().map(c -> c.cast("double")).toArray(Column[]::new);
    List<Column> columns = new ArrayList<>(List.of(new Column("*")));
    outputs.forEach((name, value) -> columns.add(guarded(value).apply(history).as(name)));
    return rows.select(columns.toArray(Column[]::new));
  }

  private static UserDefinedFunction guarded(UDF3<Double, Double, Double, Double> value) {
    UDF3<Double, Double, Double, Double> guarded =
        (x, recency, age) ->
            x == null
                    || recency == null
                    || age == null
                    || !PurchaseHistoryLikelihood.accepts(x, recency, age)
                ? null
                : value.call(x, recency, age);
    return udf(guarded, DataTypes.DoubleType);
  }
}
