package vongdoi.export;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import vongdoi.common.job.Inputs;

/**
 * One row a destination, segment and member, and where plays send them a message: delivered with
 * its cells, or with the reason why not.
 */
final class AudienceRows {
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
  Dataset<Row> of(Inputs inputs, Dataset<Row> members, Dataset<Row> messages) {
    Dataset<Row> all = new AudienceMembers(config, audiences).of(inputs, members, messages);
    Dataset<Row> reachable = new ChannelChoice(config, audiences).of(all);
    AudienceCells cells = new AudienceCells(config, audiences);
    return cells
        .unique(control(cells.of(reachable)))
        .select(
            col("destination"),
            col("segment"),
            col("customer_id"),
            col("matter"),
            col("suppressed_reason").eqNullSafe(lit("control")).as("is_control"),
            col("suppressed_reason").isNull().as("delivered"),
            col("suppressed_reason"),
            when(col("suppressed_reason").isNull(), col("channel")).as("channel"),
            when(col("suppressed_reason").isNull(), col("cells")).as("cells"));
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
