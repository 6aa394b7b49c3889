package vongdoi.profile;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_compact;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.expr;

import java.time.LocalDate;
import java.util.List;
import org.apache.spark.sql.Column;
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

/** What customers said: their feedback, and the consent that is in force. */
public final class ConformVoices implements Job {
  private static final String SENTIMENT =
      "case kind when 'complaint' then 'negative'"
          + " when 'nps' then if(score >= 9, 'positive', if(score <= 6, 'negative', 'neutral'))"
          + " when 'question' then 'neutral'"
          + " else if(score >= 4, 'positive', if(score <= 2, 'negative', 'neutral')) end";

  /** The stricter decision is the greater number: it wins where two bear the same time. */
  private static final String STRICTNESS =
      "case status when 'withdrawn' then 3 when 'granted' then 1 else 2 end";

  /**
   * Who said so: the record or login, else the contact that was given. A yes of somebody who is
   * logged in is also that of the contacts that it names: it lifts the no that a link in a mail
   * brought without a login.
   */
  private static final String DECIDERS =
      "array_compact(if(coalesce(record_id, user_id) is null,"
          + " array(coalesce(email_key, phone_key, owner_id)),"
          + " array(concat(owner_source, ':', owner_id),"
          + " if(status = 'granted', email_key, null), if(status = 'granted', phone_key, null))))";

  private final List<String> blocked;

  /**
   * @param blocked identifier values that mean nobody
   */
  public ConformVoices(List<String> blocked) {
    this.blocked = List.copyOf(blocked);
  }

  @Override
  public String name() {
    return "profile.voices";
  }

  @Override
  public String meaning() {
    return "Gives feedback its customer and finds the consent in force";
  }

  @Override
  public List<Table> reads() {
    return List.of(Bronze.FEEDBACK, Bronze.CONSENTS, Silver.CUSTOMER_RECORDS, Silver.ORDERS);
  }

  @Override
  public List<Write> writes() {
    return List.of(
        Write.sync(Silver.FEEDBACK),
        Write.sync(Silver.SUPPRESSED_CONTACTS),
        Write.sync(Silver.CONSENTS));
  }

  /** What people said is the same on every date. */
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
    Dataset<Row> records = inputs.table(Silver.CUSTOMER_RECORDS);
    return Outputs.of(Silver.FEEDBACK, feedback(inputs, records))
        .and(
            Silver.SUPPRESSED_CONTACTS,
            suppressedContacts(inputs.table(Bronze.CONSENTS), inputs.run().country()))
        .and(
            Silver.CONSENTS,
            consents(inputs.table(Bronze.CONSENTS), records, inputs.run().country()));
  }

  /**
   * Contacts that said no without naming anybody: registers of numbers that want no calls, bounced
   * addresses, opt-outs by reply. They stop messages to whoever bears the contact, until it agrees
   * anew. Somebody who is logged in lifts what was withdrawn; that an address is denied, being dead
   * or on a register, no customer can say otherwise.
   */
  private static Dataset<Row> suppressedContacts(Dataset<Row> decisions, String country) {
    return decisions
        .withColumn("purpose", expr("lower(trim(purpose))"))
        .withColumn("channel", expr("lower(trim(channel))"))
        .withColumn("status", expr("lower(trim(status))"))
        .withColumn("is_bare", expr("record_id is null and user_id is null"))
        .where("(is_bare or status = 'granted') and coalesce(email, phone) is not null")
        .withColumn(
            "contact_key",
            explode(
                array_compact(
                    array(
                        Contacts.keyOfEmail(col("email")),
                        Contacts.keyOfPhone(col("phone"), country)))))
        .groupBy("contact_key", "purpose", "channel")
        .agg(
            lastWhere("is_bare").as("last"),
            expr("max(if(not is_bare, given_at, null))").as("agreed_at"))
        .where("last.status != 'granted'")
        .where("last.status = 'denied' or agreed_at is null or agreed_at <= last.given_at")
        .select("contact_key", "purpose", "channel", "last.status", "last.given_at");
  }

  private static Column lastWhere(String condition) {
    return expr(
        "max(if(%s, struct(given_at, %s as strictness, consent_id, status, _source as source), null))"
            .formatted(condition, STRICTNESS));
  }

  /** An answer is its record's customer's; one that names only an order, the order's. */
  private Dataset<Row> feedback(Inputs inputs, Dataset<Row> records) {
    Owner owner = new Owner(blocked);
    Dataset<Row> newest =
        Newest.per(
                "feedback_id",
                inputs.table(Bronze.FEEDBACK),
                "given_at",
                "_landed_at",
                "_batch_id",
                "_row_hash",
                "_source")
            .withColumn("kind", expr("lower(trim(kind))"))
            .withColumn(
                "sentiment",
                expr(
                    "if(score is null and kind not in"
                        + " ('complaint', 'question'), null, "
                        + SENTIMENT
                        + ")"))
            .withColumn(
                "known_by_order",
                expr(
                    "if("
                        + owner.isKnownByOrder(Bronze.FEEDBACK.columnNames())
                        + ", order_id, null)"))
            .withColumn("owner", owner.ofFact("feedback_id", Bronze.FEEDBACK.columnNames()));
    Dataset<Row> buyers =
        inputs
            .table(Silver.ORDERS)
            .selectExpr("order_id as known_by_order", "customer_id as buyer_id");
    return Ownership.resolve(newest, records, "left")
        .join(buyers, new String[] {"known_by_order"}, "left")
        .withColumn("customer_id", coalesce(col("customer_id"), col("buyer_id")))
        .drop("known_by_order", "buyer_id");
  }

  /**
   * The newest decision of each record counts, and of a customer's records the strictest one is in
   * force: an opt-out wins every merge, until the record or contact that opted out agrees anew.
   * What joined the records may be wrong, and whoever said no must not hear from us for another's
   * yes.
   */
  private Dataset<Row> consents(Dataset<Row> decisions, Dataset<Row> records, String country) {
    Dataset<Row> decided =
        decisions
            .withColumn("purpose", expr("lower(trim(purpose))"))
            .withColumn("channel", expr("lower(trim(channel))"))
            .withColumn("status", expr("lower(trim(status))"))
            .withColumn(
                "owner",
                new Owner(blocked)
                    .ofFact(
                        "consent_id",
                        List.of("record_source", "record_id", "user_id", "email", "phone")));
    Dataset<Row> ofRecords =
        Ownership.resolve(decided, records, "inner")
            .withColumn("email_key", Contacts.keyOfEmail(col("email")))
            .withColumn("phone_key", Contacts.keyOfPhone(col("phone"), country))
            .withColumn("decider", explode(expr(DECIDERS)))
            .groupBy("customer_id", "decider", "purpose", "channel")
            .agg(lastWhere("true").as("last"));
    return ofRecords
        .groupBy("customer_id", "purpose", "channel")
        .agg(
            expr("max(struct(last.strictness, last.given_at, last.consent_id, last.status,"
                    + " last.source))")
                .as("last"))
        .select(
            col("customer_id"),
            col("purpose"),
            col("channel"),
            col("last.status"),
            col("last.given_at"),
            col("last.consent_id"),
            col("last.source"));
  }
}
