package vongdoi.privacy;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import vongdoi.common.catalog.Catalog;
import vongdoi.common.catalog.Silver;
import vongdoi.common.job.Inputs;
import vongdoi.common.job.Job;
import vongdoi.common.job.Memory;
import vongdoi.common.job.Outputs;
import vongdoi.common.job.Schedule;
import vongdoi.common.table.Erasure;
import vongdoi.common.table.Table;
import vongdoi.common.table.Trace;
import vongdoi.common.table.Upkeep;
import vongdoi.common.table.Write;

/**
 * Carries out erasure requests: every table as its declaration says, raw rows first, then
 * everything derived, the records that lead to them last, and only then is the request done, so
 * that a killed run is completed by the next. The files of old versions vanish with {@code
 * maintain}.
 */
public final class ErasePeople implements Job {
  /** The tables that lead from a request to everything else of the person. */
  private static final List<Table> LEADS = List.of(Silver.CUSTOMER_RECORDS, Silver.CUSTOMERS);

  private final PrivacyConfig config;

  public ErasePeople(PrivacyConfig config) {
    this.config = config;
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
    return List.of(
        Silver.CUSTOMERS,
        Silver.CUSTOMER_RECORDS,
        Silver.CUSTOMER_IDENTIFIERS,
        Silver.ORDERS,
        Silver.SUBSCRIPTIONS);
  }

  @Override
  public List<Write> writes() {
    return List.of(Write.upsert(Silver.ERASURE_REQUESTS));
  }

  @Override
  public Schedule schedule() {
    return Schedule.BESIDE;
  }

  @Override
  public String settings() {
    return config.toString();
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
    Dataset<Row> open =
        inputs.keep(
            inputs
                .own(Silver.ERASURE_REQUESTS)
                .where("status = 'open'")
                .where(col("requested_date").leq(inputs.date())));
    long requests = open.count();
    if (requests == 0) {
      return Outputs.none();
    }
    Erased erased = Erased.of(inputs, open);
    Upkeep upkeep = inputs.upkeep();
    for (Table table : leadsLast()) {
      if (upkeep.exists(table)) {
        erase(table, upkeep, erased);
      }
    }
    return Outputs.of(
            Silver.ERASURE_REQUESTS,
            open.withColumn("status", lit("done")).withColumn("done_date", inputs.date()))
        .count("erased", requests);
  }

  private static List<Table> leadsLast() {
    List<Table> tables = new ArrayList<>(Catalog.all());
    tables.removeAll(LEADS);
    tables.addAll(LEADS);
    return tables;
  }

  private static void erase(Table table, Upkeep upkeep, Erased erased) {
    Erasure erasure =
        table
            .erasure()
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "Cannot erase from %s: its declaration does not say by what a person is found. Declare it with erasedBy"
                            .formatted(table)));
    if (erasure instanceof Erasure.Removed removed) {
      removed
          .conditions()
          .forEach((by, condition) -> upkeep.erase(table, erased.keys(by), condition));
    } else if (erasure instanceof Erasure.Marked marked) {
      Map<String, Column> values = new HashMap<>();
      marked.overwritten().forEach(column -> values.put(column, lit("erased")));
      marked.emptied().forEach(column -> values.put(column, lit(null).cast("string")));
      Trace trace = marked.trace();
      upkeep.mark(table, erased.keys(trace.by()), trace.condition(), values);
    }
  }
}
