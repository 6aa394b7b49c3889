package vongdoi.export;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import vongdoi.common.job.Inputs;

/**
 * One row a destination, segment and member, and where plays send them a message: delivered with
 * its cells, or with the reason why not.
 */
final class AudienceRows {
  /** Names a row among all of them. */
  private static final String[] ROW = {"destination", "segment", "customer_id", "matter"};

  private final ExportConfig config;
  private final List<Audience> audiences;

  /**
   * @param audiences every destination with every segment that it takes
   */
  AudienceRows(ExportConfig config, List<Audience> audiences) {
    this.config = config;
    this.audiences = audiences;
  }

  /**
   * @param members {@code segment, customer_id, score, reason}
   * @param messages rows of gold.next_actions, or messages with a {@code suppressed_reason}
   */
  Publication.Rows of(Inputs inputs, Dataset<Row> members, Dataset<Row> messages) {
    Dataset<Row> all = new AudienceMembers(config, audiences).of(inputs, members, messages);
    Dataset<Row> reachable = new ChannelChoice(config, audiences).of(all);
    AudienceCells cells = new AudienceCells(config, audiences);
    Placement placement = Placement.of(config.taskRows(), inputs, members);
    Column fits = col("suppressed_reason").isNull();
    Dataset<Row> placed =
        placement.placed(
            inputs,
            control(cells.of(reachable))
                .select(
                    col("destination"),
                    col("segment"),
                    col("customer_id"),
                    col("matter"),
                    col("score"),
                    col("suppressed_reason"),
                    when(fits, col("channel")).as("channel"),
                    when(fits, col("cells")).as("cells")));
    Dataset<Row> told = inputs.keep(Counts.hashed(cells.compared(placed)).drop("cells"));
    Optional<Dataset<Row>> doubles = cells.doubles(inputs, told);
    Dataset<Row> recorded =
        doubles
            .map(d -> told.join(d.withColumn("is_double", lit(true)), ROW, "left"))
            .orElse(told.withColumn("is_double", lit(false)))
            .withColumn(
                "suppressed_reason",
                coalesce(col("suppressed_reason"), when(col("is_double"), "duplicate")))
            .withColumn("is_control", col("suppressed_reason").eqNullSafe(lit("control")))
            .withColumn("delivered", fits)
            .withColumn("channel", when(fits, col("channel")));
    Dataset<Row> fitting = placed.where(fits);
    return new Publication.Rows(
        recorded,
        Publication.Rows.delivered(
            doubles.map(d -> fitting.join(d, ROW, "left_anti")).orElse(fitting)),
        placement);
  }

  /** Takes out who is held out of a marketing segment: of a play, its own row says so already. */
  private Dataset<Row> control(Dataset<Row> rows) {
    Object[] service =
        audiences.stream().filter(Audience::isService).map(Audience::segment).distinct().toArray();
    Column held = coalesce(col("is_held"), lit(false)).and(not(col("segment").isin(service)));
    return rows.withColumn(
        "suppressed_reason", coalesce(col("suppressed_reason"), when(held, "control")));
  }
}
