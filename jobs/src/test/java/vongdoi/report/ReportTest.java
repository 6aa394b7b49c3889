package vongdoi.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vongdoi.common.catalog.Bronze;
import vongdoi.common.catalog.Gold;
import vongdoi.common.catalog.Silver;
import vongdoi.common.job.TestLake;
import vongdoi.report.ReportConfig.Language;

class ReportTest {
  private static final String DATE = "2026-01-10";
  private static TestLake lake;
  private static String page;
  private static String json;
  private static JsonNode figures;

  @BeforeAll
  static void report() throws IOException {
    lake = TestLake.empty();
    lake.put(
        Silver.PROFILES,
        "{\"customer_id\":\"a\",\"customer_kind\":\"person\",\"full_name\":\"Nguyễn"
            + " Canary\",\"email\":\"canary@x.vn\",\"orders_count\":2,\"records_count\":5,\"first_order_at\":\"2025-10-02T20:00:00Z\",\"last_order_at\":\"2025-12-31T01:00:00Z\",\"acquisition_source\":\"zalo\",\"acquisition_medium\":\"social\",\"total_amount\":300,\"currency\":\"VND\",\"spent_by_currency\":[{\"currency\":\"VND\",\"total_amount\":300},{\"currency\":\"USD\",\"total_amount\":41}]}",
        "{\"customer_id\":\"b\",\"customer_kind\":\"visitor\",\"records_count\":1}");
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
    lake.put(
        Gold.CHURN_SCORES, "{\"customer_id\":\"a\",\"churn_probability\":1.0,\"horizon_days\":60}");
    lake.put(
        Silver.ORDERS,
        "{\"order_id\":\"1\",\"customer_id\":\"a\",\"order_date\":\"2025-10-03\",\"is_valid\":true}",
        "{\"order_id\":\"2\",\"customer_id\":\"a\",\"order_date\":\"2025-12-30\",\"is_valid\":true}",
        "{\"order_id\":\"3\",\"customer_id\":\"a\",\"order_date\":\"2025-12-31\",\"is_valid\":true}",
        "{\"order_id\":\"4\",\"customer_id\":\"c\",\"order_date\":\"2025-10-31\",\"is_valid\":true}",
        "{\"order_id\":\"5\",\"customer_id\":\"c\",\"order_date\":\"2025-11-30\",\"is_valid\":false}");
    lake.put(
        Gold.SEGMENTS,
        "{\"segment\":\"vip\",\"position\":1,\"name_en\":\"</script><Best>"
            + " buyers\",\"name_vi\":\"Khách tốt\",\"action\":\"thanks\"}",
        "{\"segment\":\"bill\",\"position\":0,\"name_en\":\"Bill due\",\"name_vi\":\"Đến"
            + " hạn\",\"action\":\"remind\",\"is_service\":true}");
    lake.put(
        Gold.SEGMENT_SIZES,
        "{\"run_date\":\"2026-01-10\",\"segment\":\"vip\",\"members_count\":1,\"entered_count\":1,\"exited_count\":2,\"members_before_count\":2,\"is_jump\":true}",
        "{\"run_date\":\"2026-01-09\",\"segment\":\"vip\",\"members_count\":2,\"entered_count\":0,\"exited_count\":0,\"members_before_count\":2}",
        "{\"run_date\":\"2025-12-01\",\"segment\":\"vip\",\"members_count\":3,\"entered_count\":3,\"exited_count\":0,\"members_before_count\":0}",
        "{\"run_date\":\"2025-12-02\",\"segment\":\"vip\",\"members_count\":9,\"entered_count\":6,\"exited_count\":0,\"members_before_count\":3}",
        "{\"run_date\":\"2026-01-10\",\"segment\":\"bill\",\"members_count\":8,\"entered_count\":8,\"exited_count\":0,\"members_before_count\":0}");
    lake.put(
        Gold.SEGMENT_OVERLAPS,
        "{\"segment\":\"bill\",\"other_segment\":\"vip\",\"both_count\":1,\"share_of_segment\":0.125,\"share_of_other\":1.0}");
    lake.put(
        Gold.NEXT_ACTIONS,
        "{\"customer_id\":\"a\",\"segment\":\"vip\",\"matter\":\"\",\"suppressed_reason\":\"no-consent\"}",
        "{\"customer_id\":\"b\",\"segment\":\"bill\",\"matter\":\"1\"}",
        "{\"customer_id\":\"b\",\"segment\":\"bill\",\"matter\":\"2\"}");
    lake.put(
        Gold.AUDIENCE_LEDGER,
        "{\"run_date\":\"2026-01-10\",\"destination\":\"crm\",\"segment\":\"vip\",\"customer_id\":\"a\",\"delivered\":true}",
        "{\"run_date\":\"2026-01-10\",\"destination\":\"crm\",\"segment\":\"vip\",\"customer_id\":\"b\",\"suppressed_reason\":\"no-consent\"}",
        "{\"run_date\":\"2026-01-09\",\"destination\":\"crm\",\"segment\":\"vip\",\"customer_id\":\"b\",\"delivered\":true}",
        "{\"run_date\":\"2026-01-10\",\"destination\":\"ads\",\"segment\":\"vip\",\"customer_id\":\"a\",\"delivered\":true}");
    lake.put(
        Gold.PLAY_RESULTS,
        "{\"segment\":\"vip\",\"goal\":\"order\",\"horizon_days\":30,\"treated_count\":90,\"treated_converted_count\":27,\"treated_rate\":0.3,\"control_count\":10,\"control_converted_count\":2,\"control_rate\":0.2,\"uplift\":0.1,\"uplift_low\":-0.021,\"uplift_high\":0.2,\"incremental_amount\":1500000,\"confidence\":0.95,\"currency\":\"VND\"}",
        "{\"segment\":\"bill\",\"goal\":\"payment\",\"horizon_days\":7,\"treated_count\":8,\"treated_converted_count\":6,\"treated_rate\":0.75,\"control_count\":0}");
    lake.put(
        Gold.CAMPAIGN_RESULTS,
        "{\"campaign\":\"Tết\",\"design\":\"held-out\",\"sent_on\":\"2025-12-20\",\"contacted_count\":60,\"treated_count\":50,\"control_count\":5,\"rate_difference\":0.04,\"rate_difference_low\":-0.1,\"rate_difference_high\":0.2,\"redemptions_count\":3}");
    lake.put(
        Silver.IDENTITY_HISTORY,
        "{\"run_date\":\"2026-01-10\",\"kind\":\"merge\",\"customer_id\":\"a\"}",
        "{\"run_date\":\"2026-01-10\",\"kind\":\"merge\",\"customer_id\":\"b\"}",
        "{\"run_date\":\"2025-12-01\",\"kind\":\"split\",\"customer_id\":\"b\"}");
    lake.put(
        Bronze.QUARANTINE,
        "{\"source\":\"shop\",\"entity\":\"orders\",\"reason\":\"not"
            + " JSON\",\"raw\":\"canary@x.vn\",\"_batch_id\":0}",
        "{\"source\":\"shop\",\"entity\":\"orders\",\"reason\":\"not JSON\",\"_batch_id\":0}");
    lake.put(
        Bronze.LANDED_FILES,
        "{\"source\":\"shop\",\"file\":\"1\",\"run_date\":\"2025-12-01\",\"rows_in\":900,\"accepted\":900}",
        "{\"source\":\"shop\",\"file\":\"2\",\"run_date\":\"2026-01-05\",\"rows_in\":10,\"accepted\":7,\"duplicate\":1,\"quarantined\":2,\"late\":3}");
    lake.put(
        Gold.CHURN_TRAININGS,
        "{\"model\":\"churn\",\"version\":\"v1\",\"status\":\"champion\",\"trained_on\":\"2026-01-01\",\"metrics\":{\"auc\":0.81,\"auc.recency\":0.7,\"churn_rate\":0.4,\"ece\":0.02,\"tenth.01.score\":0.9,\"tenth.01.churned\":0.8,\"tenth.02.score\":0.3,\"tenth.02.churned\":0.25,\"top_decile_lift\":2},\"parameters\":{\"trees\":50}}");
    lake.put(
        Gold.CLV_TRAININGS,
        "{\"model\":\"clv\",\"version\":\"v2\",\"status\":\"rejected\",\"trained_on\":\"2026-01-01\",\"metrics\":{\"bias\":0.1}}",
        "{\"model\":\"clv\",\"version\":\"v1\",\"status\":\"champion\",\"trained_on\":\"2025-06-01\",\"metrics\":{\"backtest_actual_orders\":10,\"backtest_expected_orders\":11}}");
    lake.run(new ReportModels(), DATE);
    lake.run(new ReportQuality(List.of(new ReportModels())), DATE);
    lake.run(new ReportPage(new ReportConfig("Shop", Language.VI), Map.of("ads", 100L)), DATE);
    Path report = Path.of(lake.warehouse().lake(), "report", DATE);
    page = Files.readString(report.resolve("index.html"));
    json = Files.readString(report.resolve("report.json"));
    figures = new ObjectMapper().readTree(json).get("figures");
    // Looked at in a browser by browser/test.
    Files.createDirectories(Path.of("target", "pages"));
    Files.writeString(Path.of("target", "pages", "report.html"), page);
  }

  @Test
  void modelsOfAllTrainingsAreListedWithTheirMetrics() {
    assertEquals(
        List.of(
            "{\"model\":\"churn\",\"metric\":\"auc\",\"value\":0.81}",
            "{\"model\":\"churn\",\"metric\":\"parameter.trees\",\"value\":50.0}",
            "{\"model\":\"clv\",\"metric\":\"bias\",\"value\":0.1}"),
        lake.rows(Gold.MODEL_METRICS, "model", "metric", "value").stream()
            .filter(row -> row.matches(".*(auc\"|trees|bias).*"))
            .toList());
    assertEquals(
        List.of(
            "{\"version\":\"v1\",\"status\":\"champion\"}",
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
                    "{\"table\":\"gold.models\",\"check\":\"rows\",\"severity\":\"info\",\"passed\":true,\"value\":3.0}",
                    "{\"table\":\"gold.models\",\"check\":\"unique_key\",\"severity\":\"stop\",\"passed\":true,\"value\":0.0}")));
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
  void funnelTellsTimeInStage() {
    assertEquals(
        List.of("{\"d\":7.0}"),
        TestLake.rows(
            lake.read(Gold.STAGE_FUNNEL).where("stage = 'retain'"), "mean_days_in_stage as d"));
  }

  private static void figure(String name, String... rows) {
    assertEquals("[" + String.join(",", rows) + "]", String.valueOf(figures.get(name)), name);
  }

  @Test
  void figuresOfCustomersAreThoseOfTheTables() {
    figure(
        "customers",
        "{\"kind\":\"person\",\"customers\":1,\"buyers\":1,\"orders\":2}",
        "{\"kind\":\"visitor\",\"customers\":1,\"buyers\":0,\"orders\":0}");
    figure(
        "sales",
        "{\"currency\":\"USD\",\"amount\":41.0}",
        "{\"currency\":\"VND\",\"amount\":300.0}");
    figure(
        "stages",
        "{\"stage\":\"reach\",\"status\":\"active\",\"currency\":\"VND\",\"customers\":1,\"days\":9506.0}",
        "{\"stage\":\"retain\",\"status\":\"at-risk\",\"currency\":\"VND\",\"customers\":1,\"days\":7.0}");
    figure(
        "moves",
        "{\"month\":\"2025-12-01\",\"from\":\"new\",\"to\":\"reach\",\"customers\":7,\"share\":0.875}",
        "{\"month\":\"2026-01-01\",\"from\":\"develop\",\"to\":\"retain\",\"customers\":1,\"share\":0.25}");
    figure(
        "time_in_stage",
        "{\"stage\":\"reach\",\"from_days\":366,\"customers\":1}",
        "{\"stage\":\"retain\",\"from_days\":0,\"customers\":1}");
    figure(
        "retention",
        "{\"first_month\":\"2025-10-01\",\"months_later\":0,\"customers\":2}",
        "{\"first_month\":\"2025-10-01\",\"months_later\":2,\"customers\":1}");
    figure("values", "{\"currency\":\"VND\",\"from_amount\":2000000.0,\"customers\":1}");
    figure(
        "tiers",
        "{\"currency\":\"VND\",\"tier\":\"gold\",\"customers\":1,\"amount\":2500000.0,\"least\":2500000.0}");
    figure(
        "by_channel",
        "{\"channel\":\"zalo /"
            + " social\",\"currency\":\"VND\",\"buyers\":1,\"spent\":300.0,\"value\":2500000.0}");
    figure(
        "by_month",
        "{\"first_month\":\"2025-10-01\",\"currency\":\"VND\",\"buyers\":1,\"spent\":300.0,\"value\":2500000.0}");
    figure("churn", "{\"tenth\":9,\"customers\":1,\"mean\":1.0,\"days\":60}");
    figure(
        "survival",
        "{\"cohort\":\"2025-10-01\",\"months\":3,\"watched\":1,\"lapsed\":0,\"share\":1.0}");
  }

  @Test
  void figuresOfSegmentsAndPlaysAreThoseOfTheTables() {
    figure(
        "sizes",
        "{\"date\":\"2025-12-01\",\"segment\":\"vip\",\"members\":3,\"before\":0,\"entered\":3,\"exited\":0,\"is_jump\":false}",
        "{\"date\":\"2026-01-09\",\"segment\":\"vip\",\"members\":2,\"before\":2,\"entered\":0,\"exited\":0,\"is_jump\":false}",
        "{\"date\":\"2026-01-10\",\"segment\":\"bill\",\"members\":8,\"before\":0,\"entered\":8,\"exited\":0,\"is_jump\":false}",
        "{\"date\":\"2026-01-10\",\"segment\":\"vip\",\"members\":1,\"before\":2,\"entered\":1,\"exited\":2,\"is_jump\":true}");
    figure(
        "overlaps",
        "{\"segment\":\"bill\",\"other\":\"vip\",\"both\":1,\"share\":0.125,\"other_share\":1.0}");
    figure(
        "messages",
        "{\"segment\":\"bill\",\"outcome\":\"sent\",\"messages\":2}",
        "{\"segment\":\"vip\",\"outcome\":\"no-consent\",\"messages\":1}");
    figure(
        "lists",
        "{\"destination\":\"ads\",\"segment\":\"vip\",\"members\":1,\"delivered\":1,\"control\":0,\"no_consent\":0,\"no_contact\":0}",
        "{\"destination\":\"crm\",\"segment\":\"vip\",\"members\":2,\"delivered\":1,\"control\":0,\"no_consent\":1,\"no_contact\":0}");
    figure("least_members", "{\"destination\":\"ads\",\"members\":100}");
    figure(
        "plays",
        "{\"segment\":\"bill\",\"goal\":\"payment\",\"days\":7,\"treated\":8,\"treated_converted\":6,\"treated_rate\":0.75,\"control\":0,\"control_converted\":0,\"confidence\":0.0,\"currency\":\"\"}",
        "{\"segment\":\"vip\",\"goal\":\"order\",\"days\":30,\"treated\":90,\"treated_converted\":27,\"treated_rate\":0.3,\"control\":10,\"control_converted\":2,\"control_rate\":0.2,\"uplift\":0.1,\"low\":-0.021,\"high\":0.2,\"amount\":1500000.0,\"confidence\":0.95,\"currency\":\"VND\"}");
    assertEquals("Tết", figures.at("/campaigns/0/campaign").asText());
  }

  @Test
  void figuresOfTrustAreThoseOfTheTables() {
    figure(
        "records", "{\"from_records\":1,\"customers\":1}", "{\"from_records\":4,\"customers\":1}");
    figure("identity_changes", "{\"date\":\"2026-01-10\",\"kind\":\"merge\",\"changes\":2}");
    figure(
        "quarantine",
        "{\"source\":\"shop\",\"reason\":\"not JSON\",\"rows\":2,\"reason_vi\":\"không phải JSON\"}");
    figure(
        "sources",
        "{\"source\":\"shop\",\"newest\":\"2026-01-05\",\"files\":1,\"rows_in\":10,\"known\":1,\"set_aside\":2,\"late\":3}",
        "{\"source\":\"test\",\"newest\":\"2000-01-01\",\"files\":0,\"rows_in\":0,\"known\":0,\"set_aside\":0,\"late\":0}");
    assertEquals(3, figures.get("models").size(), "the model in use is older than the others");
    assertTrue(figures.get("metrics").toString().contains("\"metric\":\"auc\",\"value\":0.81"));
    assertFalse(figures.get("metrics").toString().contains("bias"), "of a refused model");
    assertFalse(figures.get("metrics").toString().contains("trees"), "a parameter is no metric");
    assertTrue(figures.get("checks").toString().contains("\"table\":\"gold.models\",\"passed\":"));
  }

  @Test
  void pageStandsAloneAndShowsNobody() throws IOException {
    Path report = Path.of(lake.warehouse().lake(), "report");
    assertEquals(page, Files.readString(report.resolve("latest.html")));
    assertEquals(json, Files.readString(report.resolve("latest.json")));
    assertFalse(page.contains("Canary") || page.contains("canary@"), "no personal data");
    assertFalse(page.contains("<link") || page.contains("<script src") || page.contains("url("));
    assertTrue(page.contains("Permission to use, copy, modify"), "the licence of the charts");
    assertFalse(page.contains("<Best>"), "a name cannot end the script");
    assertTrue(page.contains("\\u003c/script>\\u003cBest> buyers") && page.contains("Khách tốt"));
    assertTrue(
        page.contains("<html lang=\"vi\">") && page.contains("<title>Shop 2026-01-10</title>"));
    assertTrue(page.length() < 1_500_000, "page of " + page.length());
  }
}
