package vongdoi.identity;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.xxhash64;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import vongdoi.common.catalog.Bronze;
import vongdoi.common.catalog.Silver;
import vongdoi.common.job.ExitCode;
import vongdoi.common.job.Inputs;
import vongdoi.common.job.Job;
import vongdoi.common.job.JobException;
import vongdoi.common.job.Outputs;
import vongdoi.common.job.Preview;
import vongdoi.common.table.Audit.Finding;
import vongdoi.common.table.Table;
import vongdoi.common.table.Write;
import vongdoi.customer.Owner;
import vongdoi.identity.explaining.RuleChange;
import vongdoi.identity.graph.ConnectedComponents;
import vongdoi.identity.graph.RecordEdges;
import vongdoi.identity.keeping.AffectedRecords;
import vongdoi.identity.keeping.EarlierIds;
import vongdoi.identity.keeping.Fingerprints;
import vongdoi.identity.keeping.Gate;
import vongdoi.identity.keeping.ResolvedComponents;
import vongdoi.identity.keeping.ResolvedTables;
import vongdoi.identity.linking.CustomerAttributes;
import vongdoi.identity.linking.JudgedLinks;
import vongdoi.identity.matching.LearntValues;

/**
 * Puts the records of one person together under an id that stays. Records are tied into components
 * by the identifiers that they share and by the customer that they had in the last run; then each
 * component is decided by itself, in one task: who is one customer, which id it bears, what
 * changed. Scored pairs and a steward's overrides are edges of the same graph. Of many records, a
 * run decides only the components that changes {@link AffectedRecords}.
 */
public final class ResolveIdentities implements Job {
  /** Edges that may make one customer of two records; the others are evidence only. */
  private static final String MAY_JOIN = "type = 'must' or (type = 'match' and is_strong)";

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
    return List.of(
        Silver.IDENTIFIER_LINKS, Silver.IDENTITY_EDGES, Silver.IDENTITY_LEARNT, Bronze.CUSTOMERS);
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

  /** Equal records are the same customers until a steward's ruling expires. */
  @Override
  public boolean isSameOn(LocalDate earlier, LocalDate later) {
    return config.overrides().stream().noneMatch(r -> r.isInForce(earlier) && !r.isInForce(later));
  }

  @Override
  public String settings() {
    return config.toString();
  }

  @Override
  public Outputs run(Inputs in) {
    Dataset<Row> links = new JudgedLinks(config.linkRules()).of(in);
    Dataset<Row> allEdges = in.keep(new RecordEdges(config.overrides()).of(in));
    LearntValues learnt = LearntValues.of(in.table(Silver.IDENTITY_LEARNT));
    Optional<AffectedRecords> affected =
        AffectedRecords.of(in, links, allEdges, learnt.text(), owner);
    Dataset<Row> attributes = in.keep(attributes(in, affected));
    Dataset<Row> theirs = in.keep(within(affected, links));
    Dataset<Row> records = in.keep(records(theirs, attributes, learnt, in, affected));
    Dataset<Row> edges = affected.isEmpty() ? allEdges : in.keep(within(affected, allEdges));
    Dataset<Row> components = in.keep(components(records, theirs, edges, in));
    Dataset<Row> resolved =
        in.keep(
            new ResolvedComponents(config.joinRules(learnt.shortForms()), in.run().date())
                .of(records, theirs, edges, components));
    List<Finding> judged = new Gate(config.gate()).check(in, resolved);
    Dataset<Row> told = attributes.withColumn("birth_date", learnt.telling(col("birth_date")));
    ResolvedTables tables = new ResolvedTables(in, resolved, affected);
    Outputs outputs =
        affected.isEmpty()
            ? Outputs.of(Silver.CUSTOMER_RECORDS, tables.customerRecords(told))
                .and(Silver.CUSTOMER_IDENTIFIERS, tables.customerIdentifiers(theirs))
            : Outputs.none()
                .andChanges(Silver.CUSTOMER_RECORDS, tables.changedRecords(told))
                .andChanges(Silver.CUSTOMER_IDENTIFIERS, tables.changedIdentifiers(links));
    keep(
        in,
        affected,
        new Fingerprints(Fingerprints.numbers(theirs, learnt.text()), edges),
        components,
        outputs,
        records.count());
    judged.forEach(outputs::found);
    return outputs
        .and(Silver.IDENTITY_HISTORY, tables.identityHistory())
        .and(Silver.CUSTOMERS, tables.customers());
  }

  /** Keeps what the next run needs to find out what changed, where there are many records. */
  private void keep(
      Inputs in,
      Optional<AffectedRecords> affected,
      Fingerprints fingerprints,
      Dataset<Row> components,
      Outputs outputs,
      long records) {
    Table table = Silver.IDENTITY_COMPONENTS;
    if (affected.isPresent()) {
      outputs.andChanges(table, affected.get().components(components));
    } else if (records >= config.incrementalFrom()) {
      outputs.and(table, fingerprints.with(components));
    } else if (!in.isFirst() && !in.own(table).isEmpty()) {
      outputs.and(table, in.own(table).limit(0));
    }
  }

  private static Dataset<Row> within(Optional<AffectedRecords> affected, Dataset<Row> rows) {
    return affected.isEmpty() ? rows : affected.get().of(rows);
  }

  private Dataset<Row> attributes(Inputs in, Optional<AffectedRecords> affected) {
    Dataset<Row> versions = in.table(Bronze.CUSTOMERS);
    if (affected.isPresent()) {
      Column node = xxhash64(col("record_source"), expr(owner.usable("record_id")));
      versions = affected.get().of(versions.withColumn("node", node));
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

  /** One row per record with what decides about it: its name, and its ids of earlier runs. */
  private Dataset<Row> records(
      Dataset<Row> links,
      Dataset<Row> attributes,
      LearntValues learnt,
      Inputs in,
      Optional<AffectedRecords> affected) {
    Dataset<Row> own =
        links.where(
            "type in ('record', 'guest')"
                + " or (type in ('user', 'device') and source = type and record_id = value)");
    Dataset<Row> named =
        attributes
            .select(
                col("source"),
                col("record_id"),
                CustomerAttributes.calledBy().as("name"),
                CustomerAttributes.isOfAFirm().as("is_firm"),
                learnt.telling(col("birth_date")).cast("string").as("birth_date"))
            .where("name is not null or birth_date is not null");
    Dataset<Row> records =
        own.groupBy("node", "source", "record_id")
            .agg(
                min("kind").as("kind"),
                min("first_seen").as("first_seen"),
                max("last_seen").as("last_seen"))
            .join(named, new String[] {"source", "record_id"}, "left");
    return new EarlierIds(in, affected).addTo(records);
  }

  /** Rows {@code node, component}: what identifiers, edges and earlier customers connect. */
  private Dataset<Row> components(
      Dataset<Row> records, Dataset<Row> links, Dataset<Row> edges, Inputs in) {
    Dataset<Row> all =
        links
            .where(JudgedLinks.JOINS)
            .select(col("node"), xxhash64(lit("value"), col("type"), col("key")).as("other"))
            .union(
                records
                    .where("held is not null")
                    .select(col("node"), xxhash64(lit("held"), col("held.customer_id"))))
            .union(edges.where(MAY_JOIN).select("node", "other"));
    Dataset<Row> found =
        new ConnectedComponents(config.edgesPerPartition(), in::keep)
            .of(all, links.count() + records.count());
    return records
        .select("node")
        .join(found, new String[] {"node"}, "left")
        .withColumn("component", coalesce(col("component"), col("node")));
  }
}
