package vongdoi.clv;

import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;

import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import scala.jdk.javaapi.CollectionConverters;
import vongdoi.clv.contract.ContractBacktest;
import vongdoi.clv.contract.ContractMonths;
import vongdoi.clv.contract.Contracts;
import vongdoi.clv.contract.HazardModel;
import vongdoi.clv.contract.SurvivalCurve;
import vongdoi.common.catalog.Gold;
import vongdoi.common.catalog.Silver;
import vongdoi.common.job.Inputs;
import vongdoi.common.job.Job;
import vongdoi.common.job.Outputs;
import vongdoi.common.table.Table;
import vongdoi.common.table.Write;
import vongdoi.customer.Profiling;
import vongdoi.customer.models.InBothLanguages;

/**
 * Churn and value where a contract says when a customer leaves: fits the shifted beta-geometric
 * model on all subscriptions, scores those in force, and says how the fit made some time ago
 * foretold the ends that came since.
 */
public final class ScoreContracts implements Job {
  private final ClvConfig config;

  public ScoreContracts(ClvConfig config) {
    this.config = config;
  }

  @Override
  public String name() {
    return "clv.contracts";
  }

  @Override
  public String meaning() {
    return "Scores how likely each subscription is renewed, and what it will bring";
  }

  @Override
  public List<Table> reads() {
    List<Table> tables = new ArrayList<>(ContractMonths.tables());
    tables.add(Silver.PROFILES);
    tables.add(Gold.HAZARD_TRAININGS);
    return tables;
  }

  @Override
  public List<Write> writes() {
    return List.of(
        Write.upsert(Gold.CONTRACT_TRAININGS),
        Write.replace(Gold.CONTRACT_SURVIVAL),
        Write.replace(Gold.CONTRACT_SCORES));
  }

  @Override
  public String settings() {
    return config.toString();
  }

  @Override
  public Outputs run(Inputs inputs) {
    LocalDate date = inputs.run().date();
    Dataset<Row> subscriptions =
        Profiling.without(inputs.table(Silver.SUBSCRIPTIONS), inputs.table(Silver.PROFILES));
    Dataset<Row> contracts = inputs.keep(Contracts.at(subscriptions, date, inputs.run()));
    long count = contracts.count();
    if (count == 0) {
      return Outputs.of(Gold.CONTRACT_SURVIVAL, inputs.own(Gold.CONTRACT_SURVIVAL).limit(0))
          .and(Gold.CONTRACT_SCORES, inputs.own(Gold.CONTRACT_SCORES).limit(0));
    }
    Map<String, Double> parameters = Contracts.fit(contracts, config.minCustomers());
    LocalDate then = date.minusDays(config.backtestDays());
    Map<String, Double> metrics =
        backtest(Contracts.at(subscriptions, then, inputs.run()), contracts);
    Optional<HazardModel> hazard = HazardModel.champion(inputs);
    String scoring = hazard.map(HazardModel::version).orElse(version(inputs));
    Dataset<Row> curve =
        inputs.keep(
            SurvivalCurve.of(
                hazard
                    .map(model -> byAttributes(inputs, contracts, model))
                    .orElseGet(() -> byAge(inputs, contracts, parameters)),
                config.annualDiscountRate()));
    Dataset<Row> byAge =
        Contracts.scored(
            contracts.where("ended = 0"),
            parameters,
            config.horizonDays(),
            config.annualDiscountRate());
    Dataset<Row> scored =
        hazard.isPresent() ? withHazard(byAge, curve) : SurvivalCurve.withoutReasons(byAge);
    return Outputs.of(Gold.CONTRACT_TRAININGS, training(inputs, date, count, parameters, metrics))
        .and(Gold.CONTRACT_SURVIVAL, survival(inputs, curve, scoring))
        .and(Gold.CONTRACT_SCORES, scores(inputs, scored, scoring));
  }

  private int months() {
    return Math.max(config.hazard().survivalMonths(), SurvivalCurve.months(config.horizonDays()));
  }

  private Dataset<Row> byAttributes(Inputs inputs, Dataset<Row> contracts, HazardModel model) {
    return model.scored(
        new ContractMonths(inputs.run().date(), model.kind()).ahead(contracts, months(), inputs));
  }

  /** The same from renewals alone. */
  private Dataset<Row> byAge(
      Inputs inputs, Dataset<Row> contracts, Map<String, Double> parameters) {
    Dataset<Row> ahead = ContractMonths.ahead(contracts, months());
    return SurvivalCurve.withoutReasons(Contracts.withHazard(ahead, parameters));
  }

  /** The hazard's figures where it has some. */
  private Dataset<Row> withHazard(Dataset<Row> byAge, Dataset<Row> curve) {
    Dataset<Row> byHazard =
        SurvivalCurve.within(curve, config.horizonDays())
            .withColumnRenamed("renewal_probability", "next_renewal");
    return byAge
        .drop("churn_probability", "expected_renewals", "discounted_renewals")
        .join(byHazard, "subscription_id")
        .withColumn("renewal_probability", expr("coalesce(next_renewal, renewal_probability)"));
  }

  private Dataset<Row> survival(Inputs inputs, Dataset<Row> curve, String version) {
    return curve
        .where("ahead < " + config.hazard().survivalMonths())
        .selectExpr(
            "subscription_id",
            "ahead + 1 as month",
            "customer_id",
            "hazard as hazard_probability",
            "survival as survival_probability",
            "cast(amount * discounted * %sD as decimal(18,2)) as remaining_amount"
                .formatted(config.margin()),
            "currency")
        .withColumn("model_version", lit(version))
        .withColumn("as_of_date", inputs.date());
  }

  private Dataset<Row> scores(Inputs inputs, Dataset<Row> scored, String version) {
    return scored
        .selectExpr(
            "subscription_id",
            "customer_id",
            "cast(renewals as bigint) as renewals_count",
            "renewal_probability",
            "churn_probability",
            "expected_renewals",
            "cast(amount * discounted_renewals * %sD as decimal(18,2)) as contract_amount"
                .formatted(config.margin()),
            "currency",
            "reasons_en",
            "reasons_vi")
        .withColumn("horizon_days", lit(config.horizonDays()))
        .withColumn("model_version", lit(version))
        .withColumn("as_of_date", inputs.date());
  }

  /**
   * Ends foretold and come of the contracts in force then; nothing where no contract had ended
   * then, since that fit could not foretell any.
   */
  private Map<String, Double> backtest(Dataset<Row> then, Dataset<Row> now) {
    Map<String, Double> metrics = new TreeMap<>();
    if (then.where("ended = 1").isEmpty()) {
      return metrics;
    }
    Dataset<Row> outcome = now.selectExpr("subscription_id", "double(ended) as churned");
    List<Row> rows =
        Contracts.scored(
                then.where("ended = 0"),
                Contracts.fit(then, config.minCustomers()),
                config.backtestDays(),
                0)
            .join(outcome, "subscription_id")
            .selectExpr("greatest(least(churn_probability, 0.999D), 0.001D) as p", "churned as y")
            .groupBy(expr("round(p, 6) as p"))
            .agg(expr("cast(count(1) as double) as n"), expr("sum(y) as ended"))
            .orderBy("p")
            .collectAsList();
    return ContractBacktest.of(rows);
  }

  private Dataset<Row> training(
      Inputs inputs,
      LocalDate date,
      long contracts,
      Map<String, Double> parameters,
      Map<String, Double> metrics) {
    InBothLanguages reason =
        metrics.isEmpty()
            ? FitClv.BY_LIKELIHOOD.then(
                InBothLanguages.formatted(
                    "; not tested on later ends: %d days before, none had ended",
                    "; chưa kiểm tra trên các gói dừng về sau: %d ngày trước chưa gói nào dừng",
                    config.backtestDays()))
            : FitClv.BY_LIKELIHOOD;
    Row row =
        RowFactory.create(
            "contract",
            version(inputs),
            "champion",
            Date.valueOf(date),
            config.horizonDays(),
            "shifted beta-geometric",
            contracts,
            CollectionConverters.asScala(parameters),
            CollectionConverters.asScala(metrics),
            reason.en(),
            reason.vi());
    Dataset<Row> champion =
        inputs.spark().createDataFrame(List.of(row), Gold.CONTRACT_TRAININGS.schema());
    Dataset<Row> former =
        inputs
            .own(Gold.CONTRACT_TRAININGS)
            .where("status = 'champion' and version <> '" + version(inputs) + "'")
            .withColumn("status", lit("challenger"));
    return champion.unionByName(former);
  }

  private static String version(Inputs inputs) {
    return "contract-" + inputs.run().date();
  }
}
