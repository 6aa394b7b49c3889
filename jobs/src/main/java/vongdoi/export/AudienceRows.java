package vongdoi.export;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.conv;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.sha2;
import static org.apache.spark.sql.functions.substring;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import java.util.function.Predicate;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import vongdoi.common.job.Inputs;

/**
 * One row a destination, segment and member: delivered with its cells, or with the reason why not.
 */
final class AudienceRows {
  private static final int BUCKETS = 10_000;

  private final ExportConfig config;
  private final List<Audience> audiences;

  /**
   * @param audiences every destination with every segment that it takes
   */
  AudienceRows(ExportConfig config, List<Audience> audiences) {
    this.config = config;
    this.audiences = audiences;
  }

  Dataset<Row> of(Inputs inputs) {
    Dataset<Row> members = new AudienceMembers(config, audiences).of(inputs);
    Dataset<Row> reachable = new ChannelChoice(config, audiences).of(members);
    AudienceCells cells = new AudienceCells(config, audiences);
    return cells
        .unique(control(cells.of(reachable)))
        .select(
            col("destination"),
            col("segment"),
            col("customer_id"),
            col("is_control"),
            col("suppressed_reason").isNull().as("delivered"),
            col("suppressed_reason"),
            when(col("suppressed_reason").isNull(), col("channel")).as("channel"),
            when(col("suppressed_reason").isNull(), col("cells")).as("cells"));
  }

  /** Holds out a share of each marketing audience, by a salted hash of segment and customer. */
  private Dataset<Row> control(Dataset<Row> rows) {
    Column hash =
        sha2(concat_ws("|", lit(config.controlSalt()), col("segment"), col("customer_id")), 256);
    Column bucket = conv(substring(hash, 1, 8), 16, 10).cast("bigint").mod(lit(BUCKETS));
    Column held =
        bucket
            .lt(lit(Math.round(config.controlShare() * BUCKETS)))
            .and(not(in(segments(Audience::isService))))
            .and(col("suppressed_reason").isNull());
    return rows.withColumn("is_control", held)
        .withColumn(
            "suppressed_reason",
            when(col("is_control"), "control").otherwise(col("suppressed_reason")));
  }

  private List<String> segments(Predicate<Audience> which) {
    return audiences.stream().filter(which).map(Audience::segment).distinct().toList();
  }

  private static Column in(List<String> segments) {
    return col("segment").isin(segments.toArray());
  }
}
