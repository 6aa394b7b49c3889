package vongdoi.clv;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.sql.Date;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import scala.jdk.javaapi.CollectionConverters;
import vongdoi.common.catalog.Gold;
import vongdoi.common.job.AsOf;
import vongdoi.common.job.Inputs;
import vongdoi.common.job.Job;
import vongdoi.common.job.Outputs;
import vongdoi.common.table.Table;
import vongdoi.common.table.Write;
import vongdoi.customer.models.InBothLanguages;
import vongdoi.models.PurchaseFamily;
import vongdoi.models.purchase.PurchaseModel;
import vongdoi.models.season.BusinessClocks;

/**
 * Fits how often customers order and what they spend, as of the run date: by the family of models
 * that, fitted on what was known some time ago, found most likely what came since.
 */
public final class FitClv implements Job {
  static final String CHAMPION = "champion";
  static final String REJECTED = "rejected";
  static final InBothLanguages BY_LIKELIHOOD =
      new InBothLanguages("fitted by maximum likelihood", "ước lượng bằng hợp lý cực đại");
  private static final String SCORE_OF_SPEND = "out_of_time_amount_score.";

  private final ClvConfig config;

  public FitClv(ClvConfig config) {
    this.config = config;
  }

  @Override
  public String name() {
    return "clv.fit";
  }

  @Override
  public String meaning() {
    return "Fits the customer-base models and tests them on the recent past";
  }

  @Override
  public List<Table> reads() {
    return List.of(Gold.FEATURES, Gold.SEASON);
  }

  @Override
  public List<Write> writes() {
    return List.of(Write.upsert(Gold.CLV_TRAININGS));
  }

  @Override
  public String settings() {
    return config.toString();
  }

  @Override
  public Outputs run(Inputs inputs) {
    LocalDate date = inputs.run().date();
    BusinessClocks known = clocks(inputs);
    Map<String, Double> metrics = new TreeMap<>();
    Histories histories = new Histories(inputs);
    Optional<Chosen> chosen = choose(histories, Window.of(date, known, config), known, metrics);
    boolean inBusinessTime = chosen.map(Chosen::inBusinessTime).orElse(true);
    BusinessClocks clocks = inBusinessTime ? known : BusinessClocks.CALENDAR;
    Dataset<Row> buyers = histories.of(date, clocks);
    long customers = inputs.count(buyers);
    if (customers == 0) {
      AsOf.require(inputs, Gold.FEATURES, date, "feature.customers");
      return Outputs.of(Gold.CLV_TRAININGS, inputs.own(Gold.CLV_TRAININGS).limit(0));
    }
    PurchaseFamily family = chosen.map(Chosen::family).orElse(PurchaseFamily.BETA_GEOMETRIC);
    SpendLaw law = chosen.map(c -> c.refined().spend().law()).orElse(SpendLaw.PLAIN);
    PurchaseModel<?> orders = Rivals.fit(family, buyers, config, customers);
    Forecast forecast =
        new Forecast(
            family,
            orders,
            new SpendMoments(buyers, config.maxOrderAmountQuantile()).fit(law),
            chosen.map(c -> c.refined().tuning()).orElse(Tuning.NONE),
            chosen.map(c -> c.refined().correction()).orElse(Correction.NONE));
    metrics.put("log_likelihood", orders.summary().logLikelihood());
    metrics.put("distinct_histories", (double) orders.summary().distinctObservations());
    metrics.put("dropout_identified", orders.summary().dropoutIdentified() ? 1.0 : 0.0);
    metrics.put(
        "season_index_ahead", clocks.ahead(date, config.horizonDays()) / config.horizonDays());
    Coverage coverage = Coverage.of(metrics, config);
    String status = coverage.isRefused() ? REJECTED : CHAMPION;
    Map<String, Double> parameters = forecast.parameters();
    parameters.put(Trial.IN_BUSINESS_TIME, clocks.at(date).isCalendar() ? 0.0 : 1.0);
    Dataset<Row> fitted =
        inputs
            .spark()
            .createDataFrame(
                List.of(row(date, status, forecast, customers, parameters, metrics, coverage)),
                Gold.CLV_TRAININGS.schema());
    Outputs outputs =
        Outputs.of(
            Gold.CLV_TRAININGS,
            coverage.isRefused() ? fitted : fitted.unionByName(formerChampions(inputs)));
    coverage.finding().ifPresent(outputs::found);
    return outputs;
  }

  /** They step down for the new one. */
  private static Dataset<Row> formerChampions(Inputs inputs) {
    return inputs
        .own(Gold.CLV_TRAININGS)
        .where(col("status").equalTo(CHAMPION).and(col("version").notEqual(version(inputs))))
        .withColumn("status", lit("challenger"));
  }

  /** What foretold best. */
  private record Chosen(Forecast refined, boolean inBusinessTime) {
    PurchaseFamily family() {
      return refined.family();
    }
  }

  /**
   * The family and the kind of time that foretold best, with their backtest among the metrics, and
   * whether to correct them.
   */
  private Optional<Chosen> choose(
      Histories histories, Window window, BusinessClocks known, Map<String, Double> metrics) {
    long then = histories.count(window.before(), window.clocks());
    if (then == 0) {
      return Optional.empty();
    }
    Trial trial = bySpend(inBetterTime(histories, window, then, metrics), metrics);
    trial
        .likelihoods()
        .forEach(
            (family, value) -> metrics.put("out_of_time_log_likelihood." + family.title(), value));
    metrics.put(
        "backtest_season_index", trial.window().ahead(window.before()) / config.backtestDays());
    boolean inBusinessTime = window.isByCalendar() || !trial.window().isByCalendar();
    Chosen chosen = new Chosen(refined(histories, trial, then, metrics), inBusinessTime);
    metrics.putAll(
        BacktestWindows.figures(
            histories, trial, inBusinessTime ? known : BusinessClocks.CALENDAR, config));
    return Optional.of(chosen);
  }

  /** Another law of spend counts where it foretold the money better. */
  private Trial bySpend(Trial plain, Map<String, Double> metrics) {
    Trial best = plain;
    for (SpendLaw law : plain.spends().rivals()) {
      Trial rival = plain.with(plain.forecast().with(plain.spends().fit(law)), config);
      metrics.put(SCORE_OF_SPEND + law.title(), rival.figures().get(Backtest.AMOUNT_SCORE));
      best =
          rival.figures().get(Backtest.AMOUNT_SCORE) > best.figures().get(Backtest.AMOUNT_SCORE)
              ? rival
              : best;
    }
    if (!plain.spends().rivals().isEmpty()) {
      metrics.put(
          SCORE_OF_SPEND + SpendLaw.PLAIN.title(), plain.figures().get(Backtest.AMOUNT_SCORE));
    }
    return best;
  }

  /** The season stays out where the calendar's own time foretold orders better. */
  private Trial inBetterTime(
      Histories histories, Window window, long then, Map<String, Double> metrics) {
    Trial trial =
        Trial.of(histories, window, PurchaseFamily.CONTINUOUS, SpendLaw.PLAIN, then, config);
    if (window.isByCalendar()) {
      return trial;
    }
    Trial plain =
        Trial.of(
            histories,
            window.byCalendar(),
            PurchaseFamily.CONTINUOUS,
            SpendLaw.PLAIN,
            then,
            config);
    boolean helps = trial.foretellsOrdersAsWellAs(plain);
    metrics.putAll(
        helps
            ? Trial.named("calendar.", plain.figures())
            : Trial.named("season.", trial.figures()));
    return helps ? trial : plain;
  }

  /** What is learnt on the time before, and used where it foretold the later time better. */
  private Forecast refined(
      Histories histories, Trial trial, long then, Map<String, Double> metrics) {
    Window window = trial.window();
    if (then < config.minCustomers()
        || histories.count(window.earlier(), window.clocks()) < config.minCustomers()) {
      metrics.putAll(trial.figures());
      return trial.forecast();
    }
    Dataset<Row> older = histories.pairs(window.earlier(), window.before(), window.clocks());
    double ahead = window.ahead(window.before());
    double aheadThen = window.ahead(window.earlier());
    Forecast plain = trial.forecast();
    Tuning learnt = TuningFit.of(plain, Backtest.foretold(plain, older, aheadThen, config));
    Trial tuned = trial.nearer(trial.with(plain.with(learnt), config), config);
    Correction correction =
        Correction.fit(Backtest.foretold(tuned.forecast(), older, aheadThen, config));
    Trial corrected = tuned.with(tuned.forecast().with(correction), config);
    boolean better = isBetter(corrected.figures(), tuned.figures());
    metrics.putAll(better ? corrected.figures() : tuned.figures());
    metrics.putAll(Trial.named("plain.", trial.figures()));
    metrics.putAll(
        better
            ? Trial.named("uncorrected.", tuned.figures())
            : Trial.named("corrected.", corrected.figures()));
    // What ships learns from the newest outcomes too.
    Dataset<Row> newest = Backtest.foretold(plain, trial.pairs(), ahead, config);
    Forecast shipped =
        plain.with(tuned.forecast().tuning().between(TuningFit.of(plain, newest), learnt));
    return better
        ? shipped.with(Correction.fit(Backtest.foretold(shipped, trial.pairs(), ahead, config)))
        : shipped;
  }

  /** Customers ranked better, and the total at least as near. */
  private static boolean isBetter(Map<String, Double> one, Map<String, Double> other) {
    String gini = "backtest_normalised_gini";
    String error = "backtest_amount_error";
    return one.get(gini) > other.get(gini)
        && Math.abs(one.getOrDefault(error, 1.0)) <= Math.abs(other.getOrDefault(error, 0.0));
  }

  private static String version(Inputs inputs) {
    return "clv-" + inputs.run().date();
  }

  private Row row(
      LocalDate date,
      String status,
      Forecast forecast,
      long customers,
      Map<String, Double> parameters,
      Map<String, Double> metrics,
      Coverage coverage) {
    InBothLanguages reason =
        (forecast.orders().summary().dropoutIdentified()
                ? BY_LIKELIHOOD
                : new InBothLanguages(
                    "no dropout identified: steadied by a weak prior",
                    "không nhận ra lúc khách rời: giữ vững bằng tiên nghiệm yếu"))
            .then(coverage.inWords());
    return RowFactory.create(
        "clv",
        "clv-" + date,
        status,
        Date.valueOf(date),
        config.horizonDays(),
        forecast.algorithm(),
        customers,
        CollectionConverters.asScala(parameters),
        CollectionConverters.asScala(metrics),
        reason.en(),
        reason.vi());
  }

  /** An empty table, which most have, costs no query. */
  private static BusinessClocks clocks(Inputs inputs) {
    return inputs.isEmpty(Gold.SEASON)
        ? BusinessClocks.CALENDAR
        : BusinessClocks.of(inputs.table(Gold.SEASON));
  }
}
