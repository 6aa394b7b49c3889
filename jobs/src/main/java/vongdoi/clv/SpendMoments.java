package vongdoi.clv;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import vongdoi.models.fitting.FitSummary;
import vongdoi.models.spend.GammaGamma;

/**
 * What one pass over the buyers tells of their spend, by currency, and the fits of {@link Spend}
 * that follow from it.
 */
final class SpendMoments {
  private static final int MIN_REPEATERS = 10;

  /** Customers with orders in both of the times that a trend is read from. */
  private static final int MIN_TRENDED = 50;

  /** Standard deviation of a year's growth of spend, from shop to shop. */
  private static final double PRIOR_OF_GROWTH = 0.2 / 365;

  /** Standard errors from which on a trend is none of chance. */
  private static final double LEAST_ERRORS = 2;

  /** Order days after which a customer's own returns count as much as the mean: one at least. */
  private static final double MOST_DAYS = 1e6;

  private static final String MEAN =
      "cast(cast(total_amount as decimal(38,6)) / (frequency + 1) as decimal(28,9))";
  private static final int SCALE_OF_MEAN = 13;

  private static final String RECENT = "(amount_90d / orders_90d)";
  private static final String OLDER = "((amount_365d - amount_90d) / (orders_365d - orders_90d))";

  /** With those who sent all back, as happens more easily in a short time than in a long one. */
  private static final String IN_BOTH_TIMES = "orders_90d > 0 and orders_365d > orders_90d";

  /** From the middle of the last 90 days to that of the time before, within a year. */
  private static final String DAYS_BETWEEN = "least(calendar_age, 365D) / 2";

  private static final String BOUGHT = "bought_amount > 0";
  private static final String DAYS = "(frequency + 1)";

  /** What is summed for a trend, of customers with orders in both times. */
  private static final List<String> OF_TREND =
      List.of(
          "1",
          RECENT,
          OLDER,
          "pow(" + RECENT + " / 1e3D, 2)",
          RECENT + " / 1e3D * " + OLDER + " / 1e3D",
          "pow(" + OLDER + " / 1e3D, 2)",
          OLDER + " * " + DAYS_BETWEEN);

  /** What is summed for the share of returns, of customers who bought something. */
  private static final List<String> OF_RETURNS =
      List.of(
          "1",
          DAYS,
          "1 / " + DAYS,
          "returned_share",
          "returned_share * " + DAYS,
          "pow(returned_share, 2)",
          "pow(returned_share, 2) * " + DAYS);

  private final Dataset<Row> buyers;
  private final double maxQuantile;
  private final SortedMap<String, Moments> currencies = new TreeMap<>();

  /**
   * @param buyers rows of {@link History}
   * @param maxQuantile of mean spends, above which they bend no fit, lest a wholesaler do
   */
  SpendMoments(Dataset<Row> buyers, double maxQuantile) {
    this.buyers = buyers;
    this.maxQuantile = maxQuantile;
    Column repeats = repeats(col("spend"));
    Column[] sums =
        Stream.of(
                // In decimals: sums of doubles depend in their last digits on the order of rows.
                Stream.of(expr("sum(" + MEAN + ")"), expr("count(" + MEAN + ")")),
                OF_TREND.stream().map(value -> sum(value, IN_BOTH_TIMES)),
                OF_RETURNS.stream().map(value -> sum(value, BOUGHT)))
            .flatMap(s -> s)
            .toArray(Column[]::new);
    SortedMap<String, Map<Boolean, List<Row>>> byCurrency = new TreeMap<>();
    buyers
        .selectExpr(
            "*",
            "stack(2, false, %s, true, %s) as (before_returns, spend)"
                .formatted(History.MONETARY, History.BOUGHT))
        .groupBy(
            col("currency"),
            col("before_returns"),
            repeats.as("repeats"),
            when(repeats, LogHistogram.bin(col("spend"))).as("bin"))
        .agg(expr("count(1)"), sums)
        .collectAsList()
        .forEach(
            bin ->
                byCurrency
                    .computeIfAbsent(bin.getString(0), c -> new TreeMap<>())
                    .computeIfAbsent(bin.getBoolean(1), b -> new ArrayList<>())
                    .add(bin));
    byCurrency.forEach(
        (currency, bins) ->
            currencies.put(currency, new Moments(of(bins.get(false)), of(bins.get(true)))));
  }

  /** Whether a customer has a mean spend of repeat days that gamma-gamma can learn from. */
  private static Column repeats(Column spend) {
    return coalesce(col(History.FREQUENCY).gt(0).and(spend.gt(0)), lit(false));
  }

  private static Column sum(String value, String where) {
    return expr(
        "cast(coalesce(sum(try_cast(if(%s, %s, null) as decimal(28,9))), 0) as decimal(38,9))"
            .formatted(where, value));
  }

  /**
   * One currency.
   *
   * @param mean of what customers spent on a day
   * @param most mean spend that bends the fit; empty where too few came back
   * @param growth of spend as a logarithm a day, 0 where none is seen
   * @param returnedShare of what is bought, over all
   * @param credibleDays order days whose returns count as much as the mean share
   */
  private record OfCurrency(
      double mean, Double most, double growth, double returnedShare, double credibleDays) {}

  /**
   * One currency, with customers ranked by either spend.
   *
   * @param net of returns
   * @param bought before returns
   */
  private record Moments(OfCurrency net, OfCurrency bought) {
    OfCurrency by(SpendLaw law) {
      return law.lessReturns() ? bought : net;
    }
  }

  private OfCurrency of(List<Row> bins) {
    LogHistogram repeaters = new LogHistogram();
    bins.stream()
        .filter(bin -> bin.getBoolean(2))
        .forEach(bin -> repeaters.add(bin.getLong(3), bin.getLong(4)));
    boolean suffices = repeaters.total() >= MIN_REPEATERS;
    Double most = suffices ? repeaters.quantile(maxQuantile) : null;
    List<Row> ordinary =
        bins.stream()
            .filter(
                bin ->
                    most == null
                        || !bin.getBoolean(2)
                        || LogHistogram.upperEdge(bin.getLong(3)) <= most)
            .toList();
    double[] trend = sums(ordinary, 7, OF_TREND.size());
    double[] returns = sums(ordinary, 7 + OF_TREND.size(), OF_RETURNS.size());
    return new OfCurrency(mean(bins), most, growth(trend), share(returns), credible(returns));
  }

  private static double[] sums(List<Row> bins, int from, int count) {
    double[] sums = new double[count];
    for (int i = 0; i < count; i++) {
      int column = from + i;
      sums[i] =
          bins.stream()
              .map(bin -> bin.getDecimal(column))
              .reduce(BigDecimal.ZERO, BigDecimal::add)
              .doubleValue();
    }
    return sums;
  }

  /** Mean of what customers spent on a day, over all bins. */
  private static double mean(List<Row> bins) {
    long spenders = bins.stream().mapToLong(bin -> bin.getLong(6)).sum();
    return spenders == 0
        ? 0
        : bins.stream()
            .filter(bin -> !bin.isNullAt(5))
            .map(bin -> bin.getDecimal(5))
            .reduce(BigDecimal.ZERO, BigDecimal::add)
            .divide(BigDecimal.valueOf(spenders), SCALE_OF_MEAN, RoundingMode.HALF_UP)
            .doubleValue();
  }

  /**
   * Growth of an order's amount from the time before to the last 90 days, among customers who
   * ordered in both: the logarithm of the ratio of sums, which has no bias from some having few
   * orders, with its standard error by the delta method; drawn to none by its noise.
   */
  private static double growth(double[] sums) {
    if (sums[0] < MIN_TRENDED || sums[1] <= 0 || sums[2] <= 0) {
      return 0;
    }
    double ratio = sums[1] / sums[2];
    double variance = 1e6 * (sums[3] - 2 * ratio * sums[4] + ratio * ratio * sums[5]);
    double days = sums[6] / sums[2];
    double growth = Math.log(ratio) / days;
    double error = Math.sqrt(Math.max(0, variance)) / sums[1] / days;
    double prior = PRIOR_OF_GROWTH * PRIOR_OF_GROWTH;
    return Math.abs(growth) < LEAST_ERRORS * error ? 0 : growth * prior / (prior + error * error);
  }

  private static double share(double[] sums) {
    return sums[1] == 0 ? 0 : sums[4] / sums[1];
  }

  /**
   * The constant of Bühlmann's credibility (H. Bühlmann, <i>Experience rating and credibility</i>,
   * ASTIN Bulletin 4, 1967): variance of one order day's share over that between customers. Both
   * follow from the squared distances from the mean, counted by customer and by order day, since a
   * customer with n days scatters by the one over n and the other.
   */
  private static double credible(double[] sums) {
    double customers = sums[0];
    double days = sums[1];
    if (customers == 0) {
      return MOST_DAYS;
    }
    double mean = share(sums);
    double byCustomer = (sums[5] - 2 * mean * sums[3] + mean * mean * customers) / customers;
    double byDay = (sums[6] - 2 * mean * sums[4] + mean * mean * days) / days;
    double inverse = sums[2] / customers - customers / days;
    if (inverse < 1e-9) {
      return MOST_DAYS;
    }
    double within = Math.max(0, (byCustomer - byDay) / inverse);
    double between = byDay - within * customers / days;
    return between <= 0 ? MOST_DAYS : Math.min(MOST_DAYS, Math.max(1, within / between));
  }

  /** Laws beside the plain one that these customers give reason to try. */
  List<SpendLaw> rivals() {
    return SpendLaw.rivals(
        currencies.values().stream()
            .map(Moments::net)
            .anyMatch(c -> c.most() != null && c.growth() != 0),
        currencies.values().stream()
            .map(Moments::bought)
            .anyMatch(c -> c.most() != null && c.returnedShare() > 0));
  }

  /** Fits by a law. */
  Spend fit(SpendLaw law) {
    Map<String, Double> parameters = new TreeMap<>();
    currencies.forEach(
        (currency, moments) -> {
          OfCurrency known = moments.by(law);
          parameters.put(Spend.MEAN + currency, known.mean());
          if (known.most() != null) {
            double growth = law.trended() ? known.growth() : 0;
            if (growth != 0) {
              parameters.put(Spend.GROWTH + currency, growth);
            }
            if (law.lessReturns()) {
              parameters.put(Spend.RETURNED + currency, known.returnedShare());
              parameters.put(Spend.CREDIBLE + currency, known.credibleDays());
            }
            FitSummary fit = gammaGamma(currency, known.most(), law, growth);
            fit.names().forEach(name -> parameters.put(name + "." + currency, fit.parameter(name)));
          }
        });
    return new Spend(parameters);
  }

  private FitSummary gammaGamma(String currency, double most, SpendLaw law, double growth) {
    return new GammaGamma()
        .setMonetaryCol("spend")
        .fit(
            buyers
                .where(col("currency").equalTo(currency))
                .where(repeats(law.spend()).and(law.spend().leq(most)))
                .withColumn("spend", law.monetary(growth)))
        .summary();
  }
}
