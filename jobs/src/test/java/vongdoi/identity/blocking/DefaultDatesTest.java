package vongdoi.identity.blocking;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import vongdoi.identity.comparing.Comparison;
import vongdoi.identity.comparing.Field;
import vongdoi.identity.comparing.Normaliser;
import vongdoi.identity.comparing.Profile;
import vongdoi.identity.people.KnownPeople;
import vongdoi.identity.people.NamesAndBirthDates;
import vongdoi.identity.scoring.Entry;

/** Which birth dates are defaults is told by the peaks of the data at hand. */
class DefaultDatesTest {
  private static final List<Field> FIELDS =
      List.of(
          new Field("given_name", Comparison.NAME),
          new Field("family_name", Comparison.NAME),
          new Field("birth_date", Comparison.DATE));
  private static final Normaliser NORMALISER = new Normaliser(FIELDS, "VN", List.of(), List.of());

  private static Profile profile(Map<String, String> record, String birthDate) {
    return NORMALISER.profile(
        column -> column.equals("birth_date") ? birthDate : record.get(column));
  }

  /** A thousand people, some of whom have a date that was not theirs. */
  private static Statistics statistics(int everyOf1970, int everyFirstOfJanuary) {
    KnownPeople people = NamesAndBirthDates.of(1000, 0, 7);
    Statistics statistics = new Statistics(FIELDS, List.of(), 1000);
    for (int i = 0; i < 1000; i++) {
      Map<String, String> record = people.records().get(i);
      String own = record.get("birth_date");
      String known =
          i % everyOf1970 == 0
              ? "1970-05-05"
              : i % everyFirstOfJanuary == 1 ? own.substring(0, 4) + "-01-01" : own;
      statistics.add(i, profile(record, known));
    }
    return statistics;
  }

  private static Entry placed(Statistics statistics, String birthDate) {
    Map<String, String> record = Map.of("given_name", "karl", "family_name", "brandt");
    return new Blocking(statistics, new int[0], Map.of())
        .placeEverywhere(1, profile(record, birthDate));
  }

  @Test
  void aDateThatFarTooManyBearSaysNothing() {
    Statistics statistics = statistics(30, 5000);
    assertNull(placed(statistics, "1970-05-05").profile().value(2));
    assertTrue(placed(statistics, "1970-05-05").profile().saysNothing(2));
    assertNotNull(placed(statistics, "1970-05-06").profile().value(2));
    assertNotNull(placed(statistics, "1971-05-05").profile().value(2));
    assertNotNull(placed(statistics, "1980-01-01").profile().value(2));
  }

  @Test
  void aDayOfAllYearsThatFarTooManyBearSaysNothing() {
    Statistics statistics = statistics(5000, 20);
    assertNull(placed(statistics, "1980-01-01").profile().value(2));
    assertNotNull(placed(statistics, "1980-01-02").profile().value(2));
    assertNotNull(placed(statistics, "1970-05-05").profile().value(2));
  }

  @Test
  void oneListOfDefaultsIsKeptWithTheModel() {
    Statistics kept = new Statistics(FIELDS, List.of(), statistics(30, 20).counts());
    assertNull(placed(kept, "1970-05-05").profile().value(2));
    assertNull(placed(kept, "1980-01-01").profile().value(2));
    assertNotNull(placed(kept, "1980-01-02").profile().value(2));
  }

  @Test
  void onePersonsManyRecordsAreNoPeak() {
    Statistics statistics = new Statistics(FIELDS, List.of(), 200);
    KnownPeople people = NamesAndBirthDates.of(180, 0, 7);
    for (int i = 0; i < 180; i++) {
      Map<String, String> record = people.records().get(i);
      statistics.add(i, profile(record, record.get("birth_date")));
    }
    Map<String, String> one = Map.of("given_name", "karl", "family_name", "brandt");
    for (int i = 180; i < 200; i++) {
      statistics.add(i, profile(one, "1970-05-05"));
    }
    assertEquals("1970-05-05", placed(statistics, "1970-05-05").profile().value(2));
  }
}
