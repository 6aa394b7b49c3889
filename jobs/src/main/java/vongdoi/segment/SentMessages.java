package vongdoi.segment;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.date_sub;
import static org.apache.spark.sql.functions.expr;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import vongdoi.common.catalog.Silver;
import vongdoi.common.job.Inputs;
import vongdoi.segment.SegmentConfig.Play;

/** What earlier runs have handed out, under the customers of today. */
final class SentMessages {
  /** What a message is about, for comparing: its matter, or the customer where it has none. */
  static final String ABOUT = "if(matter = '', customer_id, matter)";

  private final Dataset<Row> sent;

  /**
   * @param messages rows of gold.messages and gold.moment_messages
   * @param config what says how far back a message counts: older ones are not read
   */
  SentMessages(Dataset<Row> messages, SegmentConfig config, Inputs inputs) {
    Dataset<Row> today =
        inputs
            .table(Silver.CUSTOMERS)
            .where("redirect_to is not null")
            .select("customer_id", "redirect_to");
    this.sent =
        messages
            .where(col("run_date").gt(date_sub(inputs.date(), memoryDays(config))))
            .where(col("planned_at").lt(inputs.end()))
            .join(today, new String[] {"customer_id"}, "left")
            .withColumn("customer_id", coalesce(col("redirect_to"), col("customer_id")))
            .drop("redirect_to");
  }

  private static int memoryDays(SegmentConfig config) {
    int again =
        config.segments().values().stream()
            .flatMap(segment -> segment.play().stream())
            .mapToInt(Play::againAfterDays)
            .max()
            .orElse(0);
    int capped = config.caps().stream().mapToInt(cap -> cap.hours() / 24 + 1).max().orElse(0);
    return Math.max(again, capped) + 1;
  }

  /** {@code segment, about, planned_last_at}; who was held out would have been sent it. */
  Dataset<Row> matters() {
    return sent.withColumn("about", expr(ABOUT))
        .groupBy("segment", "about")
        .agg(expr("max(planned_at) as planned_last_at"));
  }

  /** {@code contact_key, contact_sent}: channel and moment of marketing messages since a moment. */
  Dataset<Row> byContact(Column since) {
    return marketing(since)
        .groupBy("contact_key")
        .agg(expr("collect_list(struct(channel, send_after as at)) as contact_sent"));
  }

  /** {@code customer_id, customer_sent}: moments of marketing messages since a moment. */
  Dataset<Row> byCustomer(Column since) {
    return marketing(since)
        .groupBy("customer_id")
        .agg(expr("collect_list(send_after) as customer_sent"));
  }

  private Dataset<Row> marketing(Column since) {
    return sent.where("not is_service and not is_control").where(col("send_after").gt(since));
  }
}
