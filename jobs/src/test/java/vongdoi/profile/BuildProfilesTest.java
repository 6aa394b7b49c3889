package vongdoi.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static vongdoi.profile.Samples.row;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import vongdoi.common.catalog.Silver;
import vongdoi.common.job.TestLake;

class BuildProfilesTest {

  private static String order(String id, String at, String net, String channel, String valid) {
    return row(
        "order_id",
        id,
        "customer_id",
        "c-1",
        "ordered_at",
        at + "Z",
        "net_amount",
        "#" + net,
        "channel",
        channel,
        "is_valid",
        "#" + valid,
        "currency",
        "VND");
  }

  @Test
  void survivorshipAndPortrait() {
    TestLake lake =
        TestLake.empty()
            .put(
                Silver.CUSTOMERS,
                row("customer_id", "c-1", "status", "active"),
                row("customer_id", "c-2", "status", "active"),
                row("customer_id", "c-3", "status", "active"),
                row("customer_id", "c-4", "status", "active"),
                row("customer_id", "c-9", "status", "retired", "redirect_to", "c-1"))
            .put(
                Silver.CUSTOMER_RECORDS,
                row(
                    "source",
                    "crm",
                    "record_id",
                    "r1",
                    "kind",
                    "customer",
                    "customer_id",
                    "c-1",
                    "updated_at",
                    "2026-01-01T00:00:00Z",
                    "full_name",
                    "Nguyễn Văn An",
                    "given_name",
                    "An",
                    "street",
                    "1 Lê Lợi",
                    "city",
                    "Huế",
                    "country",
                    "VN",
                    "birth_date",
                    "1990-01-07",
                    "email",
                    "old@example.com",
                    "national_id",
                    "1"),
                row(
                    "source",
                    "pos",
                    "record_id",
                    "r2",
                    "kind",
                    "customer",
                    "customer_id",
                    "c-1",
                    "updated_at",
                    "2026-01-03T00:00:00Z",
                    "full_name",
                    "An Nguyen",
                    "city",
                    "Đà Nẵng",
                    "birth_date",
                    "1980-01-01",
                    "email",
                    "new@example.com",
                    "phone",
                    "+84901"),
                row(
                    "source",
                    "web",
                    "record_id",
                    "r3",
                    "kind",
                    "customer",
                    "customer_id",
                    "c-1",
                    "updated_at",
                    "2026-01-04T00:00:00Z",
                    "country",
                    "LA",
                    "phone",
                    "+84902"),
                row("source", "device", "record_id", "d1", "kind", "device", "customer_id", "c-2"),
                row("source", "shop", "record_id", "o9", "kind", "guest", "customer_id", "c-4"),
                row(
                    "source",
                    "crm",
                    "record_id",
                    "r4",
                    "kind",
                    "customer",
                    "customer_id",
                    "c-3",
                    "age_band",
                    "45-54",
                    "income_band",
                    "50-74K",
                    "company",
                    "Trà Việt",
                    "is_business",
                    "#true"))
            .put(
                Silver.CUSTOMER_IDENTIFIERS,
                row("type", "phone", "value", "+84902", "status", "blocked"))
            .put(
                Silver.ORDERS,
                order("o1", "2026-01-01T02:00:00", "100", "web", "true"),
                order("o2", "2026-01-02T02:00:00", "50", "store", "true"),
                order("o3", "2026-01-03T02:00:00", "50", "store", "true"),
                order("o4", "2026-01-04T02:00:00", "70", "web", "false"))
            .put(
                Silver.ORDER_ITEMS,
                row(
                    "order_id",
                    "o1",
                    "product_id",
                    "p1",
                    "customer_id",
                    "c-1",
                    "category",
                    "Tea",
                    "quantity",
                    "#5",
                    "line_amount",
                    "#100",
                    "is_valid",
                    "#true"),
                row(
                    "order_id",
                    "o2",
                    "product_id",
                    "p2",
                    "customer_id",
                    "c-1",
                    "category",
                    "Rice",
                    "brand",
                    "ST25",
                    "quantity",
                    "#1",
                    "line_amount",
                    "#50",
                    "is_valid",
                    "#true"),
                row(
                    "order_id",
                    "x1",
                    "product_id",
                    "p1",
                    "customer_id",
                    "c-3",
                    "category",
                    "Tea",
                    "quantity",
                    "#5",
                    "line_amount",
                    "#300",
                    "is_valid",
                    "#true"))
            .put(
                Silver.FEEDBACK,
                row(
                    "feedback_id",
                    "f1",
                    "customer_id",
                    "c-1",
                    "kind",
                    "nps",
                    "score",
                    "#3",
                    "given_at",
                    "2026-01-02T00:00:00Z"),
                row(
                    "feedback_id",
                    "f2",
                    "customer_id",
                    "c-1",
                    "kind",
                    "nps",
                    "score",
                    "#9",
                    "given_at",
                    "2026-01-03T00:00:00Z"))
            .put(
                Silver.CONSENTS,
                row(
                    "customer_id",
                    "c-1",
                    "purpose",
                    "marketing",
                    "channel",
                    "sms",
                    "status",
                    "denied"),
                row(
                    "customer_id",
                    "c-1",
                    "purpose",
                    "analytics",
                    "channel",
                    "email",
                    "status",
                    "granted"));
    lake.run(new BuildProfiles(Samples.config()), "2026-01-06");
    assertEquals(
        List.of(
            "{\"c\":\"c-1 person\"}",
            "{\"c\":\"c-2 visitor\"}",
            "{\"c\":\"c-3 business\"}",
            "{\"c\":\"c-4 guest\"}"),
        lake.rows(Silver.PROFILES, "concat_ws(' ', customer_id, customer_kind) as c"));
    assertEquals(
        List.of(
            "{\"full_name\":\"An Nguyen\",\"city\":\"Đà Nẵng\",\"birth_date\":\"1990-01-07\","
                + "\"age\":35,\"age_band\":\"35-44\",\"email\":\"old@example.com\","
                + "\"phone\":\"+84901\",\"phones\":[\"+84901\"],\"sources\":[\"crm\",\"pos\",\"web\"]}"),
        one(
            lake,
            "c-1",
            "full_name",
            "given_name",
            "street",
            "city",
            "country",
            "birth_date",
            "age",
            "age_band",
            "email",
            "phone",
            "phones",
            "sources"));
    assertEquals(
        List.of(
            "{\"orders_count\":3,\"total_amount\":200.00,\"average_order_amount\":66.67,"
                + "\"second_order_at\":\"2026-01-02T02:00:00.000Z\",\"favourite_channel\":\"store\","
                + "\"favourite_category\":\"Tea\",\"favourite_brand\":\"ST25\",\"favourite_hour\":9,"
                + "\"favourite_weekday\":4,\"price_level\":\"low\",\"last_nps_score\":9,"
                + "\"sms_consent\":\"denied\",\"completeness_score\":0.7}"),
        one(
            lake,
            "c-1",
            "orders_count",
            "total_amount",
            "average_order_amount",
            "second_order_at",
            "favourite_channel",
            "favourite_category",
            "favourite_brand",
            "favourite_hour",
            "favourite_weekday",
            "price_level",
            "last_nps_score",
            "email_consent",
            "sms_consent",
            "completeness_score"));
    assertEquals(
        List.of("{\"age_band\":\"45-54\",\"income_band\":\"50-74K\",\"orders_count\":0}"),
        one(lake, "c-3", "age_band", "income_band", "orders_count"));
  }

  private static List<String> one(TestLake lake, String customer, String... columns) {
    return TestLake.rows(
        lake.read(Silver.PROFILES).where("customer_id = '" + customer + "'"), columns);
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
