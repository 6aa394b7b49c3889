package vongdoi.common.ml;

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

/** Adds the forecasts of any family of purchases and dropout to purchase histories. */
final class PurchaseForecast {

  private PurchaseForecast() {}

  /** A figure of one customer. */
  @FunctionalInterface
  private interface Figure extends Serializable {
    double of(PurchaseDistribution law, double frequency, double recency, double age);
  }

  static Dataset<Row> added(
      Dataset<?> rows,
      PurchaseModel<?> model,
      PurchaseFamily family,
      double[] estimates,
      CovariateEffects effects) {
    Column[] history =
        model.historyColumns().stream().map(c -> c.cast("double")).toArray(Column[]::new);
    Column covariates =
        array(
            model.covariates().columns().stream()
                .map(name -> new Column(name).cast("double"))
                .toArray(Column[]::new));
    List<Column> columns = new ArrayList<>(List.of(new Column("*")));
    figures(model)
        .forEach(
            (name, figure) ->
                columns.add(
                    (effects.size() == 0
                            ? plain(figure, family, family.law(estimates)).apply(history)
                            : byCustomer(figure, family, estimates, effects)
                                .apply(history[0], history[1], history[2], covariates))
                        .as(name)));
    return rows.select(columns.toArray(Column[]::new));
  }

  /** The figures asked for, by column. */
  private static Map<String, Figure> figures(PurchaseModel<?> model) {
    double horizon = (double) model.getOrDefault(model.horizon());
    double period = (double) model.getOrDefault(model.discountPeriod());
    double rate = (double) model.getOrDefault(model.discountRate());
    Map<String, Figure> figures = new LinkedHashMap<>();
    figures.put(
        model.getOrDefault(model.aliveProbabilityCol()),
        (law, x, recency, age) -> law.aliveProbability(x, recency, age));
    figures.put(
        model.getOrDefault(model.activeProbabilityCol()),
        (law, x, recency, age) -> law.activeProbability(x, recency, age, horizon));
    figures.put(
        model.getOrDefault(model.expectedPurchasesCol()),
        (law, x, recency, age) -> law.expectedPurchases(x, recency, age, horizon));
    figures.put(
        model.getOrDefault(model.discountedPurchasesCol()),
        (law, x, recency, age) -> law.discountedPurchases(x, recency, age, horizon, period, rate));
    figures.put(
        model.getOrDefault(model.logLikelihoodCol()),
        (law, x, recency, age) -> law.logLikelihood(x, recency, age));
    figures.remove("");
    return figures;
  }

  private static UserDefinedFunction plain(
      Figure figure, PurchaseFamily family, PurchaseDistribution law) {
    UDF3<Double, Double, Double, Double> value =
        (x, recency, age) ->
            isPossible(family, x, recency, age) ? (Double) figure.of(law, x, recency, age) : null;
    return udf(value, DataTypes.DoubleType);
  }

  private static UserDefinedFunction byCustomer(
      Figure figure, PurchaseFamily family, double[] estimates, CovariateEffects effects) {
    UDF4<Double, Double, Double, Seq<Double>, Double> value =
        (x, recency, age, covariates) -> {
          double[] own = new double[effects.size()];
          for (int i = 0; i < own.length; i++) {
            Double covariate = covariates.apply(i);
            if (covariate == null) {
              return null;
            }
            own[i] = covariate;
          }
          return isPossible(family, x, recency, age)
              ? (Double)
                  figure.of(family.law(effects.parameters(estimates, own, 0)), x, recency, age)
              : null;
        };
    return udf(value, DataTypes.DoubleType);
  }

  private static boolean isPossible(
      PurchaseFamily family, Double frequency, Double recency, Double age) {
    return frequency != null
        && recency != null
        && age != null
        && family.accepts(frequency, recency, age);
  }
}
