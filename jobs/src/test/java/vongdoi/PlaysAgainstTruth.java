package vongdoi;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import vongdoi.common.catalog.Bronze;
import vongdoi.common.catalog.Gold;
import vongdoi.common.table.Table;
import vongdoi.common.table.Warehouse;

/** Compares what plays are about with what the made-up shop knows to be true. */
final class PlaysAgainstTruth {
  private final Warehouse lake;
  private final SparkSession spark;
  private final String truth;
  private final Timestamp end;

  PlaysAgainstTruth(Warehouse lake, String truth, Instant end) {
    this.lake = lake;
    this.spark = lake.spark();
    this.truth = truth;
    this.end = Timestamp.from(end);
  }

  private Dataset<Row> truth(String name) {
    return spark.read().parquet(truth + "/" + name).withColumn("run_end", lit(end));
  }

  private static Set<String> texts(Dataset<Row> rows) {
    Set<String> texts = new TreeSet<>();
    rows.collectAsList().forEach(r -> texts.add(r.getString(0)));
    return texts;
  }

  /** What the messages of a play are about, without the step. */
  private Set<String> matters(String segment) {
    return texts(
        lake.read(Gold.NEXT_ACTIONS)
            .where(col("segment").equalTo(segment))
            .selectExpr("substring_index(matter, '@', 1)"));
  }

  /** Carts whose events came with an identifier that names a visitor. */
  private Dataset<Row> delivered() {
    return lake.read(Bronze.EVENTS)
        .where("cart_id is not null")
        .where(
            "coalesce(user_id, 'anonymous') != 'anonymous'"
                + " or anonymous_id not like '00000000-0000-0000-0000-%'")
        .select("cart_id")
        .distinct();
  }

  /**
   * The newest abandoned cart of each person without an order since, of the last three days. A
   * device on which nobody ever logged in is a visitor of its own: its cart was left behind, too,
   * though the person has a newer one.
   */
  void cartsLeftBehind() {
    Dataset<Row> lastOrders =
        truth("orders").groupBy("entity_id").agg(max("ordered_at").as("ordered_at"));
    Dataset<Row> newest =
        truth("carts")
            .where("abandoned")
            .join(delivered(), "cart_id")
            .join(lastOrders, new String[] {"entity_id"}, "left")
            .where("ordered_at is null or ordered_at < last_changed_at")
            .groupBy("entity_id")
            .agg(expr("max(struct(last_changed_at, cart_id, run_end)) as c"))
            .where("c.last_changed_at + interval 60 minutes > c.run_end - interval 3 days")
            .select("c.cart_id");
    Set<String> expected = texts(newest);
    assertTrue(expected.size() > 20, "the shop has such carts: " + expected);
    Set<String> listed = matters("cart-left-behind");
    Set<String> missing = new TreeSet<>(expected);
    missing.removeAll(listed);
    assertEquals(Set.of(), missing);
    Set<String> more = new TreeSet<>(listed);
    more.removeAll(expected);
    assertTrue(texts(truth("carts").where("abandoned").select("cart_id")).containsAll(more));
    assertTrue(more.size() <= 0.05 * listed.size(), "of devices nobody logged in on: " + more);
  }

  /**
   * Payments that wait, do not expire within three hours of being asked for, and have time left.
   */
  void paymentsPending() {
    Set<String> expected =
        texts(
            truth("payments_pending")
                .where("expires_at > run_end and created_at <= expires_at - interval 3 hours")
                .select("payment_id"));
    assertTrue(!expected.isEmpty(), "the shop has payments that wait");
    assertEquals(expected, matters("payment-pending"));
  }

  /** Subscriptions in force that renew by themselves within the notice. */
  void renewals() {
    Set<String> expected =
        texts(
            truth("renewals")
                .where("auto_renew and renews_at > run_end")
                .join(intervals(), "subscription_id")
                .where(
                    "renews_at <= run_end + make_dt_interval(case when interval like 'year%' then 30"
                        + " when interval like 'quarter%' then 7 else 3 end)")
                .where("status in ('active', 'trialing')")
                .select("subscription_id"));
    assertEquals(expected, matters("renewal-due"));
  }

  private Dataset<Row> intervals() {
    return lake.read(Bronze.SUBSCRIPTIONS)
        .groupBy("subscription_id")
        .agg(expr("max(lower(interval)) as interval"));
  }

  /**
   * Orders and subscriptions whose newest attempt failed within fourteen days and for which nothing
   * was paid: told from the rows as delivered.
   */
  void declines() {
    Dataset<Row> states =
        lake.read(Bronze.PAYMENTS)
            .groupBy("payment_id")
            .agg(
                expr(
                    "max_by(struct(order_id, subscription_id, lower(status) as status, created_at,"
                        + " attempt), updated_at) as p"))
            .selectExpr("payment_id", "p.*")
            .withColumn("due", expr("coalesce(order_id, subscription_id)"));
    Dataset<Row> callOffs =
        lake.read(Bronze.ORDERS)
            .groupBy("order_id")
            .agg(expr("max_by(lower(status), updated_at) as status"))
            .where("status in ('cancelled', 'refunded')")
            .selectExpr("order_id as due");
    Set<String> expected =
        texts(
            states
                .groupBy("due")
                .agg(
                    expr("max(struct(created_at, attempt, payment_id, status)) as last"),
                    expr("bool_or(status = 'paid' and order_id is not null) as paid"))
                .where("not paid and last.status = 'failed'")
                .withColumn("run_end", lit(end))
                .where("last.created_at > run_end - interval 14 days")
                .join(callOffs, new String[] {"due"}, "left_anti")
                .select("last.payment_id"));
    assertEquals(expected, matters("payment-failed"));
  }

  /** Of those to be won back more have really gone than of all buyers. */
  void winBackLift(Table customerOf) {
    Dataset<Row> people =
        truth("customers")
            .select("entity_id", "was_alive_at_end", "next_90d_orders")
            .join(truth("orders").select("entity_id", "order_id"), "entity_id")
            .join(lake.read(customerOf).select("order_id", "customer_id"), "order_id")
            .groupBy("customer_id")
            .agg(expr("bool_or(next_90d_orders > 0) as comes_back"));
    Dataset<Row> listed =
        lake.read(Gold.SEGMENT_MEMBERS).where("segment = 'win-back' and exited_at is null");
    double all = share(people);
    double ofList = share(people.join(listed, "customer_id"));
    assertTrue(ofList >= 1.3 * all, "gone: " + ofList + " of the list, " + all + " of all buyers");
  }

  private static double share(Dataset<Row> people) {
    return people.selectExpr("avg(if(comes_back, 0d, 1d))").head().getDouble(0);
  }
}
