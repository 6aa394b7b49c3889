package vongdoi.profile;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.when;

import java.time.LocalDate;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import vongdoi.common.catalog.Bronze;
import vongdoi.common.catalog.Silver;
import vongdoi.common.job.Inputs;
import vongdoi.common.job.Job;
import vongdoi.common.job.Outputs;
import vongdoi.common.table.Table;
import vongdoi.common.table.Write;
import vongdoi.customer.Contacts;
import vongdoi.customer.Owner;

/**
 * Messages that other systems sent, and the coupons redeemed for them, each with its customer. A
 * message makes nobody a customer: who is known by no record, login, e-mail or phone stays unknown.
 */
public final class ConformContacts implements Job {
  private static final List<String> NAMED = List.of("record_source", "record_id", "user_id");

  private final List<String> blocked;

  /**
   * @param blocked identifier values that mean nobody
   */
  public ConformContacts(List<String> blocked) {
    this.blocked = List.copyOf(blocked);
  }

  @Override
  public String name() {
    return "profile.contacts";
  }

  @Override
  public String meaning() {
    return "Gives the messages and coupons of other systems' campaigns their customer";
  }

  @Override
  public List<Table> reads() {
    return List.of(
        Bronze.CAMPAIGNS,
        Bronze.CONTACTS,
        Bronze.REDEMPTIONS,
        Silver.CUSTOMER_RECORDS,
        Silver.CUSTOMER_IDENTIFIERS);
  }

  @Override
  public List<Write> writes() {
    return List.of(Write.sync(Silver.REDEMPTIONS), Write.sync(Silver.CONTACTS));
  }

  /** What was sent is the same on every date. */
  @Override
  public boolean isSameOn(LocalDate earlier, LocalDate later) {
    return true;
  }

  @Override
  public String settings() {
    return blocked.toString();
  }

  @Override
  public Outputs run(Inputs inputs) {
    boolean landed =
        List.of(Bronze.CONTACTS, Bronze.REDEMPTIONS).stream()
            .anyMatch(t -> inputs.versions().getOrDefault(t.fullName(), -1L) >= 0);
    if (!landed) {
      return Outputs.none();
    }
    Dataset<Row> redemptions =
        Newest.per(
            "redemption_id",
            inputs.table(Bronze.REDEMPTIONS),
            "redeemed_at",
            "_landed_at",
            "_batch_id",
            "_row_hash",
            "_source");
    return Outputs.of(
            Silver.REDEMPTIONS,
            resolved("redemption_id", redemptions, inputs)
                .select("redemption_id", "customer_id", "campaign", "coupon", "redeemed_at"))
        .and(Silver.CONTACTS, contacts(inputs));
  }

  /** Messages whose time neither they nor their campaign tell are left out until one does. */
  private Dataset<Row> contacts(Inputs inputs) {
    Dataset<Row> campaigns =
        Newest.per(
                "campaign",
                inputs.table(Bronze.CAMPAIGNS),
                "updated_at",
                "_landed_at",
                "_batch_id",
                "started_at",
                "_row_hash",
                "_source")
            .select("campaign", "started_at", "ended_at");
    Dataset<Row> messages =
        Newest.per(
            "message_id",
            inputs.table(Bronze.CONTACTS),
            "sent_at",
            "_landed_at",
            "_batch_id",
            "_row_hash",
            "_source");
    return resolved("message_id", messages, inputs)
        .join(campaigns, new String[] {"campaign"}, "left")
        .selectExpr(
            "message_id",
            "customer_id",
            "campaign",
            "lower(trim(channel)) as channel",
            "coalesce(sent_at, started_at) as sent_at",
            "coalesce(until_at, ended_at) as until_at",
            "coalesce(is_control, false) as is_control")
        .where("sent_at is not null");
  }

  /**
   * The rows with {@code customer_id}: by record or login, else by the e-mail, else the phone. Rows
   * that need no contact bear their own id as its key, since equal keys would meet in one task.
   */
  private Dataset<Row> resolved(String entityId, Dataset<Row> rows, Inputs inputs) {
    Dataset<Row> owned =
        Ownership.resolve(
                rows.withColumn("owner", new Owner(blocked).ofFact(entityId, NAMED)),
                inputs.table(Silver.CUSTOMER_RECORDS),
                "left")
            .withColumn(
                "contact_key",
                coalesce(
                    when(
                        col("customer_id").isNull(),
                        coalesce(
                            Contacts.keyOfEmail(col("email")),
                            Contacts.keyOfPhone(col("phone"), inputs.run().country()))),
                    col(entityId)));
    return owned
        .join(bearers(inputs), new String[] {"contact_key"}, "left")
        .withColumn("customer_id", expr("coalesce(customer_id, bearer)"));
  }

  /** {@code contact_key, bearer}: contacts that one customer alone bears. */
  private static Dataset<Row> bearers(Inputs inputs) {
    return inputs
        .table(Silver.CUSTOMER_IDENTIFIERS)
        .where("type in ('email', 'phone') and customer_id is not null")
        .withColumn("contact_key", Contacts.key(col("value")))
        .groupBy("contact_key")
        .agg(expr("min(customer_id) as bearer"), expr("max(customer_id) as other"))
        .where("bearer = other")
        .drop("other");
  }
}
