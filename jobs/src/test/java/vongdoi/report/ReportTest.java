package vongdoi.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vongdoi.common.catalog.Gold;
import vongdoi.common.catalog.Silver;
import vongdoi.common.job.TestLake;
import vongdoi.report.ReportConfig.Language;

class ReportTest {
  private static final String DATE = "2026-01-10";
  private static TestLake lake;

  @BeforeAll
  static void report() {
    lake = TestLake.empty();
    lake.put(
        Silver.PROFILES,
        "{\"customer_id\":\"a\",\"customer_kind\":\"person\",\"full_name\":\"Nguyễn Canary\",\"email\":\"canary@x.vn\",\"orders_count\":2,\"total_amount\":300,\"currency\":\"VND\",\"spent_by_currency\":[{\"currency\":\"VND\",\"total_amount\":300},{\"currency\":\"USD\",\"total_amount\":41}]}",
        "{\"customer_id\":\"b\",\"customer_kind\":\"visitor\"}");
    lake.put(
        Gold.LIFECYCLE,
        "{\"customer_id\":\"a\",\"stage\":\"retain\",\"status\":\"at-risk\",\"since\":\"2026-01-03\"}",
        "{\"customer_id\":\"b\",\"stage\":\"reach\",\"status\":\"active\"}");
    lake.put(
        Gold.STAGE_TRANSITIONS,
        "{\"month\":\"2025-12-01\",\"from_stage\":\"new\",\"to_stage\":\"reach\",\"customers_count\":7,\"share\":0.875}",
        "{\"month\":\"2026-01-01\",\"from_stage\":\"develop\",\"to_stage\":\"retain\",\"customers_count\":1,\"share\":0.25}");
    lake.put(
        Gold.CLV_SCORES,
        "{\"customer_id\":\"a\",\"tier\":\"gold\",\"currency\":\"VND\",\"clv_amount\":2500000}");
    lake.put(Gold.CHURN_SCORES, "{\"customer_id\":\"a\",\"churn_probability\":1.0}");
    lake.put(
        Gold.SEGMENTS,
        "{\"segment\":\"vip\",\"position\":1,\"name_en\":\"<Best> buyers\",\"name_vi\":\"Khách tốt\"}");
    lake.put(
        Gold.SEGMENT_MEMBERS,
        "{\"segment\":\"vip\",\"customer_id\":\"a\",\"entered_at\":\"2026-01-10\"}",
        "{\"segment\":\"vip\",\"customer_id\":\"b\",\"entered_at\":\"2026-01-01\",\"exited_at\":\"2026-01-10\"}",
        "{\"segment\":\"vip\",\"customer_id\":\"c\",\"entered_at\":\"2026-01-02\",\"exited_at\":\"2026-01-10\"}");
    lake.put(
        Gold.AUDIENCE_LEDGER,
        "{\"run_date\":\"2026-01-10\",\"destination\":\"crm\",\"segment\":\"vip\",\"customer_id\":\"a\",\"delivered\":true}");
    lake.put(
        Gold.PLAY_RESULTS,
        "{\"segment\":\"vip\",\"goal\":\"order\",\"treated_count\":90,\"treated_converted_count\":27,\"control_count\":10,\"control_rate\":0.2,\"uplift\":0.1,\"uplift_low\":-0.021,\"uplift_high\":0.2}",
        "{\"segment\":\"bill\",\"goal\":\"payment\",\"treated_count\":8,\"treated_converted_count\":6}");
    lake.put(
        Gold.CHURN_TRAININGS,
        "{\"model\":\"churn\",\"version\":\"v1\",\"status\":\"champion\",\"metrics\":{\"auc\":0.81},\"parameters\":{\"trees\":50}}");
    lake.put(
        Gold.CLV_TRAININGS,
        "{\"model\":\"clv\",\"version\":\"v2\",\"status\":\"rejected\",\"metrics\":{\"bias\":0.1}}");
    lake.run(new ReportModels(), DATE);
    lake.run(new ReportQuality(List.of(new ReportModels())), DATE);
    lake.run(new ReportPage(new ReportConfig("Shop", Language.VI)), DATE);
  }

  @Test
  void modelsOfAllTrainingsAreListedWithTheirMetrics() {
    assertEquals(
        List.of(
            "{\"model\":\"churn\",\"metric\":\"auc\",\"value\":0.81}",
            "{\"model\":\"churn\",\"metric\":\"parameter.trees\",\"value\":50.0}",
            "{\"model\":\"clv\",\"metric\":\"bias\",\"value\":0.1}"),
        lake.rows(Gold.MODEL_METRICS, "model", "metric", "value"));
    assertEquals(
        List.of(
            "{\"version\":\"v1\",\"status\":\"champion\"}",
            "{\"version\":\"v2\",\"status\":\"rejected\"}"),
        lake.rows(Gold.MODELS, "version", "status"));
  }

  @Test
  void qualityTellsWhatThePublicationFound() {
    assertTrue(
        lake.rows(Gold.TABLE_QUALITY, "table", "check", "severity", "passed", "value")
            .containsAll(
                List.of(
                    "{\"table\":\"gold.models\",\"check\":\"rows\",\"severity\":\"info\",\"passed\":true,\"value\":2.0}",
                    "{\"table\":\"gold.models\",\"check\":\"unique_key\",\"severity\":\"error\",\"passed\":true,\"value\":0.0}")));
  }

  @Test
  void funnelCountsCustomersByStageAndStatus() {
    assertEquals(
        List.of(
            "{\"stage\":\"reach\",\"status\":\"active\",\"customers_count\":1,\"total_amount\":0.00,\"clv_amount\":0.00}",
            "{\"stage\":\"retain\",\"status\":\"at-risk\",\"customers_count\":1,\"total_amount\":300.00,\"clv_amount\":2500000.00}"),
        lake.rows(
            Gold.STAGE_FUNNEL, "stage", "status", "customers_count", "total_amount", "clv_amount"));
  }

  @Test
  void funnelTellsTimeInStageAndPageWhoWentWhereThisMonth() throws IOException {
    assertEquals(
        List.of("{\"d\":7.0}"),
        TestLake.rows(
            lake.read(Gold.STAGE_FUNNEL).where("stage = 'retain'"), "mean_days_in_stage as d"));
    String page = Files.readString(Path.of(lake.warehouse().lake(), "report", "latest.html"));
    assertTrue(page.contains("25.0 %") && page.contains("Khách hàng chuyển đi đâu trong tháng"));
    assertFalse(page.contains("87.5 %"), "last month's transitions are not on the page");
  }

  @Test
  void playsShowTheirEffectWithItsIntervalAndServiceItsRecoveryAlone() throws IOException {
    String page = Files.readString(Path.of(lake.warehouse().lake(), "report", "latest.html"));
    assertTrue(page.contains("<b>+10.0</b> (−2.1 … +20.0)"), "effect of the play held out");
    assertTrue(page.contains("75.0 %"), "6 of 8 payments recovered");
    assertFalse(page.contains("+0.0"), "no effect where nobody was held out");
  }

  @Test
  void salesOfTwoCurrenciesStandBesideEachOther() throws IOException {
    String page = Files.readString(Path.of(lake.warehouse().lake(), "report", "latest.html"));
    assertTrue(page.contains("<b>300\u202fVND + 41\u202fUSD</b>"));
  }

  @Test
  void pageStandsAloneAndShowsNobody() throws IOException {
    Path report = Path.of(lake.warehouse().lake(), "report");
    String page = Files.readString(report.resolve(DATE).resolve("index.html"));
    assertEquals(page, Files.readString(report.resolve("latest.html")));
    assertFalse(page.contains("Canary") || page.contains("canary@"), "no personal data");
    assertFalse(page.contains("http:") || page.contains("https:") || page.contains("<script"));
    assertTrue(page.contains("&lt;Best&gt; buyers") && page.contains("Khách tốt"));
    assertTrue(page.contains("−1"), "one member today, two the day before");
    assertTrue(page.contains("2.5 triệu VND") && page.contains("0.8100"));
    assertTrue(page.contains("id=\"vi\" checked"));
  }
}
