package vongdoi.feature;

import static org.apache.spark.sql.functions.expr;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import vongdoi.common.catalog.Gold;
import vongdoi.common.catalog.Silver;
import vongdoi.common.job.Inputs;
import vongdoi.common.job.Job;
import vongdoi.common.job.Outputs;
import vongdoi.common.table.Table;
import vongdoi.common.table.Write;

/**
 * Computes what is known of each customer as of the run date and of the dates that models train on.
 *
 * <p>Each fact goes to every as-of date that may know of it, and one aggregation makes the rows of
 * all dates. Amounts are summed as decimals, so that no order of summing shows in the result.
 */
public final class ComputeFeatures implements Job {
  private static final List<String> SUMS =
      List.of(
          "orders_count",
          "order_days",
          "orders_30d",
          "orders_90d",
          "orders_365d",
          "amount_30d",
          "amount_90d",
          "amount_365d",
          "total_amount",
          "main_orders",
          "discount",
          "gross",
          "refunds_365d",
          "categories_count",
          "margin_base",
          "margin_amount",
          "sessions_30d",
          "sessions_90d",
          "products_viewed_30d",
          "cart_additions_30d",
          "carts_abandoned_90d",
          "failed_payments_90d",
          "complaints_365d",
          "active_subscriptions_count");
  private static final List<String> LATEST =
      List.of(
          "currency",
          "first_day",
          "last_day",
          "first_day_amount",
          "first_day_bought",
          "last_session_day",
          "profile_class");

  private final FeatureConfig config;

  public ComputeFeatures(FeatureConfig config) {
    this.config = config;
  }

  @Override
  public String name() {
    return "feature.customers";
  }

  @Override
  public String meaning() {
    return "Computes features of each customer as of the run date and of the training dates";
  }

  @Override
  public List<Table> reads() {
    return List.of(
        Silver.ORDERS,
        Silver.ORDER_ITEMS,
        Silver.PRODUCTS,
        Silver.SESSIONS,
        Silver.CARTS,
        Silver.PAYMENTS,
        Silver.FEEDBACK,
        Silver.SUBSCRIPTIONS,
        Silver.PROFILES);
  }

  @Override
  public List<Write> writes() {
    return List.of(Write.replacePartitions(Gold.FEATURES));
  }

  @Override
  public String settings() {
    return config.toString();
  }

  @Override
  public Outputs run(Inputs inputs) {
    AsOfDates asOf = new AsOfDates(inputs.run(), config);
    BehaviourFeatures behaviour = new BehaviourFeatures(asOf);
    Dataset<Row> measures =
        Stream.of(
                behaviour.traces(inputs.table(Silver.PROFILES), config.classes()),
                OrderFeatures.of(inputs.table(Silver.ORDERS), asOf),
                behaviour.categories(inputs.table(Silver.ORDER_ITEMS), CategoryMargins.of(inputs)),
                behaviour.sessions(inputs.table(Silver.SESSIONS)),
                behaviour.carts(inputs.table(Silver.CARTS)),
                behaviour.payments(inputs.table(Silver.PAYMENTS)),
                behaviour.feedback(inputs.table(Silver.FEEDBACK)),
                behaviour.subscriptions(inputs.table(Silver.SUBSCRIPTIONS)))
            .reduce((one, other) -> one.unionByName(other, true))
            .orElseThrow();
    return Outputs.of(Gold.FEATURES, derive(sum(measures)));
  }

  private static Dataset<Row> sum(Dataset<Row> measures) {
    Stream<Column> sums = SUMS.stream().map(c -> expr("coalesce(sum(" + c + "), 0) as " + c));
    Stream<Column> latest = LATEST.stream().map(c -> expr("max(" + c + ") as " + c));
    Column[] all =
        Stream.concat(sums, Stream.concat(latest, Stream.of(expr("max(last_nps) as last_nps"))))
            .toArray(Column[]::new);
    return measures.groupBy("as_of_date", "customer_id").agg(all[0], tail(all));
  }

  private static Column[] tail(Column[] all) {
    return Arrays.copyOfRange(all, 1, all.length);
  }

  private Dataset<Row> derive(Dataset<Row> sums) {
    return sums.selectExpr(
            "*",
            "orders_count > 0 as is_buyer",
            "cast(datediff(as_of_date, first_day) as double) as days_since_first_order",
            "cast(datediff(as_of_date, last_day) as double) as days_since_last_order",
            "cast(datediff(last_day, first_day) as double) as days_first_to_last_order",
            "greatest(order_days - 1, 0L) as repeat_orders_count",
            "cast(datediff(as_of_date, last_session_day) as double) as days_since_last_session",
            "last_nps.score as last_nps_score",
            "if(main_orders > 0, cast(total_amount as double) / main_orders, null)"
                + " as mean_order_amount",
            "if(gross > 0, cast(discount as double) / cast(gross as double), 0D)"
                + " as discount_share",
            "cast(gross - discount as double) as bought_amount",
            "if(gross > discount, greatest(0D, least(1D, 1D - cast(total_amount as double)"
                + " / cast(gross - discount as double))), 0D) as returned_share",
            "if(margin_base > 0, cast(margin_amount as double) / cast(margin_base as double), null)"
                + " as margin_share")
        .selectExpr(
            "*",
            "if(repeat_orders_count > 0, cast(total_amount - first_day_amount as double)"
                + " / repeat_orders_count, null) as mean_repeat_order_amount",
            "if(repeat_orders_count > 0, cast(gross - discount - first_day_bought as double)"
                + " / repeat_orders_count, null) as mean_repeat_bought_amount",
            "if(repeat_orders_count > 0, days_first_to_last_order / repeat_orders_count, null)"
                + " as mean_gap_days")
        .withColumn("gap_ratio", expr("days_since_last_order / mean_gap_days"))
        .withColumn("customer_class", expr(CustomerClasses.of(config.classes())));
  }
}
