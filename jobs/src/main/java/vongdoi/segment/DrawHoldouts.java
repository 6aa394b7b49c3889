package vongdoi.segment;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.conv;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sha2;
import static org.apache.spark.sql.functions.substring;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
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
import vongdoi.segment.SegmentConfig.Segment;

/**
 * Draws who is held out of each marketing segment, once and for good: a salted hash of segment and
 * customer decides on the first entry, and where customers merge the earliest draw stays, so that
 * nobody changes groups while a comparison runs.
 */
public final class DrawHoldouts implements Job {
  private static final int BUCKETS = 10_000;
  private static final String[] KEY = {"segment", "customer_id"};
  private final SegmentConfig config;

  public DrawHoldouts(SegmentConfig config) {
    this.config = config;
  }

  @Override
  public String name() {
    return "segment.holdouts";
  }

  @Override
  public String meaning() {
    return "Draws the control group of each marketing play, which stays through merges";
  }

  @Override
  public List<Table> reads() {
    return List.of(Gold.SEGMENT_MEMBERS, Silver.CUSTOMERS);
  }

  @Override
  public List<Write> writes() {
    return List.of(Write.upsert(Gold.HOLDOUTS));
  }

  @Override
  public String settings() {
    return config.holdout() + " " + shares();
  }

  /** Share held out, by segment with a marketing play: what sends nothing has no effect. */
  Map<String, Double> shares() {
    Map<String, Double> shares = new TreeMap<>();
    config
        .segments()
        .forEach(
            (key, segment) -> {
              if (segment.play().isPresent() && !segment.isService()) {
                shares.put(key, share(segment));
              }
            });
    return shares;
  }

  private double share(Segment segment) {
    return segment.play().flatMap(Play::controlShare).orElse(config.holdout().share());
  }

  @Override
  public Outputs run(Inputs inputs) {
    Dataset<Row> drawn = inherited(inputs);
    Dataset<Row> members =
        inputs
            .table(Gold.SEGMENT_MEMBERS)
            .where("exited_at is null")
            .where(col("segment").isin(shares().keySet().toArray()))
            .select("segment", "customer_id");
    Dataset<Row> own =
        inputs
            .own(Gold.HOLDOUTS)
            .select(
                col("segment"),
                col("customer_id"),
                col("is_control").as("was_control"),
                col("assigned_on").as("was_assigned_on"));
    return Outputs.of(
        Gold.HOLDOUTS,
        members
            .join(drawn, KEY, "full")
            .join(own, KEY, "left")
            .withColumn("is_control", coalesce(col("first.is_control"), isControl()))
            .withColumn("assigned_on", coalesce(col("first.assigned_on"), inputs.date()))
            .where("not (is_control <=> was_control and assigned_on <=> was_assigned_on)")
            .select("segment", "customer_id", "is_control", "assigned_on"));
  }

  /** The earliest draw of all that a customer was made of; of two of one day the one held out. */
  private static Dataset<Row> inherited(Inputs inputs) {
    Dataset<Row> today =
        inputs
            .table(Silver.CUSTOMERS)
            .where("redirect_to is not null")
            .select(col("customer_id"), col("redirect_to"));
    return inputs
        .own(Gold.HOLDOUTS)
        .join(today, new String[] {"customer_id"}, "left")
        .withColumn("customer_id", coalesce(col("redirect_to"), col("customer_id")))
        .groupBy("segment", "customer_id")
        .agg(
            expr("min_by(struct(is_control, assigned_on), struct(assigned_on, not is_control))")
                .as("first"));
  }

  /** What the hash says of {@code segment} and {@code customer_id}. */
  Column isControl() {
    Column hash =
        sha2(concat_ws("|", lit(config.holdout().salt()), col("segment"), col("customer_id")), 256);
    Column bucket = conv(substring(hash, 1, 8), 16, 10).cast("bigint").mod(lit(BUCKETS));
    Column limit = lit(0L);
    for (Map.Entry<String, Double> e : shares().entrySet()) {
      limit =
          when(col("segment").equalTo(e.getKey()), lit(Math.round(e.getValue() * BUCKETS)))
              .otherwise(limit);
    }
    return bucket.lt(limit);
  }
}
