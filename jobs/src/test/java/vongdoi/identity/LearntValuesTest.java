package vongdoi.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vongdoi.common.catalog.Silver;
import vongdoi.common.job.TestLake;
import vongdoi.identity.people.KnownPeople;
import vongdoi.identity.people.NamesAndBirthDates;

/** What matching learns of dates and names counts wherever they are looked at. */
class LearntValuesTest {
  private static final Shop SHOP = new Shop();
  private static Map<String, String> ids;

  @BeforeAll
  static void resolve() {
    KnownPeople others = NamesAndBirthDates.of(400, 0, 5);
    for (int i = 0; i < 400; i++) {
      Map<String, String> one = others.records().get(i);
      String born = i < 12 ? "1970-05-05" : one.get("birth_date");
      person("p" + i, one.get("given_name"), one.get("family_name"), "birth_date", born);
    }
    for (int i = 0; i < 6; i++) {
      String family = "Vander" + "abcdef".charAt(i) + "ock";
      String born = LocalDate.of(1960 + i, 3, 4 + i).toString();
      String phone = "091200010" + i;
      person("long" + i, "Zenobia", family, "phone", phone, "birth_date", born);
      person("short" + i, "Nobby", family, "phone", phone, "birth_date", born);
    }
    person("put", "Karl", "Brandt", "phone", "0912000201", "birth_date", "1970-05-05");
    person("own", "Karl", "Brandt", "phone", "0912000201", "birth_date", "1984-11-23");
    person("sonny", "Nobby", "Weyden", "phone", "0912000202");
    person("whole", "Zenobia", "Weyden", "phone", "0912000202");
    person("wife", "Ursula", "Weyden", "phone", "0912000202");
    ids = SHOP.resolve(Settings.usual(), "2026-01-05").ids();
  }

  private static void person(String id, String given, String family, String... more) {
    String[] fields = new String[4 + more.length];
    fields[0] = "given_name";
    fields[1] = given;
    fields[2] = "family_name";
    fields[3] = family;
    System.arraycopy(more, 0, fields, 4, more.length);
    SHOP.customer(id, fields);
  }

  @Test
  void theyAreWrittenDown() {
    assertEquals(
        List.of(
            "{\"kind\":\"default date\",\"value\":\"1970-05-05\"}",
            "{\"kind\":\"short form\",\"value\":\"nobby=zenobia\"}"),
        TestLake.rows(SHOP.lake().read(Silver.IDENTITY_LEARNT), "kind", "value"));
  }

  @Test
  void aDefaultDateOnASharedPhoneKeepsNobodyApart() {
    assertEquals(ids.get("crm:put"), ids.get("crm:own"));
  }

  @Test
  void aDefaultDateIsNobodysBirthDate() {
    assertEquals(
        List.of("{\"record_id\":\"own\",\"birth_date\":\"1984-11-23\"}", "{\"record_id\":\"put\"}"),
        TestLake.rows(
            SHOP.lake().read(Silver.CUSTOMER_RECORDS).where("record_id in ('own', 'put')"),
            "record_id",
            "birth_date"));
  }

  @Test
  void aLearntShortFormOnASharedPhoneIsOnePerson() {
    assertEquals(ids.get("crm:sonny"), ids.get("crm:whole"));
    assertNotEquals(ids.get("crm:wife"), ids.get("crm:whole"));
  }

  @Test
  void thePairsTellOfIt() {
    List<String> evidence =
        TestLake.rows(
            SHOP.lake().read(Silver.IDENTITY_EDGES).where("record_id in ('long1', 'short1')"),
            "evidence");
    assertTrue(
        evidence.stream().anyMatch(e -> e.contains("short form, as these records show")),
        evidence.toString());
  }
}
