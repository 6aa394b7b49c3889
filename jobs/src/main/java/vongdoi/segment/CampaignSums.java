package vongdoi.segment;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.expr;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * What the customers of each campaign spent: one pass over the orders, joined with the days of all
 * campaigns.
 */
final class CampaignSums {
  private static final String[] UNIT = {"campaign", "customer_id"};

  /** What is summed of each group: exact decimals, so that the order of addition is no matter. */
  private static final List<String> SUMS =
      List.of(
          "count_if(%1$s)",
          "count_if(%1$s and converted)",
          "coalesce(sum(spent) filter (where %1$s), 0)",
          "coalesce(sum(spent * spent) filter (where %1$s), 0)",
          "coalesce(sum(before) filter (where %1$s), 0)",
          "coalesce(sum(change * change) filter (where %1$s), 0)",
          "coalesce(sum(coupon_orders) filter (where %1$s), 0L)");

  /** Where the sums of the treated begin in a row of sums. */
  static final int TREATED = 1;

  /** Where those of the control group begin. */
  static final int CONTROL = TREATED + SUMS.size();

  private final List<Campaign> campaigns;
  private final SparkSession spark;

  CampaignSums(List<Campaign> campaigns, SparkSession spark) {
    this.campaigns = campaigns;
    this.spark = spark;
  }

  /**
   * Sums of both groups of each campaign, over customers who got it, were held out, or bought in
   * its days; who did none of it adds nothing to a sum and is counted apart.
   *
   * @param orders valid ones
   * @param buyers {@code customer_id, first_ordered_on}
   * @return {@code campaign} and the sums of the treated, then of the control group
   */
  Dataset<Row> of(Dataset<Row> contacts, Dataset<Row> orders, Dataset<Row> buyers) {
    Dataset<Row> days =
        spark.createDataFrame(
            campaigns.stream().flatMap(Campaign::dayRows).toList(), Campaign.DAYS);
    Dataset<Row> groups =
        spark.createDataFrame(campaigns.stream().map(Campaign::groupRow).toList(), Campaign.GROUPS);
    Dataset<Row> spent =
        orders
            .join(broadcast(days), "order_date")
            .groupBy("campaign", "customer_id")
            .agg(
                expr("sum(if(is_before, 0, net_amount)) as spent"),
                expr("sum(if(is_before, net_amount, 0)) as before"),
                expr("bool_or(not is_before) as converted"),
                expr("count_if(not is_before and coupon is not null) as coupon_orders"));
    Dataset<Row> units =
        contacts
            .where("customer_id is not null")
            .groupBy("campaign", "customer_id")
            .agg(expr("bool_and(is_control) as is_control"));
    Dataset<Row> all =
        spent
            .join(units, UNIT, "full_outer")
            .join(buyers, new String[] {"customer_id"}, "left")
            .join(broadcast(groups), "campaign")
            .selectExpr(
                "campaign",
                "holds_out or coalesce(first_ordered_on < sent_on, false) as is_compared",
                "coalesce(not is_control, false) as is_mailed",
                "if(holds_out, coalesce(is_control, false), is_control is null) as is_other",
                "coalesce(converted, false) as converted",
                amount("spent"),
                amount("before"),
                "coalesce(coupon_orders, 0L) as coupon_orders")
            .selectExpr(
                "*",
                "is_compared and is_mailed as treated",
                "is_compared and is_other as control",
                "cast(spent - before as decimal(18,2)) as change");
    List<Column> sums = new ArrayList<>();
    for (String group : List.of("treated", "control")) {
      SUMS.forEach(sum -> sums.add(expr(number(sum.formatted(group)))));
    }
    return all.groupBy("campaign")
        .agg(sums.get(0), sums.subList(1, sums.size()).toArray(Column[]::new));
  }

  private static String amount(String column) {
    return "cast(coalesce(%1$s, 0) as decimal(18,2)) as %1$s".formatted(column);
  }

  private static String number(String sum) {
    return "cast(" + sum + " as double)";
  }
}
