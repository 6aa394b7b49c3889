package vongdoi.segment;

import static org.apache.spark.sql.functions.expr;

import java.sql.Date;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import vongdoi.common.catalog.Gold;
import vongdoi.common.job.Inputs;
import vongdoi.common.job.Job;
import vongdoi.common.job.Outputs;
import vongdoi.common.table.Table;
import vongdoi.common.table.Write;
import vongdoi.segment.SegmentConfig.Play;
import vongdoi.segment.SegmentConfig.Results;

/**
 * What each play brought: those who got its message against those held out, from the first message
 * on, whatever became of it (intention to treat). Service plays have no control group: of them the
 * share that reached the goal, with its two counts, is what can be said.
 */
public final class MeasurePlays implements Job {
  private final SegmentConfig config;
  private final Map<String, Play> plays = new TreeMap<>();

  public MeasurePlays(SegmentConfig config) {
    this.config = config;
    config.segments().forEach((key, s) -> s.play().ifPresent(play -> plays.put(key, play)));
  }

  @Override
  public String name() {
    return "segment.results";
  }

  @Override
  public String meaning() {
    return "Measures conversion and revenue of each play against those held out";
  }

  @Override
  public List<Table> reads() {
    List<Table> tables = new ArrayList<>(List.of(Gold.MESSAGES));
    tables.addAll(PlayOutcomes.tables());
    return tables;
  }

  @Override
  public List<Table> remembers() {
    return List.of(Gold.MOMENT_MESSAGES);
  }

  @Override
  public List<Write> writes() {
    return List.of(Write.sync(Gold.PLAY_RESULTS));
  }

  @Override
  public String settings() {
    Map<String, String> goals = new TreeMap<>();
    plays.forEach((key, play) -> goals.put(key, play.action() + " " + PlayOutcomes.goal(play)));
    return config.results() + " " + goals;
  }

  @Override
  public Outputs run(Inputs inputs) {
    PlayOutcomes outcomes =
        new PlayOutcomes(
            plays,
            config.results().windowDays(),
            config.results().horizonDays(),
            inputs.run(),
            inputs);
    Map<String, Row> groups = new TreeMap<>();
    outcomes
        .of(inputs.keep(outcomes.units()))
        .groupBy("segment")
        .agg(
            expr("count_if(not is_control)"),
            expr("count_if(not is_control and converted)"),
            expr("count_if(is_control)"),
            expr("count_if(is_control and converted)"),
            sum("revenue", "not is_control"),
            sum("revenue * revenue", "not is_control"),
            sum("revenue", "is_control"),
            sum("revenue * revenue", "is_control"))
        .collectAsList()
        .forEach(row -> groups.put(row.getString(0), row));
    List<Row> rows = new ArrayList<>();
    plays.forEach(
        (segment, play) -> {
          if (groups.containsKey(segment)) {
            rows.add(result(segment, play, groups.get(segment), outcomes.days(), inputs));
          }
        });
    return Outputs.of(
        Gold.PLAY_RESULTS, inputs.spark().createDataFrame(rows, Gold.PLAY_RESULTS.schema()));
  }

  /** Summed as decimals: the last digits of doubles would hang on the order of the rows. */
  private static Column sum(String amount, String of) {
    return expr("coalesce(cast(sum(%s) filter (where %s) as double), 0d)".formatted(amount, of));
  }

  private Row result(String segment, Play play, Row r, int days, Inputs inputs) {
    Results results = config.results();
    long treated = r.getLong(1);
    long control = r.getLong(3);
    Uplift shares =
        Uplift.ofShares(r.getLong(2), treated, r.getLong(4), control, results.confidence());
    Uplift revenue =
        Uplift.ofMeans(
            new Uplift.Sums(treated, r.getDouble(5), r.getDouble(6)),
            new Uplift.Sums(control, r.getDouble(7), r.getDouble(8)),
            results.confidence());
    return RowFactory.create(
        segment,
        play.action(),
        PlayOutcomes.word(PlayOutcomes.goal(play)),
        Date.valueOf(inputs.run().date().minusDays(days)),
        Date.valueOf(inputs.run().date().minusDays(results.horizonDays())),
        results.horizonDays(),
        treated,
        r.getLong(2),
        control,
        r.getLong(4),
        treated == 0 ? 0.0 : (double) r.getLong(2) / treated,
        known((double) r.getLong(4) / control),
        known(shares.difference()),
        known(shares.low()),
        known(shares.high()),
        known(r.getDouble(5) / treated),
        known(r.getDouble(7) / control),
        known(revenue.difference()),
        known(revenue.low()),
        known(revenue.high()),
        known(shares.difference() * treated),
        known(revenue.difference() * treated),
        results.confidence(),
        inputs.run().currency());
  }

  private static Double known(double value) {
    return Double.isFinite(value) ? value : null;
  }
}
