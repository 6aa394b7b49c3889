package vongdoi.identity;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_distinct;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
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
import vongdoi.customer.Owner;
import vongdoi.identity.linking.CustomerAttributes;
import vongdoi.identity.linking.Identifiers;

/**
 * Keeps which identifiers were observed on which records. Works on new rows only, and normalises
 * after counting equal rows, since a visitor's thousand events bear one device id.
 */
public final class LinkIdentifiers implements Job {
  private static final List<String> KEY = Silver.IDENTIFIER_LINKS.key();
  private static final String KINDS = "array('customer', 'device', 'guest', 'user')";
  private static final List<String> OWN_TIME = List.of("first_seen_at", "last_seen_at", "n");
  private static final List<String> IDENTIFIERS =
      List.of(
          "user_id",
          "anonymous_id",
          "email",
          "phone",
          "loyalty_id",
          "national_id",
          "tax_code",
          "previous_id");

  private final IdentityConfig config;
  private final Owner owner;

  public LinkIdentifiers(IdentityConfig config) {
    this.config = config;
    this.owner = new Owner(config.blockedValues());
  }

  @Override
  public String name() {
    return "identity.link";
  }

  @Override
  public String meaning() {
    return "Keeps which identifiers were observed on which records";
  }

  @Override
  public List<Table> reads() {
    return List.of(
        Bronze.EVENTS,
        Bronze.ORDERS,
        Bronze.SUBSCRIPTIONS,
        Bronze.CUSTOMERS,
        Bronze.FEEDBACK,
        Bronze.CONSENTS);
  }

  @Override
  public List<Write> writes() {
    return List.of(Write.sync(Silver.IDENTIFIER_LINKS));
  }

  /** Who named which identifier is the same on every date. */
  @Override
  public boolean isSameOn(LocalDate earlier, LocalDate later) {
    return true;
  }

  @Override
  public String settings() {
    return config.blockedValues().toString();
  }

  @Override
  public Outputs run(Inputs in) {
    Dataset<Row> rows =
        events(in)
            .unionByName(fact(in, Bronze.ORDERS, "order_id", "ordered_at"))
            .unionByName(fact(in, Bronze.SUBSCRIPTIONS, "subscription_id", "started_at"))
            .unionByName(feedback(in))
            .unionByName(fact(in, Bronze.CONSENTS, "consent_id", "given_at"))
            .unionByName(customers(in));
    Dataset<Row> links = links(rows, in.run().country());
    return in.seen().isEmpty()
        ? Outputs.of(Silver.IDENTIFIER_LINKS, links)
        : Outputs.none()
            .andChanges(Silver.IDENTIFIER_LINKS, added(links, in.own(Silver.IDENTIFIER_LINKS)));
  }

  /** Group calls tell of a company: their e-mail and phone are not the caller's. */
  private Dataset<Row> events(Inputs in) {
    Dataset<Row> distinct =
        in.newlyVisible(Bronze.EVENTS)
            .select(
                expr("user_id"),
                expr("anonymous_id"),
                expr("if(event_type = 'group', null, email) as email"),
                expr("if(event_type = 'group', null, phone) as phone"),
                expr("if(event_type = 'alias', previous_id, null) as previous_id"),
                expr("if(is_future, received_at, occurred_at) as at"))
            .groupBy("user_id", "anonymous_id", "email", "phone", "previous_id")
            .agg(min("at").as("first_seen_at"), max("at").as("last_seen_at"), count("*").as("n"));
    return shaped(
        distinct.withColumn("owner", owner.ofEvent()).withColumn("kind", col("owner.source")));
  }

  private Dataset<Row> fact(Inputs in, Table table, String entityId, String at) {
    return fact(in.newlyVisible(table), table, entityId, at);
  }

  /** What names only an order is no record of its own: it is whoever's the order is. */
  private Dataset<Row> feedback(Inputs in) {
    Dataset<Row> ownVoices =
        in.newlyVisible(Bronze.FEEDBACK)
            .where("not (" + owner.isKnownByOrder(Bronze.FEEDBACK.columnNames()) + ")");
    return fact(ownVoices, Bronze.FEEDBACK, "feedback_id", "given_at");
  }

  private Dataset<Row> fact(Dataset<Row> rows, Table table, String entityId, String at) {
    List<String> columns = table.columnNames();
    String others = "if(owner.source in ('user', 'device'), owner.source, 'guest')";
    String kind =
        columns.contains("record_id")
            ? "if(" + owner.usable("record_id") + " is not null, 'customer', " + others + ")"
            : others;
    return shaped(
        timed(rows, at)
            .withColumn("owner", owner.ofFact(entityId, columns))
            .withColumn("kind", expr(kind)));
  }

  /** A tax code is the firm's, and not of the people who buy for it. */
  private Dataset<Row> customers(Inputs in) {
    Column id = expr(owner.usable("record_id"));
    return shaped(
        timed(in.newlyVisible(Bronze.CUSTOMERS), "updated_at")
            .withColumn("tax_code", when(CustomerAttributes.isOfAFirm(), col("tax_code")))
            .withColumn("owner", struct(col("record_source").as("source"), id.as("id")))
            .withColumn("kind", lit("customer")));
  }

  private static Dataset<Row> timed(Dataset<Row> rows, String at) {
    Column seen = coalesce(col(at), col(Bronze.EFFECTIVE_DATE).cast("timestamp"));
    return rows.withColumn("first_seen_at", seen)
        .withColumn("last_seen_at", seen)
        .withColumn("n", lit(1L));
  }

  /** Brings the rows of every table to the same columns, null where a table lacks one. */
  private static Dataset<Row> shaped(Dataset<Row> rows) {
    List<String> present = Arrays.asList(rows.columns());
    List<Column> columns = new ArrayList<>();
    columns.add(col("owner.source").as("source"));
    columns.add(col("owner.id").as("record_id"));
    columns.add(col("kind"));
    for (String name : IDENTIFIERS) {
      columns.add((present.contains(name) ? col(name) : lit(null).cast("string")).as(name));
    }
    OWN_TIME.forEach(name -> columns.add(col(name)));
    return rows.where("owner.source is not null and owner.id is not null")
        .select(columns.toArray(Column[]::new));
  }

  private Dataset<Row> links(Dataset<Row> rows, String country) {
    Dataset<Row> clean =
        rows.withColumn("user_id", expr(owner.usable("user_id")))
            .withColumn("anonymous_id", expr(owner.usable("anonymous_id")))
            .withColumn("previous_id", expr(owner.usable("previous_id")))
            .withColumn("email", Identifiers.email(col("email")))
            .withColumn("phone", Identifiers.phone(col("phone"), country))
            .withColumn("loyalty_id", Identifiers.number(col("loyalty_id")))
            .withColumn("national_id", Identifiers.number(col("national_id")))
            .withColumn("tax_code", Identifiers.number(col("tax_code")));
    Column selfType = when(col("kind").equalTo("customer"), "record").otherwise(col("kind"));
    Column selfValue =
        when(col("kind").isin("user", "device"), col("record_id"))
            .otherwise(expr("concat(source, ':', record_id)"));
    Column perRow =
        array_distinct(
            array(
                link(selfType, selfValue),
                link(lit("user"), col("user_id")),
                link(lit("device"), col("anonymous_id")),
                link(lit("user"), col("previous_id")),
                link(lit("device"), col("previous_id")),
                link(lit("email"), col("email")),
                link(lit("phone"), col("phone")),
                link(lit("loyalty"), col("loyalty_id")),
                link(lit("national"), col("national_id")),
                link(lit("tax"), col("tax_code")),
                recordOf("user", "user_id"),
                recordOf("device", "anonymous_id")));
    return clean
        .select(explode(perRow).as("link"), col("first_seen_at"), col("last_seen_at"), col("n"))
        .where("link.value is not null")
        .groupBy(col("link.source"), col("link.record_id"), col("link.type"), col("link.value"))
        .agg(
            // A number: Spark sorts all rows before it aggregates texts.
            min(expr("array_position(" + KINDS + ", link.kind)")).as("kind"),
            min("first_seen_at").as("first_seen_at"),
            max("last_seen_at").as("last_seen_at"),
            sum("n").as("observations_count"))
        .withColumn("kind", expr("element_at(" + KINDS + ", int(kind))"));
  }

  private static Column link(Column type, Column value) {
    return struct(col("source"), col("record_id"), col("kind"), type.as("type"), value.as("value"));
  }

  /** A login or device named on another's row is a record of its own too. */
  private static Column recordOf(String namespace, String id) {
    return struct(
        lit(namespace).as("source"),
        col(id).as("record_id"),
        lit(namespace).as("kind"),
        lit(namespace).as("type"),
        col(id).as("value"));
  }

  private static Dataset<Row> added(Dataset<Row> fresh, Dataset<Row> own) {
    Dataset<Row> known =
        own.select(
            col("source"),
            col("record_id"),
            col("type"),
            col("value"),
            col("kind").as("known_kind"),
            col("first_seen_at").as("known_first"),
            col("last_seen_at").as("known_last"),
            col("observations_count").as("known_count"));
    return fresh
        .join(known, KEY.toArray(String[]::new), "left")
        .withColumn("kind", least(col("kind"), col("known_kind")))
        .withColumn("first_seen_at", least(col("first_seen_at"), col("known_first")))
        .withColumn("last_seen_at", greatest(col("last_seen_at"), col("known_last")))
        .withColumn(
            "observations_count",
            col("observations_count").plus(coalesce(col("known_count"), lit(0L))));
  }
}
