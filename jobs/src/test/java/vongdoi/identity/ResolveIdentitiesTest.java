package vongdoi.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vongdoi.common.catalog.Silver;
import vongdoi.common.job.TestLake;
import vongdoi.identity.explaining.FindCustomer;

/** Who is one customer, on one lake in which each test looks at people of its own. */
class ResolveIdentitiesTest {
  private static final Shop SHOP = new Shop();
  private static Map<String, String> ids;

  @BeforeAll
  static void resolve() {
    SHOP.customer("an1", "full_name", "Nguyễn Văn An", "phone", "0832345671", "gender", "Nam")
        .customer("an2", "full_name", "An Nguyen Van", "phone", "01232345671")
        .order("an3", "phone", "+84 83 234 5671", "anonymous_id", "an-phone")
        .visit("anonymous_id", "an-tablet", "phone", "0832345671")
        .customer("mai", "full_name", "Trần Thị Mai", "phone", "0912000001", "email", "m@shop.vn")
        .customer("binh", "full_name", "Trần Văn Bình", "phone", "0912000001")
        .order("family", "phone", "0912000001")
        .visit("user_id", "mai-login", "phone", "0912000001", "email", "m@shop.vn")
        .customer("x1", "full_name", "Lê Văn Sơn", "phone", "0987654321", "email", "info@a.vn")
        .customer("x2", "full_name", "Lê Văn Sơn", "phone", "0987654321", "email", "info@a.vn")
        .customer("hoa", "full_name", "Phạm Thị Hoa", "user_id", "hoa-login")
        .customer("lan", "full_name", "Phạm Thị Lan", "user_id", "lan-login")
        .visit("user_id", "hoa-login", "anonymous_id", "tablet", "email", "h@shop.vn")
        .visit("user_id", "lan-login", "anonymous_id", "tablet")
        .visit("user_id", "hoa-login", "anonymous_id", "hoa-phone")
        .visit("anonymous_id", "tablet", "email", "h@shop.vn")
        .customer("kim", "full_name", "Vũ Kim", "email", "kim@shop.vn")
        .customer("long", "full_name", "Vũ Long", "phone", "0912000002")
        .visit("user_id", "bridge", "email", "kim@shop.vn", "phone", "0912000002")
        .customer("n1", "full_name", "Đỗ Tuấn", "email", "t@shop.vn", "national_id", "079111222333")
        .customer("n2", "full_name", "Đỗ Tuấn", "email", "t@shop.vn", "national_id", "001999888777")
        .customer("n3", "full_name", "Do Tuan", "email", "t@shop.vn", "national_id", "079111222334")
        .customer("dot1", "full_name", "Bùi Hà", "email", "bui.ha+x@gmail.com", "company", "Hà")
        .customer("dot2", "full_name", "Bùi Hà", "email", "buiha@googlemail.com")
        .customer("card1", "full_name", "Hồ Tâm", "loyalty_id", "77-1")
        .customer("card2", "full_name", "Ngô Phúc", "loyalty_id", "771");
    for (int i = 0; i < 7; i++) {
      SHOP.customer("same" + i, "full_name", "Lý Hải", "phone", "0912000003");
    }
    String[] names = {"Lê An", "Võ Bình", "Mai Chi", "Đinh Dũng", "Cao Giang"};
    for (int i = 0; i < names.length; i++) {
      SHOP.customer("many" + i, "full_name", names[i], "email", "all@shop.vn");
    }
    SHOP.customer("many5", "full_name", "Lê An", "email", "all@shop.vn");
    SHOP.order("anonymous", "channel", "store");
    String firm = "Công ty TNHH Hoàng Long";
    SHOP.customer("firm1", "company", firm, "tax_code", "0101234567", "phone", "0912000007")
        .customer("firm2", "full_name", "HOANG LONG CO., LTD", "tax_code", "0101234567")
        .customer("branch", "company", firm, "tax_code", "0101234567-001", "phone", "0912000007")
        .customer("buyer1", "full_name", "Lê Thu Trang", "company", firm, "phone", "0912000007")
        .customer("north", "company", "Cty CP Gia Phú", "street", "1 Lê Lợi", "phone", "0912000008")
        .customer("south", "company", "Cty CP Gia Phú", "street", "9 Láng", "phone", "0912000008")
        .customer("buyer2", "full_name", "Mai Huy", "company", firm, "tax_code", "0101234567");
    for (int i = 0; i < 7; i++) {
      SHOP.order("typed" + i, "phone", "0912000004", "email", "guest" + i + "@mail.vn")
          .order("counter" + i, "phone", "09121000" + i + "0", "email", "counter@shop.vn")
          .order("again" + i, "phone", "0912000005", "email", "one@mail.vn")
          .order("moves" + i, "phone", "0912000006", "email", "moved" + i % 3 + "@mail.vn");
    }
    SHOP.order("typed7", "phone", "0912000004", "email", "guest1@mail.vn")
        .order("typed8", "phone", "0912000004");
    SHOP.customer("vy", "full_name", "Vũ Vy", "phone", "0912000009", "email", "vy@shop.vn")
        .visit("user_id", "vy-login", "email", "vy@shop.vn")
        .visit("user_id", "other-login", "phone", "0912000009", "email", "other@shop.vn")
        .order("either", "phone", "0912000009")
        .customer("quy", "full_name", "Tạ Quý", "phone", "0912000010", "email", "quy@shop.vn")
        .visit("user_id", "quy-login", "phone", "0912000010", "email", "second@shop.vn")
        .order("quys", "phone", "0912000010");
    ids = SHOP.resolve(Settings.usual(), "2026-01-05").ids();
  }

  private static void assertOne(String... records) {
    for (String record : records) {
      assertEquals(ids.get(records[0]), ids.get(record), record);
    }
  }

  private static void assertApart(String... records) {
    HashSet<String> all = new HashSet<>();
    for (String record : records) {
      assertTrue(ids.containsKey(record), record);
      all.add(ids.get(record));
    }
    assertEquals(records.length, all.size(), String.join(" ", records));
  }

  @Test
  void joinsSpellingsOfOnePersonThroughThePhone() {
    assertOne("crm:an1", "crm:an2", "shop:an3", "device:an-phone", "device:an-tablet");
    assertEquals(ids.get("crm:an1"), SHOP.identifier("phone", "+84832345671", "customer_id"));
    assertEquals("active", SHOP.identifier("phone", "+84832345671", "status"));
    assertEquals("4", SHOP.identifier("phone", "+84832345671", "records_count"));
  }

  @Test
  void keepsAFamilyOnOnePhoneApart() {
    assertApart("crm:mai", "crm:binh", "shop:family");
    assertOne("crm:mai", "user:mai-login");
    assertEquals("shared", SHOP.identifier("phone", "+84912000001", "status"));
    assertEquals("null", SHOP.identifier("phone", "+84912000001", "customer_id"));
  }

  @Test
  void aPhoneAloneJoinsNoTwoLogins() {
    assertOne("crm:vy", "user:vy-login");
    assertApart("crm:vy", "user:other-login", "shop:either");
    assertEquals("shared", SHOP.identifier("phone", "+84912000009", "status"));
    assertOne("crm:quy", "user:quy-login", "shop:quys");
  }

  @Test
  void blockedValuesJoinNothing() {
    assertApart("crm:x1", "crm:x2");
    assertEquals("blocked", SHOP.identifier("phone", "+84987654321", "status"));
    assertEquals("blocked", SHOP.identifier("email", "info@a.vn", "status"));
  }

  @Test
  void aSharedDeviceJoinsNobody() {
    assertOne("crm:hoa", "user:hoa-login", "device:hoa-phone");
    assertOne("crm:lan", "user:lan-login");
    assertApart("crm:hoa", "crm:lan", "device:tablet");
    assertEquals("shared", SHOP.identifier("device", "tablet", "status"));
    assertEquals(ids.get("crm:hoa"), SHOP.identifier("device", "hoa-phone", "customer_id"));
    assertEquals("active", SHOP.identifier("email", "h@shop.vn", "status"));
  }

  @Test
  void aNamelessLoginBridgesNoTwoPeople() {
    assertApart("crm:kim", "crm:long");
    assertOne("crm:kim", "user:bridge");
  }

  @Test
  void differentNationalIdsNeverMeetButTypingErrorsDo() {
    assertOne("crm:n1", "crm:n3");
    assertApart("crm:n1", "crm:n2");
  }

  @Test
  void mailboxRulesAndLoyaltyCardsJoin() {
    assertOne("crm:dot1", "crm:dot2");
    assertEquals(
        ids.get("crm:dot1"), SHOP.identifier("email", "bui.ha+x@gmail.com", "customer_id"));
    assertOne("crm:card1", "crm:card2");
  }

  @Test
  void wornOutValuesJoinNothing() {
    assertApart("crm:same0", "crm:same1", "crm:same6");
    assertEquals("worn_out", SHOP.identifier("phone", "+84912000003", "status"));
    assertApart("crm:many0", "crm:many1", "crm:many2", "crm:many5");
    assertEquals("worn_out", SHOP.identifier("email", "all@shop.vn", "status"));
  }

  @Test
  void aPhoneTypedInForManyGuestsJoinsNobodyAndSoDoesAnEmail() {
    assertApart("shop:typed0", "shop:typed1", "shop:typed6", "shop:typed8");
    assertOne("shop:typed1", "shop:typed7");
    assertEquals("worn_out", SHOP.identifier("phone", "+84912000004", "status"));
    assertApart("shop:counter0", "shop:counter1", "shop:counter6");
    assertEquals("worn_out", SHOP.identifier("email", "counter@shop.vn", "status"));
  }

  @Test
  void aFirmIsToldByItsTaxCodeAndNotByThoseWhoWorkThere() {
    assertOne("crm:firm1", "crm:firm2");
    assertEquals(ids.get("crm:firm1"), SHOP.identifier("tax", "0101234567", "customer_id"));
    assertApart("crm:firm1", "crm:branch", "crm:buyer1", "crm:buyer2");
  }

  @Test
  void aSwitchboardIsNoBranchsOwn() {
    assertApart("crm:north", "crm:south");
    assertEquals("shared", SHOP.identifier("phone", "+84912000008", "status"));
  }

  @Test
  void aGuestWhoRepeatsAFewAddressesIsOnePerson() {
    assertOne("shop:again0", "shop:again1", "shop:again6");
    assertOne("shop:moves0", "shop:moves1", "shop:moves2", "shop:moves6");
  }

  @Test
  void everyRecordHasACustomerAndTheWayItJoined() {
    assertTrue(ids.containsKey("shop:anonymous"));
    assertEquals(
        List.of(
            "{\"r\":\"an-phone device device\"}",
            "{\"r\":\"an-tablet phone device\"}",
            "{\"r\":\"an1 - customer\"}",
            "{\"r\":\"an2 phone customer\"}",
            "{\"r\":\"an3 phone guest\"}"),
        TestLake.rows(
                SHOP.lake().read(Silver.CUSTOMER_RECORDS).where("record_id like 'an%'"),
                "concat(record_id, ' ', coalesce(linked_by, '-'), ' ', kind) as r")
            .stream()
            .filter(r -> !r.contains("anonymous"))
            .toList());
  }

  @Test
  void conformsWhatTheSourceSays() {
    assertEquals(
        List.of(
            "{\"full_name\":\"Nguyễn Văn An\",\"family_name\":\"Nguyễn\",\"middle_name\":\"Văn\","
                + "\"given_name\":\"An\",\"gender\":\"male\",\"phone\":\"+84832345671\","
                + "\"is_business\":false}"),
        TestLake.rows(
            SHOP.lake().read(Silver.CUSTOMER_RECORDS).where("record_id = 'an1'"),
            "full_name",
            "family_name",
            "middle_name",
            "given_name",
            "gender",
            "phone",
            "is_business"));
    assertEquals(
        List.of("{\"email\":\"m@shop.vn\",\"phone\":\"+84912000001\"}"),
        TestLake.rows(
            SHOP.lake().read(Silver.CUSTOMER_RECORDS).where("record_id = 'mai-login'"),
            "email",
            "phone"));
  }

  @Test
  void firstRunWritesACreationPerCustomerAndWhatGuardsRefused() {
    long customers = SHOP.lake().read(Silver.CUSTOMERS).count();
    assertEquals(new HashSet<>(ids.values()).size(), customers);
    List<String> history = SHOP.history("2026-01-05");
    assertEquals(customers, history.stream().filter(h -> h.startsWith("create ")).count());
    assertEquals(
        List.of("their national ids differ by more than a typing error"),
        List.copyOf(SHOP.lake().values(Silver.IDENTITY_HISTORY, "if(kind = 'cut', reason, null)"))
            .stream()
            .filter(reason -> !reason.equals("null"))
            .toList());
  }

  @Test
  void findsCustomersByAnyKey() {
    FindCustomer find =
        new FindCustomer(
            SHOP.lake().read(Silver.CUSTOMERS),
            SHOP.lake().read(Silver.CUSTOMER_RECORDS),
            SHOP.lake().read(Silver.IDENTIFIER_LINKS),
            "VN");
    String an = ids.get("crm:an1");
    assertEquals(List.of(an), find.of(an));
    assertEquals(List.of(an), find.of("01232345671"));
    assertEquals(List.of(an), find.of("crm:an2"));
    assertEquals(List.of(ids.get("crm:dot1")), find.of(" BuiHa@gmail.com"));
    assertEquals(
        List.of(ids.get("crm:mai"), ids.get("crm:binh"), ids.get("shop:family")).stream()
            .sorted()
            .toList(),
        find.of("0912 000 001"));
    assertEquals(List.of(), find.of("nobody"));
    assertNotEquals(ids.get("crm:mai"), ids.get("crm:binh"));
  }
}
