package vongdoi.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static vongdoi.profile.Samples.row;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vongdoi.common.catalog.Bronze;
import vongdoi.common.catalog.Silver;
import vongdoi.common.job.TestLake;

/** Codes are GT and a number in coupons, ref=number in addresses; L and the number is a card. */
class ReferralsTest {
  private static TestLake lake;

  private static String order(String customer, String day, String coupon) {
    return row(
        "order_id",
        customer + day,
        "customer_id",
        customer,
        "ordered_at",
        day + "T02:00:00Z",
        "coupon",
        coupon,
        "is_valid",
        "#true");
  }

  private static String page(String id, String device, String url) {
    return row(
        "event_id",
        id,
        "event_type",
        "page",
        "anonymous_id",
        device,
        "occurred_at",
        "2026-01-04T03:0" + id + ":00Z",
        "event_date",
        "2026-01-04",
        "page_url",
        url);
  }

  private static String card(String number, String customer, String status) {
    return row("type", "loyalty", "value", "L" + number, "customer_id", customer, "status", status);
  }

  @BeforeAll
  static void build() {
    lake = Samples.lakeOf("device device d1 c-visitor", "customer crm r1 c-ann");
    for (String customer : List.of("ann", "bob", "cat", "dan", "own", "visitor", "firm")) {
      lake.put(Silver.CUSTOMERS, row("customer_id", "c-" + customer, "status", "active"));
    }
    lake.put(
            Silver.CUSTOMER_RECORDS,
            row(
                "source",
                "crm",
                "record_id",
                "r2",
                "kind",
                "customer",
                "customer_id",
                "c-firm",
                "full_name",
                "Trà Việt",
                "tax_code",
                "0312345678",
                "email",
                "tra@x.vn",
                "phone",
                "+84901234567",
                "is_business",
                "#true"))
        .put(
            Silver.CUSTOMER_IDENTIFIERS,
            card("1", "c-ann", "active"),
            card("2", "c-bob", "active"),
            card("3", "c-cat", "shared"))
        .put(
            Silver.HOUSEHOLDS,
            row("customer_id", "c-ann", "household_id", "h-1"),
            row("customer_id", "c-bob", "household_id", "h-1"))
        .put(
            Silver.CONSENTS,
            row(
                "customer_id",
                "c-firm",
                "purpose",
                "marketing",
                "channel",
                "zalo",
                "status",
                "granted"))
        .put(
            Bronze.EVENTS,
            page("1", "d1", "https://shop.example/?utm_source=x"),
            page("2", "d1", "https://shop.example/?a=b&ref=1"),
            page("3", "d1", "https://shop.example/?ref=2"))
        .put(
            Silver.ORDERS,
            order("c-bob", "2026-01-02", "GT1"),
            order("c-bob", "2026-01-03", "GT2"),
            order("c-cat", "2026-01-02", "SALE"),
            order("c-cat", "2026-01-03", "GT2"),
            order("c-cat", "2026-01-04", "GT1"),
            order("c-dan", "2026-01-02", "GT3"),
            order("c-dan", "2026-01-03", "GT99"),
            order("c-ann", "2026-01-02", "GT1"));
    lake.run(new BuildSessions(Samples.config(), Samples.BLOCKED), "2026-01-06");
    lake.run(new BuildProfiles(Samples.config()), "2026-01-06");
  }

  @Test
  void theFirstCodeOfAnotherCustomerNamesWhoBroughtThem() {
    assertEquals(
        List.of(
            "{\"t\":\"c-bob 1 c-ann\"}",
            "{\"t\":\"c-cat 2 c-bob\"}",
            "{\"t\":\"c-visitor 1 c-ann\"}"),
        TestLake.rows(
            lake.read(Silver.PROFILES).where("referral_code is not null"),
            "concat_ws(' ', customer_id, referral_code, referred_by_customer_id) as t"));
  }

  @Test
  void thoseWhoBroughtOthersAreCounted() {
    assertEquals(
        List.of("{\"t\":\"c-ann 2 1\"}", "{\"t\":\"c-bob 1 1\"}"),
        TestLake.rows(
            lake.read(Silver.PROFILES).where("referrals_count > 0"),
            "concat_ws(' ', customer_id, referrals_count, referred_buyers_count) as t"));
  }

  @Test
  void householdsAreCounted() {
    assertEquals(
        List.of("{\"t\":\"c-ann h-1 2\"}", "{\"t\":\"c-bob h-1 2\"}"),
        TestLake.rows(
            lake.read(Silver.PROFILES).where("household_id is not null"),
            "concat_ws(' ', customer_id, household_id, household_size) as t"));
  }

  @Test
  void everyContactPointBearsItsConsentAndCompaniesAreNotAskedForTheirAge() {
    assertEquals(
        List.of(
            "{\"t\":\"email tra@x.vn true none,zalo +84901234567 true granted,"
                + "sms +84901234567 true none,call +84901234567 true none\",\"s\":0.625}"),
        TestLake.rows(
            lake.read(Silver.PROFILES).where("customer_id = 'c-firm'"),
            "concat_ws(',', transform(contact_points,"
                + " c -> concat_ws(' ', c.channel, c.value, c.is_best, c.consent))) as t",
            "completeness_score as s"));
  }

  @Test
  void mistakesInTheSettingsAreRefused() {
    String pattern =
        assertThrows(
                IllegalArgumentException.class,
                () -> new ProfileConfig.Referral("(", "", "loyalty", "code"))
            .getMessage();
    assertTrue(
        pattern.startsWith("Invalid profile.referral: ( (must be a pattern: Unclosed group"),
        pattern);
    String unknown =
        assertThrows(
                IllegalArgumentException.class,
                () -> new ProfileConfig.Referral("", "", "loyalty", "upper(cod)"))
            .getMessage();
    assertTrue(unknown.contains("cod"), unknown);
    String fact =
        assertThrows(
                IllegalArgumentException.class, () -> Completeness.check(Map.of("shoe-size", 1D)))
            .getMessage();
    assertTrue(fact.contains("shoe-size") && fact.contains("full-name"), fact);
  }
}
