package vongdoi.export;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import vongdoi.common.catalog.Gold;
import vongdoi.common.catalog.Silver;
import vongdoi.common.job.Inputs;
import vongdoi.common.job.Job;
import vongdoi.common.job.Outputs;
import vongdoi.common.job.Schedule;
import vongdoi.common.table.Table;
import vongdoi.common.table.Write;
import vongdoi.customer.OverdueErasures;
import vongdoi.export.ExportConfig.Dialect;
import vongdoi.export.ExportConfig.Mode;
import vongdoi.export.ExportConfig.Takes;

/**
 * Publishes the messages that a run within the day has planned, and nothing where there are none.
 * They go to the systems that send messages; lists of members wait for the night.
 */
public final class PublishMoments implements Job {
  private final ExportConfig config;
  private final int eraseWithinDays;

  /**
   * @param eraseWithinDays days after which a request to erase that is still open keeps everything
   *     from being published
   */
  public PublishMoments(ExportConfig config, int eraseWithinDays) {
    this.config = config.ofLists();
    this.eraseWithinDays = eraseWithinDays;
  }

  @Override
  public String name() {
    return "export.moments";
  }

  @Override
  public String meaning() {
    return "Writes the messages planned within the day for the systems that send them";
  }

  @Override
  public List<Table> reads() {
    return List.of(
        Gold.SEGMENTS,
        Gold.MOMENT_MESSAGES,
        Gold.HOLDOUTS,
        Gold.LIFECYCLE,
        Gold.CLV_SCORES,
        Gold.CHURN_SCORES,
        Silver.PROFILES,
        Silver.CONSENTS);
  }

  /** People ask to be erased at any time. */
  @Override
  public List<Table> remembers() {
    return List.of(Silver.ERASURE_REQUESTS);
  }

  @Override
  public List<Write> writes() {
    return List.of(Write.upsert(Gold.MOMENT_LEDGER));
  }

  @Override
  public Schedule schedule() {
    return Schedule.WITHIN_DAY;
  }

  @Override
  public String settings() {
    return config.toString();
  }

  @Override
  public Outputs run(Inputs inputs) {
    Dataset<Row> messages =
        inputs.keep(
            inputs
                .table(Gold.MOMENT_MESSAGES)
                .where(col("run_date").equalTo(inputs.date()))
                .where(col("planned_at").equalTo(inputs.end()))
                .withColumn("suppressed_reason", expr("if(is_control, 'control', null)")));
    Set<String> segments =
        messages.select("segment").distinct().collectAsList().stream()
            .map(r -> r.getString(0))
            .collect(Collectors.toSet());
    if (segments.isEmpty()) {
      return Outputs.none();
    }
    OverdueErasures.requireNone(inputs, eraseWithinDays);
    DestinationFunctions.of(config, inputs.run().zone()).register(inputs.spark());
    Publication publication = new Publication(config, inputs, new DayPointer(inputs.run().end()));
    List<Audience> audiences =
        publication.audiences().stream()
            .filter(a -> segments.contains(a.segment()) && sendsMessages(a.destination()))
            .toList();
    Publication.Rows rows =
        new AudienceRows(config, audiences).of(inputs, members(messages), messages);
    Map<String, Counts> counts = Counts.of(rows.recorded());
    ListChanges none =
        ListChanges.of(
            config, inputs, audiences, rows.delivered(), publication.published(audiences));
    int published = publication.publish(audiences, rows, counts, none);
    return Outputs.of(
            Gold.MOMENT_LEDGER,
            rows.recorded()
                .withColumn("run_date", inputs.date())
                .withColumn("planned_at", inputs.end()))
        .count("audiences_published", published);
  }

  private boolean sendsMessages(String destination) {
    return config.destinations().get(destination).dialect() == Dialect.MACHINE
        && config.mode(destination) == Mode.FULL
        && config.takes(destination) != Takes.MEMBERS;
  }

  private static Dataset<Row> members(Dataset<Row> messages) {
    return messages
        .groupBy("segment", "customer_id")
        .agg(expr("min(reason) as reason"))
        .withColumn("score", lit(null).cast("double"));
  }
}
