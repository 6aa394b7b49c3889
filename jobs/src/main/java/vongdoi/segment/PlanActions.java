package vongdoi.segment;

import static org.apache.spark.sql.functions.col;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import vongdoi.common.catalog.Gold;
import vongdoi.common.catalog.Silver;
import vongdoi.common.job.Inputs;
import vongdoi.common.job.Job;
import vongdoi.common.job.Outputs;
import vongdoi.common.table.Table;
import vongdoi.common.table.Write;
import vongdoi.segment.SegmentConfig.Play;

/** Says for each member of a play what to send, where and until when, or why not. */
public final class PlanActions implements Job {
  private final SegmentConfig config;
  private final Map<String, Play> plays = new TreeMap<>();
  private final DrawHoldouts holdouts;

  public PlanActions(SegmentConfig config) {
    this.config = config;
    this.holdouts = new DrawHoldouts(config);
    config.segments().forEach((key, s) -> s.play().ifPresent(play -> plays.put(key, play)));
  }

  @Override
  public String name() {
    return "segment.actions";
  }

  @Override
  public String meaning() {
    return "Plans the messages of the plays: consent, caps, quiet hours, once a matter, one winner";
  }

  @Override
  public List<Table> reads() {
    List<Table> tables = new ArrayList<>(CustomerView.tables());
    tables.addAll(
        List.of(Gold.SEGMENT_MEMBERS, Gold.HOLDOUTS, Silver.CUSTOMERS, Silver.SUPPRESSED_CONTACTS));
    return tables;
  }

  @Override
  public List<Table> remembers() {
    return List.of(Gold.MOMENT_MESSAGES);
  }

  @Override
  public List<Write> writes() {
    return List.of(Write.replaceDate(Gold.MESSAGES), Write.sync(Gold.NEXT_ACTIONS));
  }

  @Override
  public String settings() {
    return config.toString();
  }

  @Override
  public Outputs run(Inputs inputs) {
    Dataset<Row> members =
        inputs
            .table(Gold.SEGMENT_MEMBERS)
            .where("exited_at is null")
            .where(col("segment").isin(plays.keySet().toArray()))
            .select(col("segment").as("_segment"), col("customer_id"), col("reason").as("_why"));
    Dataset<Row> view =
        CustomerView.of(inputs, SegmentRules.messageColumns(config, plays.values()));
    Dataset<Row> earlier =
        inputs.own(Gold.MESSAGES).unionByName(inputs.table(Gold.MOMENT_MESSAGES));
    Dataset<Row> decided =
        inputs.keep(
            new Arbiter(config, config.planHours())
                .decide(
                    new Candidates(config, plays).of(members, view),
                    new Arbiter.Facts(
                        new SentMessages(earlier, config, inputs),
                        inputs.table(Silver.SUPPRESSED_CONTACTS),
                        inputs.table(Gold.HOLDOUTS),
                        holdouts.isControl(),
                        inputs.end())));
    return Outputs.of(Gold.MESSAGES, messages(decided, inputs)).and(Gold.NEXT_ACTIONS, decided);
  }

  /** What is handed out or held out, as rows of a table of messages. */
  static Dataset<Row> messages(Dataset<Row> decided, Inputs inputs) {
    return decided
        .where("suppressed_reason is null or is_control")
        .withColumn("run_date", inputs.date())
        .withColumn("planned_at", inputs.end());
  }
}
