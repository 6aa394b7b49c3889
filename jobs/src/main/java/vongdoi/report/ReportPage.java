package vongdoi.report;

import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.datediff;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import vongdoi.common.catalog.Gold;
import vongdoi.common.catalog.Silver;
import vongdoi.common.job.Inputs;
import vongdoi.common.job.Job;
import vongdoi.common.job.Outputs;
import vongdoi.common.storage.StoredFiles;
import vongdoi.common.table.Table;
import vongdoi.common.table.Write;

/** Counts who stands where and writes the day's page: one file that needs nothing else. */
public final class ReportPage implements Job {
  private final ReportConfig config;

  public ReportPage(ReportConfig config) {
    this.config = config;
  }

  @Override
  public String name() {
    return "report.page";
  }

  @Override
  public String meaning() {
    return "Counts customers by stage and status and writes report/<date>/index.html";
  }

  @Override
  public List<Table> reads() {
    return List.of(
        Silver.PROFILES,
        Gold.LIFECYCLE,
        Gold.STAGE_TRANSITIONS,
        Gold.CLV_SCORES,
        Gold.CHURN_SCORES,
        Gold.SEGMENTS,
        Gold.SEGMENT_MEMBERS,
        Gold.PLAY_RESULTS,
        Gold.AUDIENCE_LEDGER,
        Gold.MODELS,
        Gold.MODEL_METRICS,
        Gold.TABLE_QUALITY);
  }

  @Override
  public List<Write> writes() {
    return List.of(Write.replaceDate(Gold.STAGE_FUNNEL));
  }

  @Override
  public String settings() {
    return config.toString();
  }

  @Override
  public Outputs run(Inputs inputs) {
    Dataset<Row> funnel = inputs.keep(funnel(inputs));
    String page =
        new PageText(config, inputs.run(), Figures.of(inputs, funnel), segments(inputs)).html();
    Configuration hadoop = inputs.spark().sessionState().newHadoopConf();
    StoredFiles.put(
        hadoop, inputs.path("report", inputs.run().date().toString(), "index.html"), page);
    StoredFiles.put(hadoop, inputs.path("report", "latest.html"), page);
    return Outputs.of(Gold.STAGE_FUNNEL, funnel);
  }

  private static Dataset<Row> funnel(Inputs inputs) {
    String[] customer = {"customer_id"};
    return inputs
        .table(Gold.LIFECYCLE)
        .select("customer_id", "stage", "status", "since")
        .join(
            inputs.table(Silver.PROFILES).select("customer_id", "currency", "total_amount"),
            customer,
            "left")
        .join(inputs.table(Gold.CLV_SCORES).select("customer_id", "clv_amount"), customer, "left")
        .withColumn("currency", coalesce(col("currency"), lit(inputs.run().currency())))
        .groupBy("stage", "status", "currency")
        .agg(
            count(lit(1)).as("customers_count"),
            amount("total_amount").as("total_amount"),
            amount("clv_amount").as("clv_amount"),
            avg(datediff(inputs.date(), col("since"))).as("mean_days_in_stage"))
        .withColumn("run_date", inputs.date());
  }

  private static Column amount(String column) {
    return coalesce(sum(column), lit(0)).cast("decimal(38,2)");
  }

  private static List<SegmentName> segments(Inputs inputs) {
    return inputs
        .table(Gold.SEGMENTS)
        .orderBy("position")
        .select("segment", "name_en", "name_vi", "action")
        .collectAsList()
        .stream()
        .map(r -> new SegmentName(r.getString(0), r.getString(1), r.getString(2), r.getString(3)))
        .toList();
  }
}
