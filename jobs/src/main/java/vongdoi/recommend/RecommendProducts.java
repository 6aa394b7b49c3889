package vongdoi.recommend;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;

import java.time.LocalDate;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import vongdoi.common.catalog.Gold;
import vongdoi.common.catalog.Silver;
import vongdoi.common.job.Inputs;
import vongdoi.common.job.Job;
import vongdoi.common.job.Outputs;
import vongdoi.common.table.Table;
import vongdoi.common.table.Write;

/** Suggests to each buyer products due again, products bought with theirs, and bestsellers. */
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
    return List.of(Silver.ORDER_ITEMS, Silver.PRODUCTS, Gold.RECOMMEND_TRAININGS);
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
    Dataset<Row> items =
        inputs.table(Silver.ORDER_ITEMS).where(col("order_date").leq(inputs.date()));
    Dataset<Row> owned = inputs.keep(Purchases.owned(items, date, config));
    Dataset<Row> offered =
        inputs.keep(Purchases.offered(owned, inputs.table(Silver.PRODUCTS), date, config));
    Dataset<Row> suggestions =
        Repeats.of(owned, offered, date, config)
            .unionByName(way(inputs).of(items, owned, offered, config))
            .unionByName(Bestsellers.of(owned, offered, config));
    return Outputs.of(Gold.RECOMMENDATIONS, inWords(best(suggestions), offered));
  }

  /** What the newest evaluation chose; without one, the products bought together. */
  private static NewItems way(Inputs inputs) {
    return inputs
        .table(Gold.RECOMMEND_TRAININGS)
        .where(col("status").equalTo("champion").and(col("trained_on").leq(inputs.date())))
        .orderBy(col("trained_on").desc())
        .limit(1)
        .collectAsList()
        .stream()
        .map(row -> NewItems.named(row.getAs("algorithm")))
        .findFirst()
        .orElse(NewItems.ITEM_TO_ITEM);
  }

  /** The strongest per customer; repeats beyond their number only fill places left empty. */
  private Dataset<Row> best(Dataset<Row> suggestions) {
    return suggestions
        .groupBy("customer_id", "product_id")
        .agg(expr("max(struct(score, kind, because_product_id, gap)) as s"))
        .select("customer_id", "product_id", "s.*")
        .withColumn("is_repeat", expr("kind in ('repeat', 'again')"))
        .withColumn(
            "place",
            expr(
                "row_number() over (partition by customer_id, is_repeat"
                    + " order by score desc, product_id)"))
        .withColumn(
            "score",
            expr("if(is_repeat and place > " + config.maxRepeats() + ", score * 0.0001D, score)"))
        .withColumn(
            "rank",
            expr("row_number() over (partition by customer_id order by score desc, product_id)"))
        .where(col("rank").leq(config.suggestions()));
  }

  /** A product that the catalogue does not name is called by its id. */
  private static Dataset<Row> inWords(Dataset<Row> best, Dataset<Row> offered) {
    return best.join(offered.select("product_id", "category"), "product_id")
        .join(
            offered.selectExpr("product_id as because_product_id", "name as because_name"),
            new String[] {"because_product_id"},
            "left")
        .withColumn(
            "reason",
            expr(
                "case kind when 'repeat' then concat('you buy it every ~', gap, ' days')"
                    + " when 'again' then concat('usually bought again after ~', gap, ' days')"
                    + " when 'together' then concat('bought with ', coalesce(because_name, because_product_id))"
                    + " when 'taste' then 'liked by customers with a similar taste'"
                    + " when 'category' then concat('popular in ', category)"
                    + " else 'popular in the shop' end"));
  }
}
