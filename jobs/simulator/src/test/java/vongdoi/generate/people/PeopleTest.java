package vongdoi.generate.people;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import vongdoi.generate.draw.Draws;
import vongdoi.generate.shop.ShopCalendar;
import vongdoi.generate.shop.ShopSettings;

/** People and what the CRM makes of them. */
class PeopleTest {
  private static final ShopSettings SETTINGS = ShopSettings.of(20_000, 180, 5);
  private static final ShopCalendar CALENDAR = new ShopCalendar(SETTINGS);
  private static final List<Person> PEOPLE =
      LongStream.range(0, SETTINGS.customers())
          .mapToObj(new People(SETTINGS, CALENDAR)::person)
          .toList();

  @Test
  void familyNamesHaveTheirRealShares() {
    assertEquals(0.38, share("Nguyễn"), 0.015);
    assertEquals(0.11, share("Trần"), 0.01);
    assertEquals(0.095, share("Lê"), 0.01);
  }

  private static double share(String family) {
    return PEOPLE.stream().filter(p -> p.name().family().equals(family)).count()
        / (double) PEOPLE.size();
  }

  @Test
  void familiesAreAsCommonAsSet() {
    long inFamilies =
        LongStream.range(0, SETTINGS.customers())
            .filter(index -> Household.of(SETTINGS, index).isFamily())
            .count();
    assertEquals(0.08, inFamilies / 20_000.0, 0.01);
  }

  @Test
  void onlyFamiliesShareAPhoneOrADevice() {
    Set<String> phones = new HashSet<>();
    Set<String> devices = new HashSet<>();
    int sharing = 0;
    for (Person person : PEOPLE) {
      boolean ownPhone = phones.add(person.phone());
      assertTrue(ownPhone || Household.of(SETTINGS, person.index()).sharesPhone());
      sharing += ownPhone ? 0 : 1;
      for (Person.Device device : person.devices()) {
        assertTrue(devices.add(device.id()) || device.isShared());
      }
    }
    assertTrue(sharing > 100, "families sharing a phone");
  }

  @Test
  void emailsAccountsAndRecordsAreOnesOwn() {
    CrmDesk desk = new CrmDesk(SETTINGS, CALENDAR);
    Set<String> seen = new HashSet<>();
    int records = 0;
    for (Person person : PEOPLE) {
      assertTrue(person.userId() == null || seen.add(person.userId()));
      assertTrue(person.email() == null || seen.add(person.email()));
      assertTrue(person.secondEmail() == null || seen.add(person.secondEmail()));
      for (CrmEntry entry : desk.entries(person)) {
        assertTrue(seen.add(entry.recordId()));
        records++;
      }
    }
    assertEquals(1.2, records / (double) PEOPLE.size(), 0.03);
  }

  @Test
  void everyPhoneIsAValidMobileInEverySpelling() throws NumberParseException {
    PhoneNumberUtil library = PhoneNumberUtil.getInstance();
    Draws draws = Draws.of(1, "spelling", 0);
    for (Person person : PEOPLE.subList(0, 2_000)) {
      String spelled = VietnamesePhones.spelled(draws, person.phone());
      var number = library.parse(spelled, "VN");
      assertTrue(library.isValidNumber(number), spelled);
      assertEquals(Long.parseLong(person.phone()), number.getNationalNumber(), spelled);
    }
  }

  @Test
  void oldFormsHaveElevenDigitsAndKeepTheLastSeven() {
    for (Person person : PEOPLE.subList(0, 2_000)) {
      String old = VietnamesePhones.oldForm(person.phone());
      assertTrue(old.equals(person.phone()) || old.matches("01\\d{9}"), old);
      assertTrue(old.endsWith(person.phone().substring(3)));
    }
  }

  @Test
  void theCrmWritesAddressesOfBeforeTheReformAndOfToday() {
    CrmDesk desk = new CrmDesk(SETTINGS, CALENDAR);
    int today = 0;
    int all = 0;
    for (Person person : PEOPLE.subList(0, 5_000)) {
      assertEquals(person.address().before().street(), person.address().today().street());
      assertNull(person.address().today().district());
      for (CrmEntry entry : desk.entries(person)) {
        all++;
        today += entry.address().district() == null ? 1 : 0;
      }
    }
    assertEquals(0.4, today / (double) all, 0.03);
  }

  @Test
  void aPersonIsTheSameWhereverDrawn() {
    People others = new People(SETTINGS, new ShopCalendar(SETTINGS));
    for (int index = 19_999; index >= 0; index -= 997) {
      assertEquals(PEOPLE.get(index), others.person(index));
    }
  }

  @Test
  void lostMarksLeaveAsciiOnly() {
    for (Person person : PEOPLE.subList(0, 2_000)) {
      assertTrue(Spelling.withoutMarks(person.name().full()).matches("[A-Za-z ]+"));
      assertNotNull(person.address().before().city());
    }
  }
}
