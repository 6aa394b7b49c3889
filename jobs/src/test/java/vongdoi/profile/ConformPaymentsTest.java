package vongdoi.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static vongdoi.profile.Samples.row;

import java.util.List;
import org.junit.jupiter.api.Test;
import vongdoi.common.catalog.Bronze;
import vongdoi.common.catalog.Silver;
import vongdoi.common.job.TestLake;

class ConformPaymentsTest {
  private static final ConformPayments JOB = new ConformPayments(Samples.config(), Samples.BLOCKED);

  private static String payment(String id, String status, String code, String expires) {
    return row(
        "payment_id",
        id,
        "order_id",
        "o1",
        "status",
        status,
        "method",
        "VNPAY",
        "decline_code",
        code,
        "_row_hash",
        id + status,
        "created_at",
        "2026-01-05T00:00:00Z",
        "updated_at",
        "2026-01-05T00:00:00Z",
        "expires_at",
        expires + "Z");
  }

  @Test
  void expiresWhatWasNotPaidInTimeAndClassifiesDeclines() {
    TestLake lake =
        Samples.lakeOf("customer crm r1 c-1")
            .put(Silver.ORDERS, row("order_id", "o1", "customer_id", "c-1"))
            .put(
                Bronze.PAYMENTS,
                payment("late", "pending", "", "2026-01-06T17:00:00"),
                payment("soft", "failed", "51", "2026-01-07T00:00:00"),
                payment("hard", "failed", "LOST_CARD", "2026-01-07T00:00:00"),
                payment("odd", "failed", "xyz", "2026-01-07T00:00:00"),
                payment("paid", "pending", "", "2026-01-05T01:00:00"),
                payment("paid", "paid", "", "2026-01-05T01:00:00"))
            .put(
                Bronze.SUBSCRIPTIONS,
                row(
                    "subscription_id",
                    "s1",
                    "record_source",
                    "crm",
                    "record_id",
                    "r1",
                    "status",
                    "Active",
                    "updated_at",
                    "2026-01-02T00:00:00Z",
                    "_row_hash",
                    "1"),
                row(
                    "subscription_id",
                    "s1",
                    "record_source",
                    "crm",
                    "record_id",
                    "r1",
                    "status",
                    "trialing",
                    "updated_at",
                    "2026-01-01T00:00:00Z",
                    "_row_hash",
                    "2"));
    lake.run(JOB, "2026-01-05");
    assertEquals(
        List.of(
            "{\"payment_id\":\"hard\",\"customer_id\":\"c-1\",\"status\":\"failed\",\"decline_class\":\"hard\"}",
            "{\"payment_id\":\"late\",\"customer_id\":\"c-1\",\"status\":\"pending\"}",
            "{\"payment_id\":\"odd\",\"customer_id\":\"c-1\",\"status\":\"failed\",\"decline_class\":\"unknown\"}",
            "{\"payment_id\":\"paid\",\"customer_id\":\"c-1\",\"status\":\"paid\"}",
            "{\"payment_id\":\"soft\",\"customer_id\":\"c-1\",\"status\":\"failed\",\"decline_class\":\"soft\"}"),
        lake.rows(Silver.PAYMENTS, "payment_id", "customer_id", "status", "decline_class"));
    assertEquals(
        List.of("{\"customer_id\":\"c-1\",\"status\":\"active\"}"),
        lake.rows(Silver.SUBSCRIPTIONS, "customer_id", "status"));
    lake.run(JOB, "2026-01-06");
    assertEquals(
        List.of("{\"status\":\"expired\",\"decline_class\":\"expired\"}"),
        TestLake.rows(
            lake.read(Silver.PAYMENTS).where("payment_id = 'late'"), "status", "decline_class"));
  }

  private static String described(String id, String record, String extra) {
    return row(
        "subscription_id",
        id,
        "record_source",
        "crm",
        "record_id",
        record,
        "_row_hash",
        id,
        "extra",
        extra.replace("'", "\\\""));
  }

  private static TestLake withAttributes(List<String> own, List<String> ofCustomer) {
    TestLake lake =
        Samples.lakeOf("customer crm r1 c-1", "customer crm r2 c-2")
            .put(
                Bronze.CUSTOMERS,
                customer("r1", "2026-01-01", "{'city':'old'}"),
                customer("r1", "2026-01-02", "{'city':'Hue','line':'of the customer'}"))
            .put(
                Bronze.SUBSCRIPTIONS,
                described("s1", "r1", "{'line':'DSL','fee':'7.5','note':' '}"),
                described("s2", "r2", "{}"));
    lake.run(
        new ConformPayments(
            Samples.config(new ProfileConfig.ContractAttributes(own, ofCustomer)), Samples.BLOCKED),
        "2026-01-05");
    return lake;
  }

  private static String customer(String record, String updated, String extra) {
    return row(
        "record_source",
        "crm",
        "record_id",
        record,
        "updated_at",
        updated + "T00:00:00Z",
        "_row_hash",
        updated,
        "extra",
        extra.replace("'", "\\\""));
  }

  private static List<String> attributes(TestLake lake) {
    return lake.rows(Silver.SUBSCRIPTIONS, "subscription_id as id", "to_json(attributes) as a");
  }

  @Test
  void noAttributeIsKeptThatIsNotAskedFor() {
    assertEquals(
        List.of("{\"id\":\"s1\"}", "{\"id\":\"s2\"}"),
        attributes(withAttributes(List.of(), List.of())));
  }

  @Test
  void attributesAreThoseNamedOrAllAndTheContractsOwnComeFirst() {
    assertEquals(
        List.of("{\"id\":\"s1\",\"a\":\"{\\\"fee\\\":\\\"7.5\\\"}\"}", "{\"id\":\"s2\"}"),
        attributes(withAttributes(List.of("fee", "missing"), List.of())));
    assertEquals(
        List.of(
            "{\"id\":\"s1\",\"a\":\"{\\\"line\\\":\\\"DSL\\\",\\\"fee\\\":\\\"7.5\\\",\\\"city\\\":\\\"Hue\\\"}\"}",
            "{\"id\":\"s2\"}"),
        attributes(withAttributes(List.of("*"), List.of("*"))));
  }
}
