package vongdoi.report;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import vongdoi.common.catalog.Bronze;
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
  private final SortedMap<String, Long> leastMembers;

  /**
   * @param leastMembers of destinations that make no use of smaller lists, the least members of one
   */
  public ReportPage(ReportConfig config, Map<String, Long> leastMembers) {
    this.config = config;
    this.leastMembers = new TreeMap<>(leastMembers);
  }

  @Override
  public String name() {
    return "report.page";
  }

  @Override
  public String meaning() {
    return "Counts customers by stage and status and writes report/<date>/index.html and report.json";
  }

  @Override
  public List<Table> reads() {
    return List.of(
        Bronze.QUARANTINE,
        Bronze.LANDED_FILES,
        Silver.IDENTITY_HISTORY,
        Silver.ORDERS,
        Silver.PROFILES,
        Gold.LIFECYCLE,
        Gold.STAGE_TRANSITIONS,
        Gold.CLV_SCORES,
        Gold.CHURN_SCORES,
        Gold.SEGMENTS,
        Gold.SEGMENT_SIZES,
        Gold.SEGMENT_OVERLAPS,
        Gold.NEXT_ACTIONS,
        Gold.PLAY_RESULTS,
        Gold.CAMPAIGN_RESULTS,
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
    return config + " " + leastMembers;
  }

  @Override
  public Outputs run(Inputs inputs) {
    Dataset<Row> people = inputs.keep(CustomerFigures.people(inputs));
    Dataset<Row> funnel = inputs.keep(CustomerFigures.funnel(inputs, people));
    ObjectNode report = report(inputs, people, funnel);
    String page = PageFile.of("report", config.language(), report);
    String json = PageFile.text(report);
    Configuration hadoop = inputs.spark().sessionState().newHadoopConf();
    String day = inputs.run().date().toString();
    StoredFiles.put(hadoop, inputs.path("report", day, "report.json"), json);
    StoredFiles.put(hadoop, inputs.path("report", day, "index.html"), page);
    StoredFiles.put(hadoop, inputs.path("report", "latest.json"), json);
    StoredFiles.put(hadoop, inputs.path("report", "latest.html"), page);
    return Outputs.of(Gold.STAGE_FUNNEL, funnel);
  }

  private ObjectNode report(Inputs inputs, Dataset<Row> people, Dataset<Row> funnel) {
    List<Dataset<Row>> frames = new ArrayList<>(CustomerFigures.of(inputs, people, funnel));
    frames.addAll(PlayFigures.of(inputs));
    frames.addAll(TrustFigures.of(inputs, people));
    Figures figures = Figures.of(frames);
    TrustFigures.translate(figures);
    figures.with("survival", SurvivalCurves.of(figures.rows(SurvivalCurves.COUNTS)));
    figures.with(
        "least_members",
        leastMembers.entrySet().stream()
            .map(e -> Figures.row().put("destination", e.getKey()).put("members", e.getValue()))
            .toList());
    ObjectNode report =
        Figures.row()
            .put("title", config.title())
            .put("date", inputs.run().date().toString())
            .put("currency", inputs.run().currency());
    report.set("figures", figures.toJson());
    return report;
  }
}
