package vongdoi.segment;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
        List.of(
            Gold.SEGMENT_MEMBERS,
            Gold.HOLDOUTS,
            Gold.UPLIFT_SCORES,
            Silver.CUSTOMERS,
            Silver.SUPPRESSED_CONTACTS));
    return tables;
  }

  /**
   * A play waits where its segment or its message needs columns of a table that is held. Without
   * scores the value at stake decides.
   */
  @Override
  public Set<Table> doesWithout() {
    Set<Table> tables =
        new LinkedHashSet<>(
            CustomerView.tablesBeside(SegmentRules.messageColumns(config, List.of())));
    tables.add(Gold.UPLIFT_SCORES);
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
    Map<String, Play> now = new TreeMap<>(plays);
    now.entrySet().removeIf(e -> CustomerView.isHeld(needed(e.getKey(), e.getValue()), inputs));
    long held = plays.size() - now.size();
    return (now.isEmpty() ? nothing(inputs) : planned(inputs, now)).count("plays_held", held);
  }

  private static Outputs nothing(Inputs inputs) {
    return Outputs.of(Gold.MESSAGES, inputs.own(Gold.MESSAGES).where(lit(false)))
        .and(Gold.NEXT_ACTIONS, inputs.own(Gold.NEXT_ACTIONS).where(lit(false)));
  }

  /** Columns of the customer view that decide who is told what by a play. */
  private Set<String> needed(String segment, Play play) {
    Set<String> columns = SegmentRules.messageColumns(config, List.of(play));
    columns.addAll(SegmentRules.membershipColumns(List.of(config.segments().get(segment))));
    return columns;
  }

  private Outputs planned(Inputs inputs, Map<String, Play> now) {
    Dataset<Row> members =
        inputs
            .table(Gold.SEGMENT_MEMBERS)
            .where("exited_at is null")
            .where(col("segment").isin(now.keySet().toArray()))
            .select(col("segment").as("_segment"), col("customer_id"), col("reason").as("_why"));
    boolean isScored = !inputs.isHeld(Gold.UPLIFT_SCORES) && !inputs.isEmpty(Gold.UPLIFT_SCORES);
    Dataset<Row> weighed =
        isScored
            ? ExpectedGain.known(members, inputs.table(Gold.UPLIFT_SCORES))
            : ExpectedGain.unknown(members);
    Dataset<Row> view = CustomerView.of(inputs, SegmentRules.messageColumns(config, now.values()));
    Dataset<Row> earlier =
        inputs.own(Gold.MESSAGES).unionByName(inputs.table(Gold.MOMENT_MESSAGES));
    Dataset<Row> rows =
        new Arbiter(config, config.planHours())
            .decide(
                new Candidates(config, now).of(weighed, view),
                new Arbiter.Facts(
                    new SentMessages(earlier, config, inputs),
                    inputs.table(Silver.SUPPRESSED_CONTACTS),
                    inputs.table(Gold.HOLDOUTS),
                    holdouts.isControl(),
                    inputs.end()));
    Dataset<Row> decided =
        inputs.keep(isScored ? ExpectedGain.ranked(rows) : ExpectedGain.unranked(rows));
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
