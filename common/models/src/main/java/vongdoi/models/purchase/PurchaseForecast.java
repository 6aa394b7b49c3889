package vongdoi.models.purchase;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.udf;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
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
 * Adds the forecasts of any family of purchases and dropout to purchase histories. The first figure
 * asked of a customer computes all, since they share the probability of being alive, the dearest of
 * them, and the others of the same row find theirs remembered: an array of all figures costs Spark
 * more than computing them.
 */
final class PurchaseForecast {

  private PurchaseForecast() {}

  /** A figure of one customer. */
  @FunctionalInterface
  private interface Figure extends Serializable {
    double of(PurchaseDistribution law, double alive, double frequency, double recency, double age);
  }

  /** What a thread was asked last. */
  private static final class Remembered {
    private Figures by;
    private double[] customer = {};
    private double[] values = {};
  }

  /** All figures of one customer, under the law of who has the same covariates. */
  private static final class Figures implements Serializable {
    private static final long serialVersionUID = 1;
    private static final double[] NO_COVARIATES = {};
    private static final ThreadLocal<Remembered> LAST = ThreadLocal.withInitial(Remembered::new);

    private final PurchaseProcess process;
    private final List<Figure> figures;
    private final double[] estimates;
    private final CovariateEffects effects;
    private final PurchaseDistribution ofAll;

    Figures(
        PurchaseProcess process,
        List<Figure> figures,
        double[] estimates,
        CovariateEffects effects) {
      this.process = process;
      this.figures = figures;
      this.estimates = estimates;
      this.effects = effects;
      this.ofAll = effects.size() == 0 ? process.law(estimates) : null;
    }

    /** One of the figures; null where the history is null or impossible. */
    Double of(int place, Double frequency, Double recency, Double age) {
      return of(place, frequency, recency, age, NO_COVARIATES);
    }

    Double of(int place, Double frequency, Double recency, Double age, double[] covariates) {
      if (frequency == null
          || recency == null
          || age == null
          || !process.accepts(frequency, recency, age)) {
        return null;
      }
      Remembered last = LAST.get();
      if (last.by != this || !isOf(last.customer, frequency, recency, age, covariates)) {
        last.values = all(frequency, recency, age, covariates);
        last.customer = customer(frequency, recency, age, covariates);
        last.by = this;
      }
      return last.values[place];
    }

    private static boolean isOf(
        double[] customer, double frequency, double recency, double age, double[] covariates) {
      return customer[0] == frequency
          && customer[1] == recency
          && customer[2] == age
          && Arrays.equals(customer, 3, customer.length, covariates, 0, covariates.length);
    }

    private static double[] customer(
        double frequency, double recency, double age, double[] covariates) {
      double[] customer = new double[3 + covariates.length];
      customer[0] = frequency;
      customer[1] = recency;
      customer[2] = age;
      System.arraycopy(covariates, 0, customer, 3, covariates.length);
      return customer;
    }

    private double[] all(double frequency, double recency, double age, double[] covariates) {
      PurchaseDistribution law =
          ofAll != null ? ofAll : process.law(effects.parameters(estimates, covariates, 0));
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
    Figures figures = new Figures(process, List.copyOf(byColumn.values()), estimates, effects);
    List<Column> columns = new ArrayList<>(List.of(new Column("*")));
    for (String name : byColumn.keySet()) {
      int place = columns.size() - 1;
      Column figure =
          effects.size() == 0
              ? plain(figures, place).apply(history)
              : byCustomer(figures, place).apply(history[0], history[1], history[2], covariates);
      columns.add(figure.as(name));
    }
    return rows.select(columns.toArray(Column[]::new));
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

  private static UserDefinedFunction plain(Figures figures, int place) {
    UDF3<Double, Double, Double, Double> value =
        (x, recency, age) -> figures.of(place, x, recency, age);
    return udf(value, DataTypes.DoubleType);
  }

  private static UserDefinedFunction byCustomer(Figures figures, int place) {
    UDF4<Double, Double, Double, Seq<Double>, Double> value =
        (x, recency, age, covariates) -> {
          double[] own = new double[figures.effects.size()];
          for (int i = 0; i < own.length; i++) {
            Double covariate = covariates.apply(i);
            if (covariate == null) {
              return null;
            }
            own[i] = covariate;
          }
          return figures.of(place, x, recency, age, own);
        };
    return udf(value, DataTypes.DoubleType);
  }
}
