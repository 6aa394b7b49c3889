package vongdoi.profile;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;

import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import vongdoi.common.catalog.Bronze;
import vongdoi.common.catalog.Silver;
import vongdoi.common.job.Inputs;
import vongdoi.common.job.Job;
import vongdoi.common.job.Outputs;
import vongdoi.common.job.Schedule;
import vongdoi.common.table.Table;
import vongdoi.common.table.Write;
import vongdoi.customer.Owner;

/**
 * Carts and what became of them. Contents are replayed only for carts with new events; the outcome
 * of every cart is told anew, since time and orders alone can change it.
 */
public final class BuildCarts implements Job {
  private static final String[] CART = {"cart_id"};
  private final ProfileConfig config;
  private final List<String> blocked;

  /**
   * @param blocked identifier values that mean nobody
   */
  public BuildCarts(ProfileConfig config, List<String> blocked) {
    this.config = config;
    this.blocked = List.copyOf(blocked);
  }

  @Override
  public String name() {
    return "profile.carts";
  }

  @Override
  public String meaning() {
    return "Replays cart events and finds the carts that were left behind";
  }

  @Override
  public List<Table> reads() {
    return List.of(Bronze.EVENTS, Silver.ORDERS, Silver.CUSTOMER_RECORDS);
  }

  @Override
  public List<Write> writes() {
    return List.of(Write.sync(Silver.CARTS));
  }

  @Override
  public Schedule schedule() {
    return Schedule.DAILY_AND_WITHIN_DAY;
  }

  @Override
  public String settings() {
    return List.of(
            config.cartAbandonedAfterMinutes(),
            config.cartOrderToleranceMinutes(),
            config.checkoutUrl(),
            blocked)
        .toString();
  }

  @Override
  public Outputs run(Inputs inputs) {
    Dataset<Row> contents = contents(inputs);
    Dataset<Row> carts =
        inputs.keep(
            Ownership.resolve(contents, inputs.table(Silver.CUSTOMER_RECORDS), "inner")
                .withColumn("checkout_url", checkoutUrl()));
    return Outputs.of(
        Silver.CARTS,
        new CartOutcomes(config.cartAbandonedAfterMinutes(), config.cartOrderToleranceMinutes())
            .of(carts, inputs.table(Silver.ORDERS), inputs.end())
            .select(
                Silver.CARTS.columnNames().stream().map(functions::col).toArray(Column[]::new)));
  }

  private Column checkoutUrl() {
    return config.checkoutUrl().isEmpty()
        ? col("page_url")
        : expr("replace('" + config.checkoutUrl().replace("'", "%27") + "', '{cart_id}', cart_id)");
  }

  private Dataset<Row> contents(Inputs inputs) {
    Owner owner = new Owner(blocked);
    Dataset<Row> events = inputs.table(Bronze.EVENTS).where(CartContents.OF_CARTS);
    if (inputs.seen().isEmpty()) {
      return CartContents.of(events, owner, inputs.run());
    }
    Dataset<Row> own = inputs.own(Silver.CARTS);
    Dataset<Row> touched = inputs.keep(touched(inputs, own));
    Object oldest = touched.selectExpr("min(since)").head().get(0);
    Dataset<Row> replayed =
        oldest == null
            ? events.where(lit(false))
            : events
                .where(col("event_date").geq(lit(oldest)))
                .join(touched.select("cart_id"), CART, "left_semi");
    Dataset<Row> fresh = CartContents.of(replayed, owner, inputs.run());
    Dataset<Row> kept =
        own.join(touched.select("cart_id"), CART, "left_anti")
            .withColumn("owner", expr("struct(owner_source as source, owner_id as id)"))
            .withColumn("page_url", col("checkout_url"));
    return fresh.unionByName(kept.select(columns(fresh)));
  }

  /** Carts with new events, and the oldest date at which an event of theirs may lie. */
  private static Dataset<Row> touched(Inputs inputs, Dataset<Row> own) {
    Dataset<Row> known =
        own.select(col("cart_id"), expr(BusinessTime.date(inputs.run(), "started_at")).as("known"));
    return inputs
        .newlyVisible(Bronze.EVENTS)
        .where(CartContents.OF_CARTS)
        .groupBy("cart_id")
        .agg(expr("min(event_date)").as("seen"))
        .join(known, CART, "left")
        .selectExpr("cart_id", "least(seen, known) as since");
  }

  private static Column[] columns(Dataset<Row> frame) {
    return Arrays.stream(frame.columns()).map(functions::col).toArray(Column[]::new);
  }
}
