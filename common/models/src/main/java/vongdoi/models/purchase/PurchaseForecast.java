package vongdoi.models.purchase;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.udf;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF3;
import org.apache.spark.sql.api.java.UDF4;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.types.DataTypes;
import scala.collection.Seq;

/**
 * Adds the forecasts of any family of purchases and dropout to purchase histories: all figures of a
 * customer in one call, since they share the probability of being alive, the dearest of them.
 */
final class PurchaseForecast {

  /** Holds all figures of a row until each has its column. */
  private static final String TOGETHER = "_purchase_forecast";

  private PurchaseForecast() {}

  /** A figure of one customer. */
  @FunctionalInterface
  private interface Figure extends Serializable {
    double of(PurchaseDistribution law, double alive, double frequency, double recency, double age);
  }

  /** All figures of one customer. */
  private record Figures(PurchaseProcess process, List<Figure> figures) implements Serializable {

    /** Null where the history is null or impossible. */
    double[] of(PurchaseDistribution law, Double frequency, Double recency, Double age) {
      if (frequency == null
          || recency == null
          || age == null
          || !process.accepts(frequency, recency, age)) {
        return null;
      }
      double alive = law.aliveProbability(frequency, recency, age);
      double[] values = new double[figures.size()];
      for (int i = 0; i < values.length; i++) {
        values[i] = figures.get(i).of(law, alive, frequency, recency, age);
      }
      return values;
    }
  }

  static Dataset<Row> added(
      Dataset<?> rows,
      PurchaseHistoryParams<?> model,
      PurchaseProcess process,
      double[] estimates,
      List<String> covariateColumns,
      CovariateEffects effects) {
    Map<String, Figure> byColumn = figures(model);
    if (byColumn.isEmpty()) {
      return rows.toDF();
    }
    Column[] history =
        model.historyColumns().stream().map(c -> c.cast("double")).toArray(Column[]::new);
    Column covariates =
        array(
            covariateColumns.stream()
                .map(name -> new Column(name).cast("double"))
                .toArray(Column[]::new));
    Figures figures = new Figures(process, List.copyOf(byColumn.values()));
    Column together =
        effects.size() == 0
            ? plain(figures, process.law(estimates)).apply(history)
            : byCustomer(figures, estimates, effects)
                .apply(history[0], history[1], history[2], covariates);
    List<Column> columns = new ArrayList<>(List.of(new Column("*")));
    for (String name : byColumn.keySet()) {
      columns.add(new Column(TOGETHER).getItem(columns.size() - 1).as(name));
    }
    return rows.select(new Column("*"), together.as(TOGETHER))
        .select(columns.toArray(Column[]::new))
        .drop(TOGETHER);
  }

  /** The figures asked for, by column. */
  private static Map<String, Figure> figures(PurchaseHistoryParams<?> model) {
    double horizon = (double) model.getOrDefault(model.horizon());
    double period = (double) model.getOrDefault(model.discountPeriod());
    double rate = (double) model.getOrDefault(model.discountRate());
    Map<String, Figure> figures = new LinkedHashMap<>();
    figures.put(
        model.getOrDefault(model.aliveProbabilityCol()), (law, alive, x, recency, age) -> alive);
    figures.put(
        model.getOrDefault(model.activeProbabilityCol()),
        (law, alive, x, recency, age) -> alive * law.activeIfAlive(x, age, horizon));
    figures.put(
        model.getOrDefault(model.expectedPurchasesCol()),
        (law, alive, x, recency, age) -> alive * law.expectedIfAlive(x, age, horizon));
    figures.put(
        model.getOrDefault(model.discountedPurchasesCol()),
        (law, alive, x, recency, age) ->
            alive * law.discountedIfAlive(x, age, horizon, period, rate));
    figures.put(
        model.getOrDefault(model.logLikelihoodCol()),
        (law, alive, x, recency, age) -> law.logLikelihood(x, recency, age));
    figures.remove("");
    return figures;
  }

  private static UserDefinedFunction plain(Figures figures, PurchaseDistribution law) {
    UDF3<Double, Double, Double, double[]> values =
        (x, recency, age) -> figures.of(law, x, recency, age);
    return udf(values, DataTypes.createArrayType(DataTypes.DoubleType, false));
  }

  private static UserDefinedFunction byCustomer(
      Figures figures, double[] estimates, CovariateEffects effects) {
    UDF4<Double, Double, Double, Seq<Double>, double[]> values =
        (x, recency, age, covariates) -> {
          double[] own = new double[effects.size()];
          for (int i = 0; i < own.length; i++) {
            Double covariate = covariates.apply(i);
            if (covariate == null) {
              return null;
            }
            own[i] = covariate;
          }
          return figures.of(
              figures.process().law(effects.parameters(estimates, own, 0)), x, recency, age);
        };
    return udf(values, DataTypes.createArrayType(DataTypes.DoubleType, false));
  }
}
