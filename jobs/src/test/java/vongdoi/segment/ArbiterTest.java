package vongdoi.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vongdoi.common.catalog.Gold;
import vongdoi.common.catalog.Silver;
import vongdoi.common.job.TestLake;

/**
 * One customer a rule, all decided in one run for 10 January 2026, which ends at 17:00 UTC,
 * midnight in Vietnam.
 */
class ArbiterTest {
  private static final String SHA_OF_84912345678 =
      "ed644edf0566470f0b5a8c13c792fa8e8a489574da3aceec119b9456e870d396";

  private static final SegmentConfig CONFIG =
      Segments.with(
          """
          caps = [ { channel = email, messages = 2, hours = 24 }, { channel = sms, messages = 1, hours = 24 }
                   { channel = any, messages = 3, hours = 168 } ]
          customer-zone = "if(country = 'JP', 'Asia/Tokyo', business_zone)"
          """,
          """
          offer { name { en = a, vi = b }, rule = "false", play {
            action = offer, kind = marketing, channels = [email, sms], priority = 10
            again-after-days = 30, value = "total_amount" } }
          weak { name { en = a, vi = b }, rule = "false", play {
            action = weak, kind = marketing, channels = [email, sms], priority = 20, again-after-days = 30 } }
          soon { name { en = a, vi = b }, rule = "false", play {
            action = soon, kind = marketing, channels = [sms], priority = 10, again-after-days = 30
            expires-at = "run_end + interval 3 hours" } }
          later { name { en = a, vi = b }, rule = "false", play {
            action = later, kind = marketing, channels = [email], priority = 10, again-after-days = 30
            send-after = "run_end + interval 25 hours" } }
          over { name { en = a, vi = b }, rule = "false", play {
            action = over, kind = marketing, channels = [email], priority = 10, again-after-days = 30
            expires-at = "run_end" } }
          bill { name { en = a, vi = b }, rule = "false", play {
            action = bill, kind = service, channels = [sms], priority = 1, again-after-days = 30 } }
          """);

  private static final Map<String, String> DECIDED = new TreeMap<>();
  private static TestLake lake;

  @BeforeAll
  static void everybodyIsDecidedAtOnce() {
    lake = TestLake.empty();
    List<String> profiles = new ArrayList<>();
    List<String> members = new ArrayList<>();
    List<String> consents = new ArrayList<>();
    for (String[] c : CUSTOMERS) {
      String phone = c[4].isEmpty() ? "+8490" + String.format("%07d", profiles.size()) : c[4];
      profiles.add(
          "{\"customer_id\":\"%s\",\"email\":\"%1$s@x.vn\",\"phone\":\"%s\",\"country\":\"%s\",\"total_amount\":%d}"
              .formatted(c[0], phone, c[3], 100 - profiles.size()));
      for (String segment : c[1].split(" ")) {
        members.add(
            "{\"segment\":\"%s\",\"customer_id\":\"%s\",\"entered_at\":\"2026-01-01\"}"
                .formatted(segment, c[0]));
      }
      for (String consent : c[2].isEmpty() ? new String[0] : c[2].split(" ")) {
        consents.add(
            "{\"customer_id\":\"%s\",\"purpose\":\"marketing\",\"channel\":\"%s\",\"status\":\"%s\"}"
                .formatted(c[0], consent.split("=")[0], consent.split("=")[1]));
      }
    }
    lake.put(Silver.PROFILES, profiles.toArray(String[]::new));
    lake.put(Gold.SEGMENT_MEMBERS, members.toArray(String[]::new));
    lake.put(Silver.CONSENTS, consents.toArray(String[]::new));
    lake.put(
        Silver.CUSTOMERS,
        "{\"customer_id\":\"before-the-merge\",\"status\":\"retired\",\"redirect_to\":\"sent-before-a-merge\"}");
    lake.put(
        Silver.SUPPRESSED_CONTACTS,
        "{\"contact_key\":\"%s\",\"purpose\":\"marketing\",\"channel\":\"any\",\"status\":\"denied\"}"
            .formatted(SHA_OF_84912345678));
    lake.put(
        Gold.HOLDOUTS, "{\"segment\":\"offer\",\"customer_id\":\"held-out\",\"is_control\":true}");
    lake.put(
        Gold.MOMENT_MESSAGES,
        message("offer", "sent", "email", "2025-12-20T10:00:00Z", "k1"),
        message("offer", "sent-long-ago", "email", "2025-12-01T10:00:00Z", "k2"),
        message("offer", "before-the-merge", "email", "2025-12-20T10:00:00Z", "k3"),
        message("weak", "by-sms-as-mail-is-full", "email", "2026-01-10T02:00:00Z", MAIL),
        message("soon", "by-sms-as-mail-is-full", "email", "2026-01-10T03:00:00Z", MAIL),
        message("x1", "full-week", "push", "2026-01-05T03:00:00Z", "k5"),
        message("x2", "full-week", "push", "2026-01-06T03:00:00Z", "k5"),
        message("x3", "full-week", "push", "2026-01-07T03:00:00Z", "k5"),
        message("later", "planned-after-this-run", "email", "2026-01-11T03:00:00Z", "k6"));
    lake.run(new PlanActions(CONFIG), "2026-01-10");
    lake.read(Gold.NEXT_ACTIONS)
        .selectExpr(
            "concat(customer_id, '/', segment)",
            "concat_ws(' ', suppressed_reason, channel, date_format(send_after, 'MM-dd HH:mm'))")
        .collectAsList()
        .forEach(r -> DECIDED.put(r.getString(0), r.getString(1)));
  }

  private static final String MAIL = sha256("by-sms-as-mail-is-full@x.vn");

  /** Customer, segments, consents, country, phone. */
  private static final String[][] CUSTOMERS = {
    {"plain", "offer", "email=granted", "", ""},
    {"silent", "offer", "", "", ""},
    {"said-no", "offer", "email=denied sms=withdrawn", "", ""},
    {"on-a-list", "offer", "sms=granted", "", "+84912345678"},
    {"sent", "offer", "email=granted", "", ""},
    {"sent-long-ago", "offer", "email=granted", "", ""},
    {"sent-before-a-merge", "offer", "email=granted", "", ""},
    {"by-night", "offer", "sms=granted", "", ""},
    {"by-night-in-tokyo", "offer", "sms=granted", "JP", ""},
    {"over-by-morning", "soon", "sms=granted", "", ""},
    {"not-today", "later", "email=granted", "", ""},
    {"over", "over", "email=granted", "", ""},
    {"by-sms-as-mail-is-full", "offer", "email=granted sms=granted", "", ""},
    {"full-week", "offer", "email=granted", "", ""},
    {"planned-after-this-run", "later", "email=granted", "", ""},
    {"mother", "offer", "sms=granted", "", "+84900000001"},
    {"son", "offer", "sms=granted", "", "+84900000001"},
    {"in-two-plays", "weak offer", "email=granted", "", ""},
    {"held-out", "offer weak", "email=granted", "", ""},
    {"owes", "bill", "", "", ""},
    {"owes-and-wants-no-sms", "bill", "sms=withdrawn", "", ""},
  };

  private static void decided(String who, String what) {
    assertEquals(what, DECIDED.get(who), who);
  }

  @Test
  void consentIsNeededAndMissingMeansNo() {
    decided("plain/offer", "email 01-10 17:00");
    decided("silent/offer", "no-consent");
    decided("said-no/offer", "no-consent");
  }

  @Test
  void doNotContactListsHoldForWhoeverBearsTheContact() {
    decided("on-a-list/offer", "suppressed");
  }

  @Test
  void oneMatterIsSentOnceAlsoUnderAnEarlierId() {
    decided("sent/offer", "already-sent");
    decided("sent-before-a-merge/offer", "already-sent");
    decided("sent-long-ago/offer", "email 01-10 17:00");
  }

  @Test
  void nightsAreQuietOnTheCustomersOwnClock() {
    decided("by-night/offer", "sms 01-11 00:00");
    decided("by-night-in-tokyo/offer", "sms 01-10 22:00");
    decided("over-by-morning/soon", "quiet");
  }

  @Test
  void whatIsOverOrNotDueWaits() {
    decided("over/over", "expired");
    assertTrue(DECIDED.get("not-today/later").startsWith("not-yet"));
    assertTrue(DECIDED.get("planned-after-this-run/later").startsWith("not-yet"));
  }

  @Test
  void capsHoldPerContactAndPerCustomerAndAnotherChannelMayServe() {
    decided("by-sms-as-mail-is-full/offer", "sms 01-11 00:00");
    decided("full-week/offer", "capped");
  }

  @Test
  void peopleWhoShareAPhoneShareItsCap() {
    decided("mother/offer", "sms 01-11 00:00");
    decided("son/offer", "capped");
  }

  @Test
  void oneMarketingMessageWinsByPriority() {
    decided("in-two-plays/offer", "email 01-10 17:00");
    decided("in-two-plays/weak", "lower-priority");
  }

  @Test
  void whoIsHeldOutGetsNothingInsteadAndIsRemembered() {
    decided("held-out/offer", "control email 01-10 17:00");
    decided("held-out/weak", "lower-priority");
    assertEquals(
        List.of("{\"customer_id\":\"held-out\"}"),
        TestLake.rows(lake.read(Gold.MESSAGES).where("is_control"), "customer_id"));
  }

  @Test
  void serviceMessagesNeedNoConsentButRespectAWithdrawal() {
    decided("owes/bill", "sms 01-10 17:00");
    decided("owes-and-wants-no-sms/bill", "no-consent");
  }

  @Test
  void everyCandidateKeepsARowAndOnlyOpenOnesAreHandedOut() {
    assertEquals(
        Arrays.stream(CUSTOMERS).mapToInt(c -> c[1].split(" ").length).sum(), DECIDED.size());
    assertEquals(
        lake.read(Gold.NEXT_ACTIONS).where("suppressed_reason is null").count(),
        lake.read(Gold.MESSAGES).where("not is_control").count());
  }

  private static String message(
      String segment, String customer, String channel, String at, String contactKey) {
    return "{\"run_date\":\"%1$s\",\"segment\":\"%2$s\",\"customer_id\":\"%3$s\",\"matter\":\"\",\"channel\":\"%4$s\",\"planned_at\":\"%5$s\",\"send_after\":\"%5$s\",\"contact_key\":\"%6$s\"}"
        .formatted(at.substring(0, 10), segment, customer, channel, at, contactKey);
  }

  private static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
