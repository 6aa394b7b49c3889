package vongdoi.identity.matching;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Second records that have a name and an address alone, in a town of few names and few streets:
 * blocks by either are too large, and nothing else leads to the first ones.
 */
class NamesakesAtOneHouseTest {
  private static final String[] FAMILY = {"Nguyễn", "Trần", "Lê", "Phạm"};
  private static final String[] MIDDLE = {"Văn", "Thị", "Ngọc"};
  private static final String[] GIVEN = {
    "Bình", "Châu", "Dũng", "Giang", "Hải", "Khoa", "Lan", "Mai", "Nga", "Sơn"
  };
  private static final String[] STREETS = {"Lê Lợi", "Lê Duẩn", "Quang Trung", "Trần Phú"};
  private static final int PEOPLE = 3_000;
  private static final int SECOND = 60;
  private final Random random = new Random(20260720);

  private String pick(String... from) {
    return from[random.nextInt(from.length)];
  }

  private Map<String, String> person() {
    Map<String, String> person = new TreeMap<>();
    person.put("full_name", pick(FAMILY) + " " + pick(MIDDLE) + " " + pick(GIVEN));
    person.put("street", 1 + random.nextInt(60) + " " + pick(STREETS));
    person.put("city", "Huế");
    person.put("phone", "09" + (10_000_000 + random.nextInt(90_000_000)));
    person.put(
        "birth_date", "19" + (40 + random.nextInt(60)) + "-0" + (1 + random.nextInt(9)) + "-17");
    return person;
  }

  @Test
  void areComparedByNameAndHouseNumber() {
    List<Map<String, String>> records = new ArrayList<>();
    for (int i = 0; i < PEOPLE; i++) {
      records.add(person());
    }
    for (int i = 0; i < SECOND; i++) {
      Map<String, String> second = new TreeMap<>(records.get(i));
      second.keySet().retainAll(List.of("full_name", "street", "city"));
      records.add(second);
    }
    Linkage linkage = new Linkage(records);
    int held = 0;
    for (int i = 0; i < SECOND; i++) {
      held += linkage.isHeld(i, PEOPLE + i) ? 1 : 0;
    }
    assertTrue(held == SECOND, held + " of " + SECOND);
  }
}
