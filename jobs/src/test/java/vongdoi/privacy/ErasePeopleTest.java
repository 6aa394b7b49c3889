package vongdoi.privacy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import vongdoi.common.catalog.Bronze;
import vongdoi.common.catalog.Gold;
import vongdoi.common.catalog.Silver;
import vongdoi.common.job.ExitCode;
import vongdoi.common.job.JobException;
import vongdoi.common.job.TestLake;
import vongdoi.common.spark.LocalSpark;
import vongdoi.customer.ErasureRules;

class ErasePeopleTest {
  private static final PrivacyConfig CONFIG = new PrivacyConfig("salt", 10, List.of("orders"));
  private static final ErasureRules RULES =
      new ErasureRules(CONFIG.salted(), CONFIG.actsAnew(), Map.of("pos", "crm"));

  @Test
  void anErasedPersonIsInNoTableAndOthersStay() {
    TestLake lake = TestLake.empty();
    lake.put(
        Silver.CUSTOMERS,
        "{\"customer_id\":\"c1\",\"status\":\"active\",\"founding_record_id\":\"r1\"}",
        "{\"customer_id\":\"old\",\"status\":\"retired\",\"redirect_to\":\"c1\"}",
        "{\"customer_id\":\"c2\",\"status\":\"active\",\"founding_record_id\":\"r2\"}");
    lake.put(
        Silver.CUSTOMER_RECORDS,
        "{\"source\":\"crm\",\"record_id\":\"r1\",\"customer_id\":\"c1\"}",
        "{\"source\":\"device\",\"record_id\":\"d1\",\"customer_id\":\"c1\"}",
        "{\"source\":\"crm\",\"record_id\":\"r2\",\"customer_id\":\"c2\"}");
    lake.put(
        Silver.CUSTOMER_IDENTIFIERS,
        "{\"type\":\"phone\",\"value\":\"+84912345678\",\"customer_id\":\"c1\"}",
        "{\"type\":\"email\",\"value\":\"le.an@gmail.com\",\"customer_id\":\"c1\"}");
    lake.put(Silver.ORDERS, "{\"order_id\":\"o1\",\"customer_id\":\"c1\"}");
    lake.put(
        Gold.SEGMENT_MEMBERS,
        "{\"segment\":\"s\",\"customer_id\":\"old\",\"entered_at\":\"2026-01-01\"}",
        "{\"segment\":\"s\",\"customer_id\":\"c2\",\"entered_at\":\"2026-01-01\"}");
    lake.put(
        Bronze.CUSTOMERS,
        "{\"record_id\":\"r1\",\"record_source\":\"crm\",\"_row_hash\":\"1\"}",
        "{\"record_id\":\"r2\",\"record_source\":\"crm\",\"_row_hash\":\"2\"}",
        "{\"record_id\":\"r1\",\"record_source\":\"other\",\"_row_hash\":\"3\"}");
    lake.put(
        Bronze.EVENTS,
        "{\"event_id\":\"e1\",\"anonymous_id\":\"d1\"}",
        "{\"event_id\":\"e2\",\"anonymous_id\":\"d2\",\"phone\":\"091 234 5678\"}",
        "{\"event_id\":\"e3\",\"anonymous_id\":\"d3\"}");
    lake.put(
        Bronze.ORDER_ITEMS,
        "{\"order_id\":\"o1\",\"product_id\":\"p\",\"_row_hash\":\"1\"}",
        "{\"order_id\":\"o2\",\"product_id\":\"p\",\"_row_hash\":\"2\"}");
    lake.put(
        Bronze.QUARANTINE,
        raw("pos", "O1,2026-03-01,Lê An,0912 345 678,mười nghìn"),
        raw("pos", "O2;(+84) 912-345-678;n/a"),
        raw("pos", "O3,r1,n/a"),
        raw("web", "{\\\"anonymousId\\\":\\\"d1\\\",\\\"timestamp\\\":\\\"?\\\"}"),
        raw("web", "mail=L.E.An+shop%40gmail.com&at=?"),
        raw("web", "o1\\ttorn"),
        raw("other", "r1 of another system, 0912345679, r10, leann@gmail.com"));
    lake.append(
        Silver.ERASURE_REQUESTS,
        ErasureRequests.rows(
            LocalSpark.session(),
            Map.of("0912345678", Optional.of("c1"), "nobody@x.vn", Optional.empty()),
            LocalDate.parse("2026-01-10"),
            CONFIG));
    erase(lake, "2026-01-10");

    assertEquals(
        List.of("{\"record_id\":\"r2\"}"), lake.rows(Silver.CUSTOMER_RECORDS, "record_id"));
    assertEquals(
        List.of("{\"customer_id\":\"c2\"}"), lake.rows(Gold.SEGMENT_MEMBERS, "customer_id"));
    assertEquals(
        List.of("{\"_row_hash\":\"2\"}", "{\"_row_hash\":\"3\"}"),
        lake.rows(Bronze.CUSTOMERS, "_row_hash"));
    assertEquals(List.of("{\"event_id\":\"e3\"}"), lake.rows(Bronze.EVENTS, "event_id"));
    assertEquals(List.of("{\"order_id\":\"o2\"}"), lake.rows(Bronze.ORDER_ITEMS, "order_id"));
    assertEquals(
        Set.of("null", "r1 of another system, 0912345679, r10, leann@gmail.com"),
        lake.values(Bronze.QUARANTINE, "raw"));
    assertEquals(0, lake.read(Silver.CUSTOMER_IDENTIFIERS).count());
    assertEquals(
        List.of(
            "{\"customer_id\":\"c1\",\"status\":\"erased\",\"founding_record_id\":\"erased\"}",
            "{\"customer_id\":\"c2\",\"status\":\"active\",\"founding_record_id\":\"r2\"}",
            "{\"customer_id\":\"old\",\"status\":\"erased\",\"founding_record_id\":\"erased\"}"),
        lake.rows(Silver.CUSTOMERS, "customer_id", "status", "founding_record_id"));
    assertEquals(
        List.of("{\"status\":\"done\",\"done_date\":\"2026-01-10\"}", "{\"status\":\"unknown\"}"),
        lake.rows(Silver.ERASURE_REQUESTS, "status", "done_date"));
    assertFalse(lake.rows(Silver.ERASURE_REQUESTS).toString().contains("0912345678"));
  }

  @Test
  void aRequestOfALaterDateKeepsNoEarlierErasureFromBeingCarriedOut() {
    TestLake lake =
        TestLake.empty()
            .put(
                Silver.CUSTOMERS,
                "{\"customer_id\":\"c1\",\"status\":\"active\",\"founding_record_id\":\"r1\"}",
                "{\"customer_id\":\"c2\",\"status\":\"active\",\"founding_record_id\":\"r2\"}");
    file(lake, "c1", "2026-01-10");
    file(lake, "c2", "2031-01-10");
    erase(lake, "2026-01-12");
    file(lake, "c1", "2026-01-11");
    erase(lake, "2026-01-11");
    assertEquals(
        List.of(
            "{\"requested_date\":\"2026-01-10\",\"status\":\"done\"}",
            "{\"requested_date\":\"2026-01-11\",\"status\":\"done\"}",
            "{\"requested_date\":\"2031-01-10\",\"status\":\"open\"}"),
        lake.rows(Silver.ERASURE_REQUESTS, "requested_date", "status"));
    assertEquals(
        List.of(
            "{\"customer_id\":\"c1\",\"status\":\"erased\"}",
            "{\"customer_id\":\"c2\",\"status\":\"active\"}"),
        lake.rows(Silver.CUSTOMERS, "customer_id", "status"));
  }

  @Test
  void nobodyIsErasedWhomTheNextFileWouldBringBack() {
    TestLake lake =
        TestLake.empty()
            .put(
                Silver.CUSTOMERS,
                "{\"customer_id\":\"c1\",\"status\":\"active\",\"founding_record_id\":\"r1\"}");
    file(lake, "c1", "2026-01-10");
    JobException refused =
        assertThrows(JobException.class, () -> lake.run(new ErasePeople(RULES), "2026-01-10"));
    assertEquals(ExitCode.PRIVACY_REFUSED, refused.exitCode());
    assertEquals(Set.of("active"), lake.values(Silver.CUSTOMERS, "status"));
  }

  private static String raw(String source, String text) {
    return "{\"source\":\"%s\",\"raw\":\"%s\"}".formatted(source, text);
  }

  private static void erase(TestLake lake, String date) {
    lake.run(new RememberErased(RULES), date);
    lake.run(new ErasePeople(RULES), date);
  }

  private static void file(TestLake lake, String customer, String date) {
    lake.file(
        "privacy.request",
        Silver.ERASURE_REQUESTS,
        ErasureRequests.rows(
            LocalSpark.session(),
            Map.of(customer, Optional.of(customer)),
            LocalDate.parse(date),
            CONFIG),
        date);
  }
}
