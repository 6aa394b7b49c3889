package vongdoi.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static vongdoi.profile.Samples.row;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import vongdoi.common.catalog.Bronze;
import vongdoi.common.catalog.Silver;
import vongdoi.common.job.TestLake;

class ConformVoicesTest {

  private static String consent(
      String id, String record, String channel, String status, String at) {
    return row(
        "consent_id",
        id,
        "_source",
        "crm",
        "_row_hash",
        id,
        "record_source",
        "crm",
        "record_id",
        record,
        "purpose",
        "Marketing",
        "channel",
        channel,
        "status",
        status,
        "given_at",
        at + "Z");
  }

  private static String answer(String id, String record, String kind, String score) {
    return row(
        "feedback_id",
        id,
        "_source",
        "crm",
        "record_source",
        "crm",
        "record_id",
        record,
        "kind",
        kind,
        "score",
        "#" + score,
        "given_at",
        "2026-01-05T00:00:00Z");
  }

  @Test
  void anOptOutSurvivesEveryMergeUntilItsOwnRecordAgreesAnew() {
    TestLake lake =
        Samples.lakeOf("customer crm r1 c-1", "customer crm r2 c-1", "customer crm r3 c-3")
            .put(
                Bronze.CONSENTS,
                consent("a", "r1", "email", "granted", "2026-01-01T00:00:00"),
                consent("b", "r2", "EMAIL", "withdrawn", "2026-01-02T00:00:00"),
                consent("c", "r1", "sms", "denied", "2026-01-01T00:00:00"),
                consent("d", "r2", "sms", "granted", "2026-01-03T00:00:00"),
                consent("h", "r1", "push", "denied", "2026-01-01T00:00:00"),
                consent("i", "r2", "push", "granted", "2026-01-02T00:00:00"),
                consent("j", "r1", "push", "granted", "2026-01-03T00:00:00"),
                consent("e", "r3", "zalo", "denied", "2026-01-01T00:00:00"),
                consent("f", "r3", "zalo", "granted", "2026-01-01T00:00:00"),
                consent("g", "stranger", "sms", "granted", "2026-01-01T00:00:00"))
            .put(
                Bronze.FEEDBACK,
                answer("n", "r1", "nps", "8"),
                answer("r", "r3", "Review", "5"),
                answer("x", "stranger", "complaint", "null"));
    lake.run(new ConformVoices(Samples.BLOCKED), "2026-01-06");
    assertEquals(
        List.of(
            "{\"customer_id\":\"c-1\",\"purpose\":\"marketing\",\"channel\":\"email\",\"status\":\"withdrawn\"}",
            "{\"customer_id\":\"c-1\",\"purpose\":\"marketing\",\"channel\":\"push\",\"status\":\"granted\"}",
            "{\"customer_id\":\"c-1\",\"purpose\":\"marketing\",\"channel\":\"sms\",\"status\":\"denied\"}",
            "{\"customer_id\":\"c-3\",\"purpose\":\"marketing\",\"channel\":\"zalo\",\"status\":\"denied\"}"),
        lake.rows(Silver.CONSENTS, "customer_id", "purpose", "channel", "status"));
    assertEquals(
        Set.of("crm"), lake.values(Silver.CONSENTS, "source"), "who told of each decision");
    assertEquals(
        List.of(
            "{\"customer_id\":\"c-1\",\"kind\":\"nps\",\"sentiment\":\"neutral\"}",
            "{\"customer_id\":\"c-3\",\"kind\":\"review\",\"sentiment\":\"positive\"}",
            "{\"kind\":\"complaint\",\"sentiment\":\"negative\"}"),
        lake.rows(Silver.FEEDBACK, "customer_id", "kind", "sentiment"));
  }

  private static String said(String id, String user, String contact, String status, String day) {
    String[] who = contact.split("=");
    return row(
        "consent_id",
        id,
        "_source",
        "crm",
        "_row_hash",
        id,
        "record_source",
        "crm",
        "user_id",
        user.isEmpty() ? "#null" : user,
        who[0],
        who[1],
        "purpose",
        "marketing",
        "channel",
        who[0].equals("email") ? "email" : "sms",
        "status",
        status,
        "given_at",
        "2026-01-" + day + "T00:00:00Z");
  }

  @Test
  void aLoginLiftsWhatItsContactWithdrewBareAndNothingThatIsNotTheCustomersToSay() {
    TestLake lake =
        Samples.lakeOf(
                "user user u1 c-1", "guest crm a c-1",
                "user user u2 c-2", "guest crm c c-2",
                "user user u3 c-3", "guest crm e c-3",
                "user user u4 c-4", "guest crm g c-4")
            .put(
                Bronze.CONSENTS,
                said("a", "", "email=lan@x.vn", "withdrawn", "10"),
                said("b", "u1", "email=Lan@X.vn ", "granted", "20"),
                said("c", "", "phone=0912345678", "withdrawn", "10"),
                said("d", "u2", "phone=+84 912 345 678", "granted", "09"),
                said("e", "", "phone=0912345679", "denied", "10"),
                said("f", "u3", "phone=0912345679", "granted", "20"),
                said("g", "", "email=another@x.vn", "withdrawn", "10"),
                said("h", "u4", "email=her@x.vn", "granted", "20"));
    lake.run(new ConformVoices(Samples.BLOCKED), "2026-01-31");
    assertEquals(
        List.of(
            "{\"customer_id\":\"c-1\",\"status\":\"granted\"}",
            "{\"customer_id\":\"c-2\",\"status\":\"withdrawn\"}",
            "{\"customer_id\":\"c-3\",\"status\":\"granted\"}",
            "{\"customer_id\":\"c-4\",\"status\":\"withdrawn\"}"),
        lake.rows(Silver.CONSENTS, "customer_id", "status"));
    assertEquals(
        List.of(
            "{\"channel\":\"email\",\"status\":\"withdrawn\"}",
            "{\"channel\":\"sms\",\"status\":\"denied\"}",
            "{\"channel\":\"sms\",\"status\":\"withdrawn\"}"),
        lake.rows(Silver.SUPPRESSED_CONTACTS, "channel", "status"));
  }

  @Test
  void feedbackThatNamesOnlyAnOrderBelongsToItsCustomer() {
    String order = "{\"order_id\":\"o1\",\"customer_id\":\"c-1\"}";
    TestLake lake =
        Samples.lakeOf("customer crm r1 c-1", "customer crm r3 c-3")
            .put(Silver.ORDERS, order)
            .put(
                Bronze.FEEDBACK,
                ofOrder("by-order", "o1", "record_id", "anonymous"),
                ofOrder("by-a-friend", "o1", "record_id", "r3"),
                ofOrder("by-nobody", "o9"));
    lake.run(new ConformVoices(Samples.BLOCKED), "2026-01-06");
    assertEquals(
        List.of(
            "{\"feedback_id\":\"by-a-friend\",\"customer_id\":\"c-3\"}",
            "{\"feedback_id\":\"by-nobody\"}",
            "{\"feedback_id\":\"by-order\",\"customer_id\":\"c-1\"}"),
        lake.rows(Silver.FEEDBACK, "feedback_id", "customer_id"));
  }

  private static String ofOrder(String id, String order, String... more) {
    List<String> fields =
        new ArrayList<>(
            List.of(
                "feedback_id",
                id,
                "_source",
                "shop",
                "record_source",
                "crm",
                "order_id",
                order,
                "kind",
                "review",
                "given_at",
                "2026-01-05T00:00:00Z"));
    fields.addAll(List.of(more));
    return row(fields.toArray(String[]::new));
  }
}
