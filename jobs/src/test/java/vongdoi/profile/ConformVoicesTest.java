package vongdoi.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static vongdoi.profile.Samples.row;

import java.util.List;
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
        List.of(
            "{\"customer_id\":\"c-1\",\"kind\":\"nps\",\"sentiment\":\"neutral\"}",
            "{\"customer_id\":\"c-3\",\"kind\":\"review\",\"sentiment\":\"positive\"}",
            "{\"kind\":\"complaint\",\"sentiment\":\"negative\"}"),
        lake.rows(Silver.FEEDBACK, "customer_id", "kind", "sentiment"));
  }
}
