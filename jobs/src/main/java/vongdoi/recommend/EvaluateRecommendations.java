package vongdoi.recommend;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;

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

/**
 * Lets all ways to suggest products foretell the last weeks from what was known before them, repeat
 * purchases and new items apart, and chooses the way that found new items best.
 */
public final class EvaluateRecommendations implements Job {
  private static final String MODEL = "recommend";
  private static final long HASH_SPACE = 1_000_000;
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
    return List.of(Silver.ORDER_ITEMS, Silver.PRODUCTS);
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
    LocalDate split = date.minusDays(config.evaluation().days());
    if (date.toEpochDay() % config.evaluation().everyDays() != 0) {
      return Outputs.none();
    }
    Dataset<Row> items = inputs.keep(sample(inputs.table(Silver.ORDER_ITEMS)));
    Dataset<Row> before = items.where(col("order_date").leq(Date.valueOf(split)));
    Dataset<Row> owned = inputs.keep(Purchases.owned(before, split, config));
    Dataset<Row> offered =
        inputs.keep(Purchases.offered(owned, inputs.table(Silver.PRODUCTS), split, config));
    Dataset<Row> bought = inputs.keep(bought(items, owned, split, date));
    if (bought.isEmpty()) {
      return Outputs.none();
    }
    Map<String, Double> metrics = RankedMetrics.of(lists(before, owned, offered, split), bought);
    return Outputs.of(Gold.RECOMMEND_TRAININGS, training(inputs, date, owned, metrics));
  }

  /** All customers up to the configured number, else a sample by hash. */
  private Dataset<Row> sample(Dataset<Row> items) {
    long customers = items.select("customer_id").distinct().count();
    long most = config.evaluation().maxCustomers();
    long share = customers <= most ? HASH_SPACE : HASH_SPACE * most / customers;
    return items.where("pmod(xxhash64('evaluate', customer_id), " + HASH_SPACE + ") < " + share);
  }

  /** What customers known before bought since: products bought before, and new ones. */
  private static Dataset<Row> bought(
      Dataset<Row> items, Dataset<Row> owned, LocalDate split, LocalDate date) {
    return items
        .where("is_valid and quantity > 0")
        .where("order_date > date'%s' and order_date <= date'%s'".formatted(split, date))
        .select("customer_id", "product_id")
        .distinct()
        .join(owned.select("customer_id").distinct(), "customer_id")
        .join(
            owned.selectExpr("customer_id", "product_id", "'repeat' as known"),
            new String[] {"customer_id", "product_id"},
            "left")
        .selectExpr("coalesce(known, 'new') as target", "customer_id", "product_id");
  }

  private Dataset<Row> lists(
      Dataset<Row> items, Dataset<Row> owned, Dataset<Row> offered, LocalDate split) {
    Dataset<Row> lists =
        list("own-repeat", "repeat", Repeats.of(owned, offered, split, config))
            .unionByName(
                list(
                    "own-frequency",
                    "repeat",
                    owned.selectExpr(
                        "customer_id",
                        "product_id",
                        "days + 1 / (1D + datediff(date'" + split + "', last_day)) as score")));
    for (NewItems way : NewItems.values()) {
      lists = lists.unionByName(list(way.title(), "new", way.of(items, owned, offered, config)));
    }
    return lists;
  }

  private static Dataset<Row> list(String candidate, String target, Dataset<Row> suggestions) {
    return suggestions
        .groupBy("customer_id", "product_id")
        .agg(max("score").as("score"))
        .withColumn("candidate", lit(candidate))
        .withColumn("target", lit(target));
  }

  private Dataset<Row> training(
      Inputs inputs, LocalDate date, Dataset<Row> owned, Map<String, Double> metrics) {
    NewItems best = NewItems.BESTSELLERS;
    for (NewItems way : NewItems.values()) {
      best = ndcg(metrics, way) > ndcg(metrics, best) ? way : best;
    }
    Row row =
        RowFactory.create(
            MODEL,
            MODEL + "-" + date,
            "champion",
            Date.valueOf(date),
            config.evaluation().days(),
            best.title(),
            owned.select("customer_id").distinct().count(),
            CollectionConverters.asScala(new TreeMap<String, Double>()),
            CollectionConverters.asScala(metrics),
            "best NDCG at 10 for new items: %.4f".formatted(ndcg(metrics, best)));
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

  private static double ndcg(Map<String, Double> metrics, NewItems way) {
    return metrics.getOrDefault("new." + way.title() + ".ndcg_at_10", 0.0);
  }
}
