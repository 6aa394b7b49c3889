package vongdoi.privacy;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import vongdoi.common.catalog.Bronze;
import vongdoi.common.catalog.Catalog;
import vongdoi.common.catalog.Silver;
import vongdoi.common.job.Inputs;
import vongdoi.common.job.Job;
import vongdoi.common.job.Outputs;
import vongdoi.common.job.Schedule;
import vongdoi.common.table.Table;
import vongdoi.common.table.Upkeep;
import vongdoi.common.table.Write;

/**
 * Carries out erasure requests: the person's raw rows first, then everything derived, the records
 * that lead to them last, and only then is the request done, so that a killed run is completed by
 * the next. The files of old versions vanish with {@code maintain}.
 */
public final class ErasePeople implements Job {
  private static final Set<Table> KEPT_TO_THE_END =
      Set.of(Silver.CUSTOMER_RECORDS, Silver.CUSTOMERS, Silver.ERASURE_REQUESTS);
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
    for (Table table : Bronze.all()) {
      if (upkeep.exists(table)) {
        for (Erased.Match match : erased.rawRows(table)) {
          upkeep.erase(table, match.keys(), match.condition());
        }
      }
    }
    eraseDerived(upkeep, erased);
    return Outputs.of(
            Silver.ERASURE_REQUESTS,
            open.withColumn("status", lit("done")).withColumn("done_date", inputs.date()))
        .count("erased", requests);
  }

  private static void eraseDerived(Upkeep upkeep, Erased erased) {
    List<Table> tables = new ArrayList<>(Catalog.all());
    tables.removeIf(t -> KEPT_TO_THE_END.contains(t) || t.layer().equals("bronze"));
    tables.add(Silver.CUSTOMER_RECORDS);
    for (Table table : tables) {
      if (!upkeep.exists(table)) {
        continue;
      }
      if (table.columnNames().contains("customer_id")) {
        upkeep.erase(table, erased.ids(), "t.customer_id = k.customer_id");
      } else if (table.equals(Silver.IDENTIFIER_LINKS) || table.equals(Silver.IDENTITY_PROFILES)) {
        upkeep.erase(table, erased.records(), "t.source = k.source and t.record_id = k.record_id");
      } else if (table.equals(Silver.IDENTITY_EDGES)) {
        upkeep.erase(
            table,
            erased.records(),
            "t.source = k.source and t.record_id = k.record_id"
                + " or t.other_source = k.source and t.other_record_id = k.record_id");
      }
    }
    if (upkeep.exists(Silver.CUSTOMERS)) {
      upkeep.mark(
          Silver.CUSTOMERS,
          erased.ids(),
          "t.customer_id = k.customer_id",
          Map.of(
              "status", lit("erased"),
              "redirect_to", lit(null).cast("string"),
              "founding_source", lit("erased"),
              "founding_record_id", lit("erased")));
    }
  }
}
