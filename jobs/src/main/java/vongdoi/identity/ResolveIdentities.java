package vongdoi.identity;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import java.sql.Date;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import vongdoi.common.catalog.Bronze;
import vongdoi.common.catalog.Silver;
import vongdoi.common.job.ExitCode;
import vongdoi.common.job.Inputs;
import vongdoi.common.job.Job;
import vongdoi.common.job.JobException;
import vongdoi.common.job.Outputs;
import vongdoi.common.job.Preview;
import vongdoi.common.table.Table;
import vongdoi.common.table.Write;
import vongdoi.customer.Owner;

/**
 * Puts the records of one person together under an id that stays. Records are tied into components
 * by the identifiers that they share and by the customer that they had in the last run; then each
 * component is decided by itself, in one task: who is one customer, which id it bears, what
 * changed. Scored pairs and a steward's overrides are edges of the same graph. Of many records, a
 * run decides only the components that changes {@link Reach}.
 */
public final class ResolveIdentities implements Job {
  static final String JOINS = "status is null and type not in ('record', 'guest')";

  /** Ties that may make one customer of two records; the others are evidence only. */
  private static final String TIES_RECORDS = "type = 'must' or (type = 'match' and is_strong)";

  private final IdentityConfig config;
  private final Owner owner;

  public ResolveIdentities(IdentityConfig config) {
    this.config = config;
    this.owner = new Owner(config.blockedValues());
  }

  @Override
  public String name() {
    return "identity.resolve";
  }

  @Override
  public String meaning() {
    return "Puts the records of one person together under an id that stays";
  }

  @Override
  public List<Table> reads() {
    return List.of(Silver.IDENTIFIER_LINKS, Silver.IDENTITY_EDGES, Bronze.CUSTOMERS);
  }

  @Override
  public List<Write> writes() {
    return List.of(
        Write.sync(Silver.CUSTOMER_RECORDS),
        Write.sync(Silver.CUSTOMER_IDENTIFIERS),
        Write.append(Silver.IDENTITY_HISTORY),
        Write.replace(Silver.IDENTITY_COMPONENTS),
        Write.upsert(Silver.CUSTOMERS));
  }

  @Override
  public String settings() {
    return config.toString();
  }

  @Override
  public Outputs run(Inputs in) {
    Dataset<Row> links = judged(links(in), in);
    Dataset<Row> ties = in.keep(new Ties(config).of(in));
    Optional<Reach> reach = Reach.of(in, links, ties, owner);
    Dataset<Row> attributes = in.keep(attributes(in, reach));
    Dataset<Row> reached = in.keep(within(reach, links));
    Dataset<Row> records = in.keep(records(reached, attributes, in, reach));
    Dataset<Row> edges = reach.isEmpty() ? ties : in.keep(within(reach, ties));
    Dataset<Row> components = in.keep(components(records, reached, edges, in));
    Dataset<Row> outcome = in.keep(resolved(records, reached, edges, components, in));
    new Gate(config.gate()).check(in, outcome);
    Tables tables = new Tables(in, outcome, reach);
    Outputs outputs =
        reach.isEmpty()
            ? Outputs.of(Silver.CUSTOMER_RECORDS, tables.customerRecords(attributes))
                .and(Silver.CUSTOMER_IDENTIFIERS, tables.customerIdentifiers(reached))
            : Outputs.none()
                .andChanges(Silver.CUSTOMER_RECORDS, tables.changedRecords(attributes))
                .andChanges(Silver.CUSTOMER_IDENTIFIERS, tables.changedIdentifiers(links));
    keep(
        in,
        reach,
        new Fingerprints(Fingerprints.numbers(reached), edges),
        components,
        outputs,
        records.count());
    return outputs
        .and(Silver.IDENTITY_HISTORY, tables.identityHistory())
        .and(Silver.CUSTOMERS, tables.customers());
  }

  /** Keeps what the next run needs to find out what changed, where there are many records. */
  private void keep(
      Inputs in,
      Optional<Reach> reach,
      Fingerprints fingerprints,
      Dataset<Row> components,
      Outputs outputs,
      long records) {
    Table table = Silver.IDENTITY_COMPONENTS;
    if (reach.isPresent()) {
      outputs.andChanges(table, reach.get().components(components));
    } else if (records >= config.incrementalFrom()) {
      outputs.and(table, fingerprints.with(components));
    } else if (!in.isFirst() && !in.own(table).isEmpty()) {
      outputs.and(table, in.own(table).limit(0));
    }
  }

  private static Dataset<Row> within(Optional<Reach> reach, Dataset<Row> rows) {
    return reach.isEmpty() ? rows : reach.get().of(rows);
  }

  private Dataset<Row> attributes(Inputs in, Optional<Reach> reach) {
    Dataset<Row> versions = in.table(Bronze.CUSTOMERS);
    if (reach.isPresent()) {
      Column node = xxhash64(col("record_source"), expr(owner.usable("record_id")));
      versions = reach.get().of(versions.withColumn("node", node));
    }
    return CustomerAttributes.newest(versions, owner, in.run().country());
  }

  /** What changed rules would do to the customers; the gate then says so without refusing. */
  @Override
  public Optional<Preview> preview(Inputs in) {
    if (in.isFirst()) {
      return Optional.empty();
    }
    try {
      return Optional.of(new RuleChange(in, run(in)).preview());
    } catch (JobException e) {
      if (e.exitCode() != ExitCode.GATE_REFUSED) {
        throw e;
      }
      IdentityConfig accepting = config.accepting(in.run().date());
      Preview preview = new RuleChange(in, new ResolveIdentities(accepting).run(in)).preview();
      List<String> lines = new ArrayList<>(preview.lines());
      lines.add(e.getMessage());
      return Optional.of(new Preview(preview.counts(), lines));
    }
  }

  private Dataset<Row> links(Inputs in) {
    return in.table(Silver.IDENTIFIER_LINKS)
        .select(
            xxhash64(col("source"), col("record_id")).as("node"),
            col("source"),
            col("record_id"),
            col("kind"),
            col("type"),
            when(col("type").equalTo("email"), Identifiers.emailKey(col("value")))
                .otherwise(col("value"))
                .as("key"),
            col("value"),
            expr("unix_micros(first_seen_at) as first_seen"),
            expr("unix_micros(last_seen_at) as last_seen"));
  }

  /** Adds {@code status}: blocked, worn_out, or null where the value may join records. */
  private Dataset<Row> judged(Dataset<Row> links, Inputs in) {
    Column most = lit(Integer.MAX_VALUE);
    for (var cap : new TreeMap<>(config.peoplePerValue()).entrySet()) {
      most = when(col("type").equalTo(cap.getKey()), cap.getValue()).otherwise(most);
    }
    Dataset<Row> wornOut =
        links
            .where("type not in ('record', 'guest')")
            .groupBy("type", "key")
            .agg(
                count(when(col("kind").isin("customer", "user"), 1)).as("people"),
                count(when(col("kind").equalTo("guest"), 1)).as("guests"))
            .where(col("people").gt(most).or(col("guests").gt(config.guestsPerValue())))
            .select(col("type"), col("key"), lit(true).as("is_worn_out"));
    wornOut = in.keepForJoins(wornOut);
    Column identifier = col("type").isin("record", "guest");
    return links
        .join(wornOut, new String[] {"type", "key"}, "left")
        .withColumn(
            "status",
            when(identifier, null)
                .when(BlockedValues.isBlocked(config, in.run().country()), "blocked")
                .when(col("is_worn_out"), "worn_out")
                .when(
                    col("type")
                        .equalTo("national")
                        .and(not(col("key").rlike("^(" + config.nationalIdPattern() + ")$"))),
                    "shared"))
        .drop("is_worn_out");
  }

  /** One row per record with what decides about it: its name, and its ids of earlier runs. */
  private Dataset<Row> records(
      Dataset<Row> links, Dataset<Row> attributes, Inputs in, Optional<Reach> reach) {
    Dataset<Row> own =
        links.where(
            "type in ('record', 'guest')"
                + " or (type in ('user', 'device') and source = type and record_id = value)");
    Dataset<Row> named =
        attributes
            .selectExpr(
                "source", "record_id", "full_name as name", "cast(birth_date as string) birth_date")
            .where("name is not null or birth_date is not null");
    Dataset<Row> records =
        own.groupBy("node", "source", "record_id")
            .agg(
                min("kind").as("kind"),
                min("first_seen").as("first_seen"),
                max("last_seen").as("last_seen"))
            .join(named, new String[] {"source", "record_id"}, "left");
    return new EarlierIds(in, reach).addTo(records);
  }

  /** Rows {@code node, component}: what identifiers, pairs and earlier customers tie together. */
  private Dataset<Row> components(
      Dataset<Row> records, Dataset<Row> links, Dataset<Row> ties, Inputs in) {
    Dataset<Row> edges =
        links
            .where(JOINS)
            .select(col("node"), xxhash64(lit("value"), col("type"), col("key")).as("other"))
            .union(
                records
                    .where("held is not null")
                    .select(col("node"), xxhash64(lit("held"), col("held.customer_id"))))
            .union(ties.where(TIES_RECORDS).select("node", "other"));
    Dataset<Row> found =
        new ConnectedComponents(config.edgesPerPartition(), in::keep)
            .of(edges, links.count() + records.count());
    return records
        .select("node")
        .join(found, new String[] {"node"}, "left")
        .withColumn("component", coalesce(col("component"), col("node")));
  }

  private Dataset<Row> resolved(
      Dataset<Row> records,
      Dataset<Row> links,
      Dataset<Row> ties,
      Dataset<Row> components,
      Inputs in) {
    Dataset<Row> joining = links.where(JOINS);
    Dataset<Row> rows =
        records
            .unionByName(joining.drop("status"), true)
            .unionByName(
                links
                    .where("type = 'national' and status = 'shared'")
                    .withColumn("type", lit(ComponentReader.NUMBER))
                    .drop("status"),
                true)
            .unionByName(
                ties.selectExpr("node", "type", "cast(other as string) as key", "bits"), true)
            .join(components, "node");
    Decisions rules = Decisions.of(config);
    Date date = Date.valueOf(in.run().date());
    return rows.selectExpr(ComponentReader.COLUMNS.toArray(String[]::new))
        .repartition(col("component"))
        .sortWithinPartitions("component", "node", "type", "key", "value")
        .mapPartitions(
            (MapPartitionsFunction<Row, Row>) sorted -> decided(sorted, rules, date),
            Encoders.row(Outcome.SCHEMA));
  }

  private static Iterator<Row> decided(Iterator<Row> sorted, Decisions rules, Date date) {
    ComponentReader components = new ComponentReader(sorted);
    return new Iterator<>() {
      private Iterator<Row> rows = List.<Row>of().iterator();

      @Override
      public boolean hasNext() {
        while (!rows.hasNext() && components.hasNext()) {
          rows = Outcome.of(components.next(), rules, date).iterator();
        }
        return rows.hasNext();
      }

      @Override
      public Row next() {
        return hasNext() ? rows.next() : List.<Row>of().iterator().next();
      }
    };
  }
}
