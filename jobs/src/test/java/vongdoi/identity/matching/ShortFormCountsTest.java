package vongdoi.identity.matching;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import vongdoi.identity.blocking.Statistics;
import vongdoi.identity.comparing.Comparison;
import vongdoi.identity.comparing.Field;
import vongdoi.identity.comparing.Normaliser;
import vongdoi.identity.comparing.Profile;
import vongdoi.identity.people.KnownPeople;
import vongdoi.identity.people.NamesAndBirthDates;

/** Which names are one is learnt from records that one contact and family name hold together. */
class ShortFormCountsTest {
  private static final List<Field> FIELDS =
      List.of(
          new Field("given_name", Comparison.NAME),
          new Field("family_name", Comparison.NAME),
          new Field("birth_date", Comparison.DATE));
  private static final Normaliser NORMALISER = new Normaliser(FIELDS, "VN", List.of(), List.of());

  private final List<Profile> all = new ArrayList<>();
  private final ShortFormCounts counts = new ShortFormCounts(FIELDS);

  private void contact(String family, List<String> names, List<String> birthDates) {
    List<Profile> bearers = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      Map<String, String> record =
          Map.of(
              "given_name", names.get(i), "family_name", family, "birth_date", birthDates.get(i));
      bearers.add(NORMALISER.profile(record::get));
    }
    all.addAll(bearers);
    counts.add(bearers);
  }

  private Set<String> learnt() {
    KnownPeople others = NamesAndBirthDates.of(2000, 0, 3);
    Statistics statistics = new Statistics(FIELDS, List.of(), 2000);
    others.records().forEach(record -> all.add(NORMALISER.profile(record::get)));
    for (int i = 0; i < all.size(); i++) {
      statistics.add(i, all.get(i));
    }
    return counts.learnt(statistics).pairs();
  }

  private void families(int count, String a, String b, String bornA, String bornB) {
    for (int i = 0; i < count; i++) {
      contact("Family" + (char) ('a' + i), List.of(a, b), List.of(bornA, bornB));
    }
  }

  @Test
  void namesThatFiveFamiliesBearForOnePersonAreOne() {
    families(5, "Orlando", "Lando", "1980-03-04", "1980-03-04");
    families(6, "Zenobia", "Nobby", "1971-07-09", "1971-07-06");
    assertEquals(Set.of("lando=orlando", "nobby=zenobia"), learnt());
  }

  @Test
  void fewerFamiliesProveNothing() {
    families(4, "Orlando", "Lando", "1980-03-04", "1980-03-04");
    assertEquals(Set.of(), learnt());
  }

  @Test
  void peopleOfOtherBirthDatesAreRelatives() {
    families(20, "Orlando", "Lando", "1980-03-04", "1955-11-21");
    assertEquals(Set.of(), learnt());
  }

  @Test
  void namesOfTheTwoSexesAreTwoHoweverOftenTheyMeet() {
    families(20, "Victor", "Victoria", "1980-03-04", "1980-03-04");
    assertEquals(Set.of(), learnt());
  }

  @Test
  void frequentNamesMeetByChance() {
    for (int i = 0; i < 400; i++) {
      all.add(profileOf(i % 2 == 0 ? "Bram" : "Cleo", i));
    }
    families(12, "Bram", "Cleo", "1980-03-04", "1980-03-04");
    for (int i = 0; i < 100; i++) {
      contact(
          "Other" + letters(i),
          List.of("Given" + letters(i), "Else" + letters(7 * i)),
          List.of("1980-03-04", "1980-03-04"));
    }
    assertEquals(Set.of(), learnt());
  }

  private static String letters(int number) {
    return "" + (char) ('a' + number % 26) + (char) ('a' + number / 26 % 26);
  }

  private static Profile profileOf(String given, int number) {
    Map<String, String> record =
        Map.of("given_name", given, "family_name", "Person" + letters(number));
    return NORMALISER.profile(record::get);
  }
}
