package vongdoi.recommend;

import static org.apache.spark.sql.functions.col;

import java.sql.Date;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import vongdoi.common.catalog.Gold;
import vongdoi.common.catalog.Silver;
import vongdoi.common.job.Inputs;
import vongdoi.common.job.Job;
import vongdoi.common.job.Outputs;
import vongdoi.common.table.Table;
import vongdoi.common.table.Write;
import vongdoi.customer.Profiling;
import vongdoi.recommend.ways.Blend;
import vongdoi.recommend.ways.BuyerHistory;
import vongdoi.recommend.ways.Contest;
import vongdoi.recommend.ways.Shop;

/**
 * Suggests to each buyer products due again, new ones, and bestsellers.
 *
 * <p>What is known of the products is learnt in the driver's memory, from a bounded number of
 * purchases in dense numbers, and sent to the tasks, where each customer costs one pass over it.
 */
public final class RecommendProducts implements Job {
  private final RecommendConfig config;

  public RecommendProducts(RecommendConfig config) {
    this.config = config;
  }

  @Override
  public String name() {
    return "recommend.products";
  }

  @Override
  public String meaning() {
    return "Suggests products due again, products bought with those bought before, and bestsellers";
  }

  @Override
  public List<Table> reads() {
    return List.of(Silver.ORDER_ITEMS, Silver.PRODUCTS, Silver.PROFILES, Gold.RECOMMEND_TRAININGS);
  }

  @Override
  public List<Write> writes() {
    return List.of(Write.replace(Gold.RECOMMENDATIONS));
  }

  @Override
  public String settings() {
    return config.toString();
  }

  @Override
  public Outputs run(Inputs inputs) {
    LocalDate date = inputs.run().date();
    int back = config.historyDays();
    Dataset<Row> items =
        Profiling.without(
            inputs.table(Silver.ORDER_ITEMS).where(col("order_date").leq(inputs.date())),
            inputs.table(Silver.PROFILES));
    Dataset<Row> days = inputs.keep(Purchases.days(items, date, back));
    Catalogue catalogue = Catalogue.of(days, inputs.table(Silver.PRODUCTS), config.minStock());
    Dataset<Row> customers = inputs.keep(Purchases.byCustomer(days, catalogue));
    double share = Math.min(1, (double) config.maxPurchases() / catalogue.purchases());
    Shop shop =
        Shop.of(Purchases.log(inputs, Purchases.sample(customers, share), catalogue), 0, back);
    boolean[] offered = catalogue.offered(shop.recentBuyers(config.soldWithinDays()));
    Blend blend =
        Contest.learn(
            shop,
            NewItems.ways(Purchases.sample(items, share), catalogue, date, config),
            chosen(inputs));
    Suggester suggester = new Suggester(catalogue, shop, blend, offered, config);
    return Outputs.of(Gold.RECOMMENDATIONS, suggestions(inputs, customers, suggester));
  }

  private Dataset<Row> suggestions(Inputs inputs, Dataset<Row> customers, Suggester suggester) {
    int back = config.historyDays();
    Broadcast<Suggester> sent =
        JavaSparkContext.fromSparkContext(inputs.spark().sparkContext()).broadcast(suggester);
    FlatMapFunction<Row, Row> suggest =
        customer ->
            sent.value()
                .suggest(
                    customer.getString(0),
                    BuyerHistory.of(Purchases.longs(customer.getList(1)), 0, back))
                .iterator();
    return customers
        .select("customer_id", "purchases")
        .flatMap(suggest, Encoders.row(Gold.RECOMMENDATIONS.schema()));
  }

  /** What the newest evaluation chose; without one nothing, and the first way is taken. */
  private static Map<String, Double> chosen(Inputs inputs) {
    return inputs
        .collected(
            inputs
                .table(Gold.RECOMMEND_TRAININGS)
                .where(col("status").equalTo("champion").and(col("trained_on").leq(inputs.date()))))
        .stream()
        .max(Comparator.comparing(row -> row.<Date>getAs("trained_on")))
        .map(row -> row.<String, Double>getJavaMap(row.fieldIndex("parameters")))
        .orElse(Map.of());
  }
}
