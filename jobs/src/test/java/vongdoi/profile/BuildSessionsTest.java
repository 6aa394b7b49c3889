package vongdoi.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static vongdoi.profile.Samples.row;

import java.util.List;
import org.junit.jupiter.api.Test;
import vongdoi.common.catalog.Bronze;
import vongdoi.common.catalog.Silver;
import vongdoi.common.job.TestLake;

class BuildSessionsTest {
  private static final BuildSessions JOB = new BuildSessions(Samples.config(), Samples.BLOCKED);

  /** Times are UTC; midnight in Vietnam is 17:00. */
  private static String page(String id, String device, String user, String at, String date) {
    return row(
        "event_id",
        id,
        "event_type",
        "page",
        "anonymous_id",
        device,
        "user_id",
        user,
        "occurred_at",
        at + "Z",
        "event_date",
        date,
        "page_path",
        "/" + id);
  }

  @Test
  void cutsByGapMidnightAndLoginAndGivesEachItsCustomer() {
    TestLake lake =
        Samples.lakeOf(
                "device device d1 c-d1",
                "user user u1 c-1",
                "user user u2 c-2",
                "device device d2 c-d2",
                "device device d3 c-d3")
            .put(
                Bronze.EVENTS,
                page("a1", "d1", "", "2026-01-05T03:00:00", "2026-01-05"),
                page("a2", "d1", "u1", "2026-01-05T03:30:00", "2026-01-05"),
                page("a3", "d1", "", "2026-01-05T04:00:01", "2026-01-05"),
                page("b1", "d2", "", "2026-01-05T16:50:00", "2026-01-05"),
                page("b2", "d2", "", "2026-01-05T17:05:00", "2026-01-06"),
                page("c1", "d3", "u1", "2026-01-05T03:00:00", "2026-01-05"),
                page("c2", "d3", "u2", "2026-01-05T03:01:00", "2026-01-05"),
                page("c3", "d3", "anonymous", "2026-01-05T03:02:00", "2026-01-05"),
                page("e1", "0000", "anonymous", "2026-01-05T03:02:00", "2026-01-05"));
    lake.run(JOB, "2026-01-06");
    assertEquals(
        List.of(
            "{\"landing_path\":\"/a1\",\"customer_id\":\"c-1\",\"pages_count\":2,\"d\":\"2026-01-05\"}",
            "{\"landing_path\":\"/a3\",\"customer_id\":\"c-d1\",\"pages_count\":1,\"d\":\"2026-01-05\"}",
            "{\"landing_path\":\"/b1\",\"customer_id\":\"c-d2\",\"pages_count\":1,\"d\":\"2026-01-05\"}",
            "{\"landing_path\":\"/b2\",\"customer_id\":\"c-d2\",\"pages_count\":1,\"d\":\"2026-01-06\"}",
            "{\"landing_path\":\"/c1\",\"customer_id\":\"c-1\",\"pages_count\":1,\"d\":\"2026-01-05\"}",
            "{\"landing_path\":\"/c2\",\"customer_id\":\"c-2\",\"pages_count\":2,\"d\":\"2026-01-05\"}"),
        lake.rows(
            Silver.SESSIONS, "landing_path", "customer_id", "pages_count", "session_date as d"));
  }

  @Test
  void lateEventMergesSessionsAndMergedCustomersKeepOne() {
    TestLake lake =
        Samples.lakeOf("device device d1 c-1", "device device d2 c-2")
            .put(
                Bronze.EVENTS,
                page("a1", "d1", "", "2026-01-05T03:00:00", "2026-01-05"),
                page("a3", "d1", "", "2026-01-05T03:50:00", "2026-01-05"),
                page("b1", "d2", "", "2026-01-05T03:00:00", "2026-01-05"));
    lake.run(JOB, "2026-01-05");
    assertEquals(3, lake.read(Silver.SESSIONS).count());
    lake.put(Bronze.EVENTS, page("a2", "d1", "", "2026-01-05T03:25:00", "2026-01-05"));
    lake.replace(
        Silver.CUSTOMER_RECORDS, Samples.records("device device d1 c-1", "device device d2 c-1"));
    lake.run(JOB, "2026-01-06");
    assertEquals(
        List.of(
            "{\"anonymous_id\":\"d1\",\"customer_id\":\"c-1\",\"events_count\":3}",
            "{\"anonymous_id\":\"d2\",\"customer_id\":\"c-1\",\"events_count\":1}"),
        lake.rows(Silver.SESSIONS, "anonymous_id", "customer_id", "events_count"));
    lake.replace(Silver.CUSTOMER_RECORDS, Samples.records("device device d1 c-1"));
    lake.run(JOB, "2026-01-07");
    assertEquals(1, lake.read(Silver.SESSIONS).count(), "an erased device leaves no session");
  }
}
