package vongdoi.profile;

import static org.apache.spark.sql.functions.expr;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
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

/** Payments and subscriptions in their newest version, each with the customer who pays. */
public final class ConformPayments implements Job {
  private final ProfileConfig config;
  private final List<String> blocked;
  private final AttributesOfContracts attributes;

  /**
   * @param blocked identifier values that mean nobody
   */
  public ConformPayments(ProfileConfig config, List<String> blocked) {
    this.config = config;
    this.blocked = List.copyOf(blocked);
    this.attributes = new AttributesOfContracts(config.contractAttributes());
  }

  @Override
  public String name() {
    return "profile.payments";
  }

  @Override
  public String meaning() {
    return "Keeps the newest version of payments and subscriptions, expires what was not paid in time";
  }

  @Override
  public List<Table> reads() {
    List<Table> tables =
        new ArrayList<>(
            List.of(Bronze.PAYMENTS, Bronze.SUBSCRIPTIONS, Silver.ORDERS, Silver.CUSTOMER_RECORDS));
    if (attributes.needsCustomers()) {
      tables.add(Bronze.CUSTOMERS);
    }
    return tables;
  }

  @Override
  public List<Write> writes() {
    return List.of(Write.sync(Silver.PAYMENTS), Write.sync(Silver.SUBSCRIPTIONS));
  }

  @Override
  public Schedule schedule() {
    return Schedule.DAILY_AND_WITHIN_DAY;
  }

  @Override
  public String settings() {
    return new TreeMap<>(config.declineClasses())
        + " "
        + blocked
        + " "
        + config.contractAttributes();
  }

  @Override
  public Outputs run(Inputs inputs) {
    Dataset<Row> subscriptions = inputs.keep(subscriptions(inputs));
    return Outputs.of(Silver.PAYMENTS, payments(inputs, subscriptions))
        .and(Silver.SUBSCRIPTIONS, subscriptions);
  }

  private Dataset<Row> subscriptions(Inputs inputs) {
    Dataset<Row> newest =
        Newest.per(
                "subscription_id",
                inputs.table(Bronze.SUBSCRIPTIONS),
                "updated_at",
                "_landed_at",
                "_batch_id",
                "_row_hash",
                "_source")
            .withColumn(
                "owner",
                new Owner(blocked)
                    .ofFact(
                        "subscription_id",
                        List.of("record_source", "record_id", "user_id", "email", "phone")));
    return attributes
        .added(Ownership.resolve(newest, inputs.table(Silver.CUSTOMER_RECORDS), "inner"), inputs)
        .withColumn("status", expr("coalesce(lower(trim(status)), 'active')"))
        .withColumn("interval", expr("lower(trim(interval))"))
        .withColumn("currency", currency(inputs))
        .select(columns(Silver.SUBSCRIPTIONS));
  }

  private Dataset<Row> payments(Inputs inputs, Dataset<Row> subscriptions) {
    Dataset<Row> byOrder =
        inputs.table(Silver.ORDERS).selectExpr("order_id", "customer_id as _buyer");
    Dataset<Row> bySubscription =
        subscriptions.selectExpr("subscription_id", "customer_id as _subscriber");
    return PaymentRules.newest(inputs.table(Bronze.PAYMENTS), inputs)
        .join(byOrder, new String[] {"order_id"}, "left")
        .join(bySubscription, new String[] {"subscription_id"}, "left")
        .withColumn("customer_id", expr("coalesce(_buyer, _subscriber)"))
        .withColumn("decline_class", expr(PaymentRules.declineClass(config.declineClasses())))
        .withColumn("currency", currency(inputs))
        .withColumn("attempt", expr("coalesce(attempt, 1)"))
        .select(columns(Silver.PAYMENTS));
  }

  private static Column currency(Inputs inputs) {
    return expr("coalesce(currency, '" + inputs.run().currency() + "')");
  }

  private static Column[] columns(Table table) {
    return table.columnNames().stream().map(functions::col).toArray(Column[]::new);
  }
}
