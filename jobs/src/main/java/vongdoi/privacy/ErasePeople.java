package vongdoi.privacy;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import vongdoi.common.catalog.Catalog;
import vongdoi.common.catalog.Silver;
import vongdoi.common.job.ExitCode;
import vongdoi.common.job.Inputs;
import vongdoi.common.job.Job;
import vongdoi.common.job.JobException;
import vongdoi.common.job.Memory;
import vongdoi.common.job.Outputs;
import vongdoi.common.job.Schedule;
import vongdoi.common.table.Erasure;
import vongdoi.common.table.Table;
import vongdoi.common.table.Upkeep;
import vongdoi.common.table.Write;
import vongdoi.customer.ErasureRules;

/**
 * Carries out erasure requests: every table as its declaration says, raw rows first, then
 * everything derived, the records that lead to them last, and only then is the request done, so
 * that a killed run is completed by the next. Runs of other jobs that are at work meanwhile lose.
 * The files of old versions vanish with {@code maintain}.
 */
public final class ErasePeople implements Job {
  /** The tables that lead from a request to everything else of the person. */
  private static final List<Table> LEADS = List.of(Silver.CUSTOMER_RECORDS, Silver.CUSTOMERS);

  private final ErasureRules rules;

  public ErasePeople(ErasureRules rules) {
    this.rules = rules;
  }

  @Override
  public String name() {
    return "privacy.erase";
  }

  @Override
  public String meaning() {
    return "Erases the people whose erasure was requested from every table";
  }

  @Override
  public List<Table> reads() {
    List<Table> tables = new ArrayList<>(Erased.sources());
    tables.add(Silver.ERASED_IDENTIFIERS);
    return List.copyOf(tables);
  }

  @Override
  public List<Write> writes() {
    return List.of(Write.upsert(Silver.ERASURE_LOG), Write.upsert(Silver.ERASURE_REQUESTS));
  }

  @Override
  public Schedule schedule() {
    return Schedule.BESIDE;
  }

  @Override
  public String settings() {
    return rules.toString();
  }

  @Override
  public Memory memory() {
    return Memory.NOTHING;
  }

  /** Requests are filed by the command line between the runs. */
  @Override
  public boolean looksOutside() {
    return true;
  }

  @Override
  public Outputs run(Inputs inputs) {
    inputs.found(0, Catalog.all());
    Dataset<Row> open =
        inputs.keep(ErasureRequests.open(inputs.own(Silver.ERASURE_REQUESTS), inputs.date()));
    long requests = open.count();
    if (requests == 0) {
      return Outputs.none();
    }
    requireRemembered(inputs, open);
    // As many as the requests name: the tables are searched for them in one pass each.
    Set<String> texts =
        Set.copyOf(Erased.of(inputs, open).select("text").as(Encoders.STRING()).collectAsList());
    Traced traced = new Traced(texts, rules.recordSources(), inputs.run().country());
    Upkeep upkeep = inputs.upkeep();
    List<Table> tables = leadsLast().stream().filter(t -> upkeep.exists(t) && !isOwn(t)).toList();
    Map<Table, Long> left = new HashMap<>();
    for (Table table : tables) {
      erase(table, upkeep, traced);
      left.put(table, upkeep.dataVersion(table));
    }
    upkeep.stopRuns(tables);
    // What runs at work had published by then, after their tables had been searched.
    for (Table table : tables) {
      if (upkeep.dataVersion(table) != left.get(table)) {
        erase(table, upkeep, traced);
      }
    }
    Map<Table, Long> found = new HashMap<>();
    for (Table table : tables) {
      if (upkeep.changed(table) > 0) {
        condition(table, traced).ifPresent(of -> found.put(table, upkeep.count(table, of)));
      }
    }
    Dataset<Row> evidence = new Evidence(inputs, upkeep).rows(tables, requests, found);
    return Outputs.of(Silver.ERASURE_LOG, evidence)
        .and(
            Silver.ERASURE_REQUESTS,
            open.withColumn("status", lit("done")).withColumn("done_date", inputs.date()))
        .count("erased", requests)
        .count("rows_removed", tables.stream().mapToLong(upkeep::changed).sum());
  }

  /** Nothing is removed of anybody whom the next file would bring back. */
  private void requireRemembered(Inputs inputs, Dataset<Row> open) {
    Dataset<Row> hashes =
        open.select(
            rules
                .salted()
                .hash(concat(lit("customer|"), col("customer_id")))
                .as("identifier_hash"));
    boolean isMissing =
        !hashes
            .join(
                inputs.table(Silver.ERASED_IDENTIFIERS).where("returned_date is null"),
                new String[] {"identifier_hash"},
                "left_anti")
            .isEmpty();
    if (isMissing) {
      throw new JobException(
          ExitCode.PRIVACY_REFUSED,
          "Cannot erase: of a person to be erased no hashes are kept, so that the next full file would bring the person back. Run the whole stage: privacy --date %s"
              .formatted(inputs.run().date()));
    }
  }

  private static List<Table> leadsLast() {
    List<Table> tables = new ArrayList<>(Catalog.all());
    tables.removeAll(LEADS);
    tables.addAll(LEADS);
    return tables;
  }

  /** This job's own tables hold nobody. */
  private static boolean isOwn(Table table) {
    return table.equals(Silver.ERASURE_REQUESTS) || table.equals(Silver.ERASURE_LOG);
  }

  /** Which rows of a table are a person's, where rows that are left would be wrong. */
  private static Optional<Column> condition(Table table, Traced traced) {
    Erasure erasure = table.erasure().orElseThrow();
    if (erasure instanceof Erasure.Removed removed) {
      return Optional.of(traced.by(removed.traces()));
    }
    return erasure instanceof Erasure.Marked marked && !marked.emptied().isEmpty()
        ? Optional.of(traced.by(List.of(marked.trace())).and(isThere(marked.emptied())))
        : Optional.empty();
  }

  private static Column isThere(List<String> columns) {
    return columns.stream().map(c -> col(c).isNotNull()).reduce(Column::or).orElseThrow();
  }

  private static void erase(Table table, Upkeep upkeep, Traced traced) {
    Erasure erasure =
        table
            .erasure()
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "Cannot erase from %s: its declaration does not say by what a person is found. Declare it with erasedBy"
                            .formatted(table)));
    if (erasure instanceof Erasure.Removed removed) {
      upkeep.erase(table, traced.by(removed.traces()));
    } else if (erasure instanceof Erasure.Marked marked) {
      Map<String, Column> values = new HashMap<>();
      marked.overwritten().forEach(column -> values.put(column, lit("erased")));
      marked.emptied().forEach(column -> values.put(column, lit(null).cast("string")));
      upkeep.mark(table, traced.by(List.of(marked.trace())), values);
    }
  }
}
