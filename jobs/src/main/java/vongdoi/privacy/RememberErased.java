package vongdoi.privacy;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import vongdoi.common.catalog.Silver;
import vongdoi.common.job.Inputs;
import vongdoi.common.job.Job;
import vongdoi.common.job.Memory;
import vongdoi.common.job.Outputs;
import vongdoi.common.job.Schedule;
import vongdoi.common.table.Table;
import vongdoi.common.table.Write;
import vongdoi.customer.ErasureRules;
import vongdoi.customer.PersonTexts;

/**
 * Keeps salted hashes of all that names the people to be erased, before any of it is removed, so
 * that no full, late or renamed file brings them back; and notes who has acted anew since.
 */
public final class RememberErased implements Job {
  private final ErasureRules rules;

  public RememberErased(ErasureRules rules) {
    this.rules = rules;
  }

  @Override
  public String name() {
    return "privacy.remember";
  }

  @Override
  public String meaning() {
    return "Keeps salted hashes of what names the people to be erased, so that no file brings them back";
  }

  @Override
  public List<Table> reads() {
    List<Table> tables = new ArrayList<>(Erased.sources());
    tables.add(Silver.IDENTIFIER_LINKS);
    return List.copyOf(tables);
  }

  /** Requests are carried out by the next job, which reads what this one keeps. */
  @Override
  public List<Table> remembers() {
    return List.of(Silver.ERASURE_REQUESTS);
  }

  @Override
  public List<Write> writes() {
    return List.of(Write.upsert(Silver.ERASED_IDENTIFIERS));
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
    inputs.found(0, reads());
    PersonTexts.register(inputs.spark(), inputs.run().country());
    Dataset<Row> open =
        inputs.keep(ErasureRequests.open(inputs.table(Silver.ERASURE_REQUESTS), inputs.date()));
    Dataset<Row> asked =
        open.groupBy("customer_id").agg(expr("max(requested_date) as erased_date"));
    Dataset<Row> hashes =
        inputs.keep(
            Erased.of(inputs, open)
                .join(asked, col("person").equalTo(col("customer_id")))
                .select(
                    rules.salted().hash(col("text")).as("identifier_hash"),
                    col("kind"),
                    rules.salted().hash(expr("concat('customer|', person)")).as("person_hash"),
                    col("erased_date"),
                    lit(null).cast("date").as("returned_date"))
                .groupBy("identifier_hash")
                .agg(expr("max(struct(erased_date, kind, person_hash, returned_date)) as last"))
                .select("identifier_hash", "last.*"));
    Dataset<Row> returned = inputs.keep(returned(inputs, hashes));
    long remembered = hashes.count();
    long people = returned.select("person_hash").distinct().count();
    Outputs outputs =
        remembered + people == 0
            ? Outputs.none()
            : Outputs.of(Silver.ERASED_IDENTIFIERS, hashes.unionByName(returned));
    return outputs.count("remembered", remembered).count("returned", people);
  }

  /**
   * What was kept of people whom rows of a later date name again; a browser alone, which anybody
   * may use, tells of nobody. Only such rows are taken in. Their old orders stay away.
   */
  private Dataset<Row> returned(Inputs inputs, Dataset<Row> asked) {
    Dataset<Row> away =
        inputs
            .own(Silver.ERASED_IDENTIFIERS)
            .where("returned_date is null and kind <> 'order'")
            .join(asked.select("person_hash").distinct(), sharing("person_hash"), "left_anti");
    String zone = inputs.run().zone().getId();
    Dataset<Row> seen =
        inputs
            .table(Silver.IDENTIFIER_LINKS)
            .where("source <> 'device' and type <> 'device'")
            .selectExpr(
                "explode(array(concat('record|', source, '|', record_id), %s)) as text"
                    .formatted(Erased.ofIdentifier()),
                "to_date(from_utc_timestamp(last_seen_at, '%s')) as seen_date".formatted(zone))
            .where("text is not null")
            .groupBy("text")
            .agg(expr("max(seen_date) as seen_date"))
            .select(rules.salted().hash(col("text")).as("identifier_hash"), col("seen_date"));
    Dataset<Row> people =
        away.join(seen, "identifier_hash")
            .where("seen_date > erased_date")
            .select("person_hash")
            .distinct();
    return away.join(people, "person_hash").withColumn("returned_date", inputs.date());
  }

  private static String[] sharing(String column) {
    return new String[] {column};
  }
}
