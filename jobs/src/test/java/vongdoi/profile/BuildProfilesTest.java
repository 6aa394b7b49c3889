package vongdoi.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vongdoi.common.catalog.Silver;
import vongdoi.common.job.TestLake;

/** c-1 has all that a person can have, c-2 a device, c-3 a company, c-4 an order without a name. */
class BuildProfilesTest {
  private static TestLake lake;

  @BeforeAll
  static void build() {
    lake = TestLake.empty();
    putPeople();
    putOrders();
    putVoices();
    lake.run(new BuildProfiles(Samples.config()), "2026-01-06");
  }

  private static void putPeople() {
    lake.put(
        Silver.CUSTOMERS,
        rows(
            """
            {"customer_id":"c-1","status":"active"}
            {"customer_id":"c-2","status":"active"}
            {"customer_id":"c-3","status":"active"}
            {"customer_id":"c-4","status":"active"}
            {"customer_id":"c-5","status":"active"}
            {"customer_id":"c-9","status":"retired","redirect_to":"c-1"}"""));
    lake.put(
        Silver.CUSTOMER_RECORDS,
        rows(
            """
            {"source":"crm","record_id":"r1","kind":"customer","customer_id":"c-1","updated_at":"2026-01-01T00:00:00Z","full_name":"Nguyễn Văn An","given_name":"An","street":"1 Lê Lợi","city":"Huế","country":"VN","birth_date":"1990-01-07","email":"old@example.com","national_id":"1"}
            {"source":"pos","record_id":"r2","kind":"customer","customer_id":"c-1","updated_at":"2026-01-03T00:00:00Z","full_name":"An Nguyen","city":"Đà Nẵng","birth_date":"1980-01-01","email":"new@example.com","phone":"+84901"}
            {"source":"web","record_id":"r3","kind":"customer","customer_id":"c-1","updated_at":"2026-01-04T00:00:00Z","country":"LA","phone":"+84902"}
            {"source":"device","record_id":"d1","kind":"device","customer_id":"c-2"}
            {"source":"web","record_id":"r5","kind":"customer","customer_id":"c-5","full_name":"Mai Kim"}
            {"source":"shop","record_id":"o9","kind":"guest","customer_id":"c-4"}
            {"source":"crm","record_id":"r4","kind":"customer","customer_id":"c-3","age_band":"45-54","income_band":"50-74K","company":"Trà Việt","is_business":true}"""));
    lake.put(
        Silver.CUSTOMER_IDENTIFIERS,
        rows(
            """
            {"type":"phone","value":"+84902","status":"blocked"}"""));
  }

  private static void putOrders() {
    lake.put(
        Silver.ORDERS,
        rows(
            """
            {"order_id":"o1","customer_id":"c-1","ordered_at":"2026-01-01T02:00:00Z","net_amount":100,"channel":"web","is_valid":true,"currency":"VND"}
            {"order_id":"o2","customer_id":"c-1","ordered_at":"2026-01-02T02:00:00Z","net_amount":50,"channel":"store","is_valid":true,"currency":"VND"}
            {"order_id":"o3","customer_id":"c-1","ordered_at":"2026-01-03T02:00:00Z","net_amount":50,"channel":"store","is_valid":true,"currency":"VND"}
            {"order_id":"m1","customer_id":"c-5","ordered_at":"2026-01-01T02:00:00Z","net_amount":90000,"is_valid":true,"currency":"VND"}
            {"order_id":"m2","customer_id":"c-5","ordered_at":"2026-01-02T02:00:00Z","net_amount":380,"refund_amount":20,"is_valid":true,"currency":"USD"}
            {"order_id":"m3","customer_id":"c-5","ordered_at":"2026-01-03T02:00:00Z","net_amount":30,"is_valid":true,"currency":"USD"}
            {"order_id":"o4","customer_id":"c-1","ordered_at":"2026-01-04T02:00:00Z","net_amount":70,"channel":"web","is_valid":false,"currency":"VND"}"""));
    lake.put(
        Silver.ORDER_ITEMS,
        rows(
            """
            {"order_id":"o1","product_id":"p1","customer_id":"c-1","category":"Tea","quantity":5,"line_amount":100,"currency":"VND","is_valid":true}
            {"order_id":"o2","product_id":"p2","customer_id":"c-1","category":"Rice","brand":"ST25","quantity":1,"line_amount":50,"currency":"VND","is_valid":true}
            {"order_id":"x1","product_id":"p1","customer_id":"c-3","category":"Tea","quantity":5,"line_amount":300,"currency":"VND","is_valid":true}
            {"order_id":"m1","product_id":"p1","customer_id":"c-5","category":"Tea","quantity":1,"line_amount":90000,"currency":"VND","is_valid":true}
            {"order_id":"m2","product_id":"p2","customer_id":"c-5","category":"Silk","quantity":1,"line_amount":400,"currency":"USD","is_valid":true}
            {"order_id":"m3","product_id":"p2","customer_id":"c-5","category":"Hats","quantity":1,"line_amount":30,"currency":"USD","is_valid":true}"""));
  }

  private static void putVoices() {
    lake.put(
        Silver.FEEDBACK,
        rows(
            """
            {"feedback_id":"f1","customer_id":"c-1","kind":"nps","score":3,"given_at":"2026-01-02T00:00:00Z"}
            {"feedback_id":"f2","customer_id":"c-1","kind":"nps","score":9,"given_at":"2026-01-03T00:00:00Z"}"""));
    lake.put(
        Silver.CONSENTS,
        rows(
            """
            {"customer_id":"c-1","purpose":"marketing","channel":"sms","status":"denied"}
            {"customer_id":"c-1","purpose":"marketing","channel":"ads","status":"denied"}
            {"customer_id":"c-1","purpose":"ads","channel":"ads","status":"granted"}
            {"customer_id":"c-1","purpose":"analytics","channel":"email","status":"granted"}"""));
  }

  private static String[] rows(String lines) {
    return lines.lines().toArray(String[]::new);
  }

  private static void assertProfile(String expected, String customer, String... columns) {
    assertEquals(
        List.of(expected),
        TestLake.rows(
            lake.read(Silver.PROFILES).where("customer_id = '" + customer + "'"), columns));
  }

  @Test
  void activeCustomersHaveAProfileOfTheirKind() {
    assertEquals(
        List.of(
            "{\"c\":\"c-1 person\"}",
            "{\"c\":\"c-2 visitor\"}",
            "{\"c\":\"c-3 business\"}",
            "{\"c\":\"c-4 guest\"}",
            "{\"c\":\"c-5 person\"}"),
        lake.rows(Silver.PROFILES, "concat_ws(' ', customer_id, customer_kind) as c"));
  }

  @Test
  void nameAndAddressComeWholeFromTheNewestRecordThatHasOne() {
    assertProfile("{\"full_name\":\"An Nguyen\"}", "c-1", "full_name", "given_name");
    assertProfile("{\"city\":\"Đà Nẵng\"}", "c-1", "street", "city", "country");
  }

  @Test
  void dateOfBirthComesFromThePreferredSourceAndGivesTheAge() {
    assertProfile(
        "{\"birth_date\":\"1990-01-07\",\"age\":35,\"age_band\":\"35-44\"}",
        "c-1",
        "birth_date",
        "age",
        "age_band");
  }

  @Test
  void ageBandOfTheSourceStandsInForADateOfBirth() {
    assertProfile(
        "{\"age_band\":\"45-54\",\"income_band\":\"50-74K\",\"orders_count\":0}",
        "c-3",
        "age",
        "age_band",
        "income_band",
        "orders_count");
  }

  @Test
  void emailOfAVerifiedRecordComesBeforeANewerOne() {
    assertProfile("{\"email\":\"old@example.com\"}", "c-1", "email");
  }

  @Test
  void blockedPhoneIsNobodys() {
    assertProfile("{\"phone\":\"+84901\",\"phones\":[\"+84901\"]}", "c-1", "phone", "phones");
  }

  @Test
  void sourcesAreSorted() {
    assertProfile("{\"sources\":[\"crm\",\"pos\",\"web\"]}", "c-1", "sources");
  }

  @Test
  void onlyValidOrdersCount() {
    assertProfile(
        "{\"orders_count\":3,\"total_amount\":200.00,\"average_order_amount\":66.67,"
            + "\"second_order_at\":\"2026-01-02T02:00:00.000Z\"}",
        "c-1",
        "orders_count",
        "total_amount",
        "average_order_amount",
        "second_order_at");
  }

  @Test
  void favouritesAreWhatMostWasSpentOnAndHowMostWasOrdered() {
    assertProfile(
        "{\"favourite_channel\":\"store\",\"favourite_category\":\"Tea\","
            + "\"favourite_brand\":\"ST25\",\"favourite_hour\":9,\"favourite_weekday\":4}",
        "c-1",
        "favourite_channel",
        "favourite_category",
        "favourite_brand",
        "favourite_hour",
        "favourite_weekday");
  }

  @Test
  void amountsOfTwoCurrenciesAreNeverAdded() {
    assertProfile(
        "{\"currency\":\"USD\",\"orders_count\":3,\"total_amount\":410.00,\"refund_amount\":20.00,"
            + "\"average_order_amount\":205.00,\"top_categories\":[\"Silk\",\"Hats\"]}",
        "c-5",
        "currency",
        "orders_count",
        "total_amount",
        "refund_amount",
        "average_order_amount",
        "top_categories");
    assertProfile(
        "{\"spent_by_currency\":["
            + "{\"currency\":\"USD\",\"orders_count\":2,\"total_amount\":410.00,\"refund_amount\":20.00},"
            + "{\"currency\":\"VND\",\"orders_count\":1,\"total_amount\":90000.00,\"refund_amount\":0.00}]}",
        "c-5",
        "spent_by_currency");
  }

  @Test
  void priceLevelComparesWithOthersPricePerUnit() {
    assertProfile("{\"price_level\":\"low\"}", "c-1", "price_level");
  }

  @Test
  void newestAnswerCounts() {
    assertProfile("{\"last_nps_score\":9}", "c-1", "last_nps_score");
  }

  @Test
  void consentToAnotherPurposeIsNoneToMarketing() {
    assertProfile("{\"sms_consent\":\"denied\"}", "c-1", "email_consent", "sms_consent");
  }

  @Test
  void consentToAdvertisingElsewhereIsTheOneThatDestinationsAskFor() {
    assertProfile("{\"ads_consent\":\"granted\"}", "c-1", "ads_consent");
  }

  @Test
  void completenessIsTheShareOfKnownFacts() {
    assertProfile("{\"completeness_score\":0.7}", "c-1", "completeness_score");
  }

  @Test
  void unknownSurvivorshipRuleIsRefused() {
    var rules = Map.of("default", "most-recent", "email", "newest");
    var message =
        assertThrows(
                IllegalArgumentException.class,
                () -> new ProfileConfig.Survivorship(List.of(), rules))
            .getMessage();
    assertTrue(message.contains("newest") && message.contains("most-recent"), message);
  }
}
