package vongdoi.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vongdoi.common.catalog.Silver;
import vongdoi.common.job.TestLake;

/**
 * What names say of the people who share a phone, and what becomes of names as people type them.
 */
class NamesOfPeopleTest {
  private static final Shop SHOP = new Shop();
  private static Map<String, String> ids;

  @BeforeAll
  static void resolve() {
    SHOP.customer("noted", "full_name", "Chị Phùng Thị Nga (khách quen) 0912345678")
        .customer("west", "full_name", "Mr. John Smith, Jr.")
        .customer("parts", "given_name", "Dr. Anna (VIP)", "family_name", "Vogel")
        .customer("code", "full_name", "0912 345 678")
        .customer("office", "full_name", "Tô Hà", "email", "sales2@b.vn")
        .customer("william", "full_name", "William Jones", "phone", "0912000004")
        .customer("bill", "full_name", "Bill Jones", "phone", "0912000004")
        .customer("victor", "full_name", "Victor Kuhn", "phone", "0912000005")
        .customer("victoria", "full_name", "Victoria Kuhn", "phone", "0912000005")
        .customer("senior", "full_name", "Robert Cole Sr.", "phone", "0912000006")
        .customer("junior", "full_name", "Robert Cole Jr.", "phone", "0912000006")
        .customer("chinese", "full_name", "王杰", "phone", "0912000007")
        .customer("pinyin", "full_name", "Jie Wang", "phone", "0912000007");
    ids = SHOP.resolveKnown(Settings.usual(), "2026-01-05").ids();
  }

  @Test
  void titlesNotesAndPhonesAreNoNames() {
    assertEquals(
        List.of(
            "{\"n\":\"\"}",
            "{\"n\":\"Anna Vogel|Vogel|Anna\"}",
            "{\"n\":\"John Smith Jr|Smith|John\"}",
            "{\"n\":\"Phùng Thị Nga|Phùng|Thị|Nga\"}"),
        TestLake.rows(
            SHOP.lake()
                .read(Silver.CUSTOMER_RECORDS)
                .where("record_id in ('noted', 'west', 'code', 'parts')"),
            "concat_ws('|', full_name, family_name, middle_name, given_name) as n"));
  }

  @Test
  void shortFormsAndScriptsOnOnePhoneAreOnePerson() {
    assertEquals(ids.get("crm:william"), ids.get("crm:bill"));
    assertEquals(ids.get("crm:chinese"), ids.get("crm:pinyin"));
  }

  @Test
  void nearNamesOfTheSexesAndGenerationsOnOnePhoneAreTwo() {
    assertNotEquals(ids.get("crm:victor"), ids.get("crm:victoria"));
    assertNotEquals(ids.get("crm:senior"), ids.get("crm:junior"));
  }

  @Test
  void anOfficesMailboxWithANumberJoinsNobody() {
    assertEquals("blocked", SHOP.identifier("email", "sales2@b.vn", "status"));
  }
}
