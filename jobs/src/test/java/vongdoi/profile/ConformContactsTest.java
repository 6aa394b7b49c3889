package vongdoi.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static vongdoi.profile.Samples.row;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import vongdoi.common.catalog.Bronze;
import vongdoi.common.catalog.Silver;
import vongdoi.common.job.TestLake;

class ConformContactsTest {
  private static String identifier(String type, String value, String customer) {
    return row("type", type, "value", value, "customer_id", customer, "status", "active");
  }

  private static String contact(String id, String column, String value, String... more) {
    String[] all = {
      "message_id",
      id,
      "_source",
      "mailer",
      "_row_hash",
      id,
      "campaign",
      "tet",
      "record_source",
      "crm",
      column,
      value
    };
    String[] columns = Arrays.copyOf(all, all.length + more.length);
    System.arraycopy(more, 0, columns, all.length, more.length);
    return row(columns);
  }

  @Test
  void findsTheCustomerByRecordLoginOrContactAndTheTimeByTheCampaign() {
    TestLake lake =
        Samples.lakeOf("customer crm r1 c-1", "customer crm r2 c-1", "user user u2 c-2")
            .put(
                Silver.CUSTOMER_IDENTIFIERS,
                identifier("email", "lan@example.vn", "c-3"),
                identifier("phone", "+84912345678", "c-4"))
            .put(
                Bronze.CAMPAIGNS,
                row("campaign", "tet", "_row_hash", "old", "started_at", "2026-01-01T00:00:00Z"),
                row(
                    "campaign",
                    "tet",
                    "_row_hash",
                    "new",
                    "updated_at",
                    "2026-01-02T00:00:00Z",
                    "started_at",
                    "2026-01-03T00:00:00Z",
                    "ended_at",
                    "2026-02-01T00:00:00Z"))
            .put(
                Bronze.CONTACTS,
                contact("by record", "record_id", "r1", "is_control", "#true"),
                contact("merged", "record_id", "r2"),
                contact("by login", "user_id", "u2", "sent_at", "2026-01-04T00:00:00Z"),
                contact("by e-mail", "email", " Lan@Example.vn"),
                contact("by phone", "phone", "0912 345 678"),
                contact("unknown", "email", "nobody@example.vn"),
                contact("untimed", "record_id", "r1").replace("tet", "hè"))
            .put(
                Bronze.REDEMPTIONS,
                row(
                    "redemption_id",
                    "x",
                    "campaign",
                    "tet",
                    "coupon",
                    "TET26",
                    "record_source",
                    "crm",
                    "record_id",
                    "r2",
                    "redeemed_at",
                    "2026-01-05T00:00:00Z"));
    lake.run(new ConformContacts(Samples.BLOCKED), "2026-01-10");
    String begun =
        "\"sent_at\":\"2026-01-03T00:00:00.000Z\",\"until_at\":\"2026-02-01T00:00:00.000Z\"";
    assertEquals(
        List.of(
            "{\"message_id\":\"by e-mail\",\"customer_id\":\"c-3\","
                + begun
                + ",\"is_control\":false}",
            "{\"message_id\":\"by login\",\"customer_id\":\"c-2\","
                + begun.replace("-03T", "-04T")
                + ",\"is_control\":false}",
            "{\"message_id\":\"by phone\",\"customer_id\":\"c-4\","
                + begun
                + ",\"is_control\":false}",
            "{\"message_id\":\"by record\",\"customer_id\":\"c-1\","
                + begun
                + ",\"is_control\":true}",
            "{\"message_id\":\"merged\",\"customer_id\":\"c-1\","
                + begun
                + ",\"is_control\":false}",
            "{\"message_id\":\"unknown\"," + begun + ",\"is_control\":false}"),
        lake.rows(
            Silver.CONTACTS, "message_id", "customer_id", "sent_at", "until_at", "is_control"));
    assertEquals(
        List.of("{\"redemption_id\":\"x\",\"customer_id\":\"c-1\",\"coupon\":\"TET26\"}"),
        lake.rows(Silver.REDEMPTIONS, "redemption_id", "customer_id", "coupon"));
  }
}
