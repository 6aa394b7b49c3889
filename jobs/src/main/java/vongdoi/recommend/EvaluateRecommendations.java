package vongdoi.recommend;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.countDistinct;
import static org.apache.spark.sql.functions.lit;

import java.sql.Date;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import scala.jdk.javaapi.CollectionConverters;
import vongdoi.common.catalog.Gold;
import vongdoi.common.catalog.Silver;
import vongdoi.common.job.Inputs;
import vongdoi.common.job.Job;
import vongdoi.common.job.Outputs;
import vongdoi.common.table.Table;
import vongdoi.common.table.Write;
import vongdoi.customer.Profiling;
import vongdoi.recommend.ways.Contest;
import vongdoi.recommend.ways.Judge;
import vongdoi.recommend.ways.Learner;
import vongdoi.recommend.ways.PurchaseLog;
import vongdoi.recommend.ways.Shop;

/**
 * Lets all ways to suggest products foretell the last weeks from what was known before them, repeat
 * purchases and new items apart, and chooses the way that found new items best. Their settings, and
 * what several of them say together, are found on the weeks before those.
 */
public final class EvaluateRecommendations implements Job {
  private static final String MODEL = "recommend";
  private final RecommendConfig config;

  public EvaluateRecommendations(RecommendConfig config) {
    this.config = config;
  }

  @Override
  public String name() {
    return "recommend.evaluate";
  }

  @Override
  public String meaning() {
    return "Compares the ways to suggest products on the last weeks, and chooses one";
  }

  @Override
  public List<Table> reads() {
    return List.of(Silver.ORDER_ITEMS, Silver.PRODUCTS, Silver.PROFILES);
  }

  @Override
  public List<Write> writes() {
    return List.of(Write.upsert(Gold.RECOMMEND_TRAININGS));
  }

  @Override
  public String settings() {
    return config.toString();
  }

  @Override
  public Outputs run(Inputs inputs) {
    LocalDate date = inputs.run().date();
    if (date.toEpochDay() % config.evaluation().everyDays() != 0) {
      return Outputs.none();
    }
    int days = config.evaluation().days();
    int back = config.historyDays();
    Dataset<Row> items =
        inputs.keep(
            sample(
                Profiling.without(
                    inputs.table(Silver.ORDER_ITEMS).where(col("order_date").leq(inputs.date())),
                    inputs.table(Silver.PROFILES))));
    Dataset<Row> purchases = inputs.keep(Purchases.days(items, date, back + 2 * days));
    // What there was to sell then nobody knows.
    Catalogue catalogue = Catalogue.of(purchases, inputs.table(Silver.PRODUCTS), 0);
    PurchaseLog log = Purchases.log(inputs, Purchases.byCustomer(purchases, catalogue), catalogue);
    Shop late = Shop.of(log, days, back);
    Judge judge = new Judge(log, late, days, days, Judge.Target.NEW);
    Judge again = new Judge(log, late, days, days, Judge.Target.REPEAT);
    if (judge.customers() + again.customers() == 0) {
      return Outputs.none();
    }
    Shop early = Shop.of(log, 2 * days, back);
    Judge earlier = new Judge(log, early, 2 * days, days, Judge.Target.NEW);
    Contest contest = new Contest(early, earlier, offered(catalogue, early));
    List<Learner> ways = NewItems.ways(items, catalogue, date, config);
    ways.forEach(contest::enter);
    WayChosen chosen = WayChosen.of(contest, ways, late, judge, offered(catalogue, late));
    Map<String, Double> metrics = new TreeMap<>(chosen.metrics());
    repeats(catalogue, late, again, metrics);
    return Outputs.of(
        Gold.RECOMMEND_TRAININGS, training(inputs, date, late.histories().size(), chosen, metrics));
  }

  private boolean[] offered(Catalogue catalogue, Shop shop) {
    return catalogue.offered(shop.recentBuyers(config.soldWithinDays()));
  }

  /** All customers up to the configured numbers, else a sample by hash. */
  private Dataset<Row> sample(Dataset<Row> items) {
    Row count =
        items.agg(countDistinct("customer_id").cast("double"), count("*").cast("double")).head();
    return Purchases.sample(
        items,
        Math.min(
            config.evaluation().maxCustomers() / Math.max(1, count.getDouble(0)),
            config.maxPurchases() / Math.max(1, count.getDouble(1))));
  }

  private void repeats(Catalogue catalogue, Shop shop, Judge judge, Map<String, Double> metrics) {
    Repeats repeats = Repeats.of(shop, offered(catalogue, shop), config);
    WayChosen.put(metrics, "repeat.own-repeat", judge.of(history -> repeats.due(history, 10)));
    WayChosen.put(
        metrics, "repeat.own-frequency", judge.of(history -> Repeats.frequent(history, 10)));
    metrics.put("repeat.customers", (double) judge.customers());
  }

  private Dataset<Row> training(
      Inputs inputs,
      LocalDate date,
      long customers,
      WayChosen chosen,
      Map<String, Double> metrics) {
    Row row =
        RowFactory.create(
            MODEL,
            MODEL + "-" + date,
            "champion",
            Date.valueOf(date),
            config.evaluation().days(),
            chosen.algorithm(),
            customers,
            CollectionConverters.asScala(chosen.parameters()),
            CollectionConverters.asScala(metrics),
            chosen.reason().en(),
            chosen.reason().vi());
    Dataset<Row> former =
        inputs
            .own(Gold.RECOMMEND_TRAININGS)
            .where(
                col("status").equalTo("champion").and(col("version").notEqual(MODEL + "-" + date)))
            .withColumn("status", lit("challenger"));
    return inputs
        .spark()
        .createDataFrame(List.of(row), Gold.RECOMMEND_TRAININGS.schema())
        .unionByName(former);
  }
}
