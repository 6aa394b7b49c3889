package vongdoi.segment;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.filter;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import vongdoi.common.catalog.Gold;
import vongdoi.common.job.Inputs;
import vongdoi.common.job.Job;
import vongdoi.common.job.Outputs;
import vongdoi.common.table.Table;
import vongdoi.common.table.Write;
import vongdoi.segment.SegmentConfig.Segment;

/** Says who is in which segment, and since when: every rule in one pass over the customers. */
public final class AssignSegments implements Job {
  private final SegmentConfig config;

  public AssignSegments(SegmentConfig config) {
    this.config = config;
  }

  @Override
  public String name() {
    return "segment.members";
  }

  @Override
  public String meaning() {
    return "Puts customers into the segments whose rules they meet and dates entries and exits";
  }

  @Override
  public List<Table> reads() {
    return CustomerView.tables();
  }

  @Override
  public List<Write> writes() {
    return List.of(Write.sync(Gold.SEGMENTS), Write.upsert(Gold.SEGMENT_MEMBERS));
  }

  @Override
  public String settings() {
    return config.toString();
  }

  @Override
  public Outputs run(Inputs inputs) {
    Dataset<Row> view = CustomerView.of(inputs, SegmentRules.membershipColumns(config));
    Dataset<Row> own = inputs.own(Gold.SEGMENT_MEMBERS);
    return Outputs.of(Gold.SEGMENTS, SegmentList.of(inputs.spark(), config))
        .and(Gold.SEGMENT_MEMBERS, intervals(own, members(view), inputs.date()));
  }

  /**
   * One row a customer and segment whose rule holds; a rule that is neither true nor false fails.
   */
  private Dataset<Row> members(Dataset<Row> view) {
    Column[] memberships =
        config.segments().entrySet().stream()
            .map(e -> membership(e.getKey(), e.getValue()))
            .toArray(Column[]::new);
    return memberships.length == 0
        ? view.where(lit(false)).selectExpr("'' segment", "customer_id", "0d score", "'' reason")
        : view.select(
                col("customer_id"), explode(filter(array(memberships), Column::isNotNull)).as("m"))
            .select("m.segment", "customer_id", "m.score", "m.reason");
  }

  private static Column membership(String key, Segment segment) {
    Column score = segment.score().map(sql -> expr(sql)).orElse(lit(null)).cast("double");
    Column reason = segment.reason().map(sql -> expr(sql)).orElse(lit(null)).cast("string");
    return when(
        expr(segment.rule()),
        struct(lit(key).as("segment"), score.as("score"), reason.as("reason")));
  }

  /**
   * Intervals that this run opens, keeps open or closes. The state before the run date is what
   * counts, so that a date run again on other inputs ends as if it had run once.
   */
  static Dataset<Row> intervals(Dataset<Row> own, Dataset<Row> members, Column date) {
    Dataset<Row> before =
        own.where(col("entered_at").lt(date))
            .where(col("exited_at").isNull().or(col("exited_at").geq(date)))
            .select(
                col("segment"),
                col("customer_id"),
                col("entered_at"),
                col("score").as("old_score"),
                col("reason").as("old_reason"));
    Dataset<Row> sameDate =
        own.where(col("entered_at").equalTo(date))
            .select(col("segment"), col("customer_id"), lit(true).as("was_here"));
    String[] key = {"segment", "customer_id"};
    Column here = col("is_member");
    return members
        .withColumn("is_member", lit(true))
        .join(before, key, "full")
        .join(sameDate, key, "full")
        .select(
            col("segment"),
            col("customer_id"),
            coalesce(col("entered_at"), date).as("entered_at"),
            when(here.isNull(), date).as("exited_at"),
            when(here, col("score")).otherwise(col("old_score")).as("score"),
            when(here, col("reason")).otherwise(col("old_reason")).as("reason"),
            here.isNull().and(col("entered_at").isNull()).as(Write.DELETED));
  }
}
