package vongdoi.profile;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import vongdoi.common.catalog.Bronze;
import vongdoi.common.catalog.Silver;
import vongdoi.common.job.Inputs;
import vongdoi.common.job.Job;
import vongdoi.common.job.Outputs;
import vongdoi.common.table.Table;
import vongdoi.common.table.Write;
import vongdoi.customer.Owner;

/** Sessions of every device; only the days on which a device has new events are cut again. */
public final class BuildSessions implements Job {
  private static final String[] DEVICE_DAY = {"device_source", "device_id", "event_date"};

  /** Beyond this many touched dates the events are read whole instead of by partition. */
  private static final int MOST_DATES_NAMED = 400;

  private final ProfileConfig config;
  private final List<String> blocked;

  /**
   * @param blocked identifier values that mean nobody
   */
  public BuildSessions(ProfileConfig config, List<String> blocked) {
    this.config = config;
    this.blocked = List.copyOf(blocked);
  }

  @Override
  public String name() {
    return "profile.sessions";
  }

  @Override
  public String meaning() {
    return "Cuts events into sessions and gives each its customer";
  }

  @Override
  public List<Table> reads() {
    return List.of(Bronze.EVENTS, Silver.CUSTOMER_RECORDS);
  }

  @Override
  public List<Write> writes() {
    return List.of(Write.sync(Silver.SESSIONS));
  }

  /** A visit is over by its own events, not by the date. */
  @Override
  public boolean isSameOn(LocalDate earlier, LocalDate later) {
    return true;
  }

  @Override
  public String settings() {
    return List.of(
            config.sessionGapMinutes(),
            config.noVisitEvents(),
            config.referral().address(),
            blocked)
        .toString();
  }

  @Override
  public Outputs run(Inputs inputs) {
    SessionRules rules = new SessionRules(config, new Owner(blocked));
    Dataset<Row> records = inputs.table(Silver.CUSTOMER_RECORDS);
    Optional<Dataset<Row>> touched =
        inputs
            .seen()
            .map(
                seen ->
                    inputs.keep(
                        rules
                            .visits(inputs.newlyVisible(Bronze.EVENTS))
                            .select("device_source", "device_id", "event_date")
                            .distinct()));
    Dataset<Row> visits = visits(inputs, rules, touched);
    Dataset<Row> sessions =
        Ownership.resolve(rules.sessions(visits), records, "inner")
            .select(
                Silver.SESSIONS.columnNames().stream().map(functions::col).toArray(Column[]::new));
    return touched
        .map(
            t ->
                Outputs.none()
                    .andChanges(Silver.SESSIONS, changes(inputs, inputs.keep(sessions), t)))
        .orElseGet(() -> Outputs.of(Silver.SESSIONS, sessions.repartition(col("session_date"))));
  }

  private static Dataset<Row> visits(
      Inputs inputs, SessionRules rules, Optional<Dataset<Row>> touched) {
    Dataset<Row> events = inputs.table(Bronze.EVENTS);
    if (touched.isEmpty()) {
      return rules.visits(events);
    }
    List<Row> dates =
        touched.get().select("event_date").distinct().limit(MOST_DATES_NAMED + 1).collectAsList();
    if (dates.size() <= MOST_DATES_NAMED) {
      events = events.where(col("event_date").isin(dates.stream().map(r -> r.get(0)).toArray()));
    }
    return rules.visits(events).join(touched.get(), DEVICE_DAY, "left_semi");
  }

  /**
   * New and changed sessions, those that late events did away with, and those that changed hands.
   */
  private static Dataset<Row> changes(Inputs inputs, Dataset<Row> fresh, Dataset<Row> touched) {
    Dataset<Row> own =
        inputs
            .own(Silver.SESSIONS)
            .withColumn("device_source", expr("if(anonymous_id is null, 'user', 'device')"))
            .withColumn("device_id", expr("coalesce(anonymous_id, user_id)"))
            .withColumn("event_date", col("session_date"));
    Dataset<Row> cutAgain = own.join(touched, DEVICE_DAY, "left_semi").drop(DEVICE_DAY);
    Dataset<Row> left = own.join(touched, DEVICE_DAY, "left_anti").drop(DEVICE_DAY);
    Dataset<Row> gone =
        cutAgain.join(fresh.select("session_id"), new String[] {"session_id"}, "left_anti");
    return fresh
        .withColumn(Write.DELETED, lit(false))
        .unionByName(gone.withColumn(Write.DELETED, lit(true)))
        .unionByName(Ownership.moved(left, inputs.table(Silver.CUSTOMER_RECORDS)));
  }
}
