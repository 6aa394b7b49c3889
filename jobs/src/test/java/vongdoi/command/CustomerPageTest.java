package vongdoi.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vongdoi.common.catalog.Gold;
import vongdoi.common.catalog.Silver;
import vongdoi.common.job.TestLake;
import vongdoi.platform.ConfigFile;

class CustomerPageTest {
  private static final Path FILE = Path.of("target", "pages", "customer.html");
  private static CustomerPage pages;
  private static String page;
  private static JsonNode figures;
  private static String reasonsIn;

  @BeforeAll
  static void write() throws IOException {
    TestLake lake = TestLake.empty();
    lake.put(
        Silver.PROFILES,
        "{\"customer_id\":\"a\",\"customer_kind\":\"person\",\"full_name\":\"Lan </script>\",\"orders_count\":1,\"total_amount\":300,\"currency\":\"VND\",\"contact_points\":[{\"channel\":\"email\",\"value\":\"lan@x.vn\",\"is_best\":true,\"consent\":\"granted\"}]}",
        "{\"customer_id\":\"b\",\"customer_kind\":\"person\",\"full_name\":\"Somebody Else\"}");
    lake.put(
        Gold.LIFECYCLE,
        "{\"customer_id\":\"a\",\"stage\":\"retain\",\"status\":\"cooling\",\"since\":\"2026-01-03\",\"reason\":\"1 purchase\"}");
    lake.put(
        Gold.LIFECYCLE_HISTORY,
        "{\"customer_id\":\"a\",\"stage\":\"purchase\",\"status\":\"active\",\"since\":\"2025-11-01\",\"until\":\"2026-01-03\",\"reason\":\"first\"}",
        "{\"customer_id\":\"a\",\"stage\":\"retain\",\"status\":\"cooling\",\"since\":\"2026-01-03\",\"reason\":\"due\"}");
    lake.put(
        Gold.CHURN_SCORES,
        "{\"customer_id\":\"a\",\"churn_probability\":0.4,\"horizon_days\":90,\"reasons_en\":[\"silent for long\"],\"reasons_vi\":[\"lâu không mua\"]}");
    lake.put(
        Gold.CLV_SCORES,
        "{\"customer_id\":\"a\",\"clv_amount\":900,\"currency\":\"VND\",\"tier\":\"gold\",\"alive_probability\":0.8}");
    lake.put(
        Gold.SEGMENTS,
        "{\"segment\":\"vip\",\"position\":1,\"name_en\":\"Best\",\"name_vi\":\"Khách tốt\"}");
    lake.put(
        Gold.SEGMENT_MEMBERS,
        "{\"segment\":\"vip\",\"customer_id\":\"a\",\"entered_at\":\"2026-01-04\",\"reason\":\"hạng vàng\"}",
        "{\"segment\":\"vip\",\"customer_id\":\"b\",\"entered_at\":\"2026-01-04\",\"reason\":\"of the other\"}");
    lake.put(
        Silver.ORDERS,
        "{\"order_id\":\"1\",\"customer_id\":\"a\",\"ordered_at\":\"2025-11-01T10:00:00Z\",\"status\":\"paid\",\"net_amount\":300,\"currency\":\"VND\"}");
    lake.put(
        Silver.CONSENTS,
        "{\"customer_id\":\"a\",\"purpose\":\"marketing\",\"channel\":\"email\",\"status\":\"granted\",\"given_at\":\"2025-11-01T09:00:00Z\"}");
    lake.put(
        Silver.CUSTOMER_RECORDS,
        "{\"source\":\"crm\",\"record_id\":\"KH1\",\"customer_id\":\"a\",\"kind\":\"customer\",\"national_id\":\"012345678901\"}");
    Files.createDirectories(FILE.getParent());
    pages =
        new CustomerPage(
            lake.warehouse(), ConfigFile.load(null, Map.of("segment.reasons-in", "vi")).settings());
    assertEquals(List.of(FILE), pages.write(List.of("a"), FILE));
    page = Files.readString(FILE);
    String start = "id=\"figures\">";
    int from = page.indexOf(start) + start.length();
    figures = new ObjectMapper().readTree(page.substring(from, page.indexOf("</script>", from)));
    reasonsIn = figures.get("reasons_in").asText();
    figures = figures.get("figures");
  }

  @Test
  void portraitHistoryScoresSegmentsAndConsentsAreOfTheCustomerAlone() {
    assertEquals("lan@x.vn", figures.at("/profile/0/contact_points/0/value").asText());
    assertEquals("2026-01-03", figures.at("/stages/1/since").asText());
    assertEquals("silent for long", figures.at("/churn/0/reasons_en/0").asText());
    assertEquals("lâu không mua", figures.at("/churn/0/reasons_vi/0").asText());
    assertEquals(900, figures.at("/value/0/clv_amount").asInt());
    assertEquals("hạng vàng", figures.at("/segments/0/reason").asText());
    assertEquals("vi", reasonsIn, "in which they are read out");
    assertEquals("Khách tốt", figures.at("/segments/0/name_vi").asText());
    assertEquals(1, figures.get("segments").size());
    assertEquals("granted", figures.at("/consents/0/status").asText());
    assertEquals("2025-11-01T10:00:00.000Z", figures.at("/orders/0/ordered_at").asText());
    assertFalse(page.contains("Somebody Else") || page.contains("of the other"));
  }

  @Test
  void pageKeepsToWhatItNeedsAndToItsOwner() throws IOException {
    assertFalse(page.contains("012345678901"), "no national id");
    assertFalse(page.contains("Lan </script>"), "a name cannot end the script");
    assertTrue(page.contains("Lan \\u003c/script>"));
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(FILE)));
  }

  @Test
  void severalCustomersOfOneKeyHaveAPageEach() {
    Path two = FILE.resolveSibling("two.html");
    assertEquals(
        List.of(two.resolveSibling("two-a.html"), two.resolveSibling("two-b.html")),
        pages.write(List.of("a", "b"), two));
  }
}
