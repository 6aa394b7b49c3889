package vongdoi.identity.matching;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Made-up people without any identifier in the manner of FEBRL's generator (Christen 2005): most of
 * one record, the others of up to five, whose further records have up to four changes: typing
 * errors, lost values, another name or birth date, given and family name exchanged, street and
 * place name exchanged.
 */
final class SpelledPeople {
  private static final List<String> STREET_TYPES =
      List.of("street", "place", "road", "crescent", "avenue", "court", "close", "drive");
  private static final List<String> COLUMNS =
      List.of("given_name", "family_name", "street", "ward", "district", "postcode", "birth_date");

  final List<Map<String, String>> records = new ArrayList<>();
  final List<String> truth = new ArrayList<>();
  private final Misspelling by;
  private final List<String> givenNames = new ArrayList<>();
  private final List<String> familyNames = new ArrayList<>();
  private final List<String> streets = new ArrayList<>();
  private final List<String> places = new ArrayList<>();
  private final List<String> districts = new ArrayList<>();

  SpelledPeople(int people, long seed) {
    by = new Misspelling(new Random(seed));
    fill(givenNames, 300);
    fill(familyNames, 1500);
    fill(streets, 2500);
    fill(places, 1500);
    fill(districts, 400);
    for (int i = 0; i < people; i++) {
      Map<String, String> person = person();
      add(person, i);
      int further = by.chance(0.15) ? 1 + by.oftenFirst(4) : 0;
      for (int r = 0; r < further; r++) {
        add(changed(person), i);
      }
    }
  }

  private void fill(List<String> pool, int words) {
    for (int i = 0; i < words; i++) {
      pool.add(by.word(2 + by.below(2)));
    }
  }

  private String one(List<String> pool) {
    return pool.get(by.oftenFirst(pool.size()));
  }

  private Map<String, String> person() {
    Map<String, String> person = new HashMap<>();
    int district = by.oftenFirst(districts.size());
    person.put("given_name", one(givenNames));
    person.put("family_name", one(familyNames));
    person.put("street", 1 + by.below(120) + " " + one(streets) + " " + by.any(STREET_TYPES));
    person.put("ward", by.chance(0.3) ? null : one(places));
    person.put("district", districts.get(district));
    person.put("postcode", "" + (2000 + district * 7));
    person.put("city", "state" + district % 8);
    person.put(
        "birth_date",
        by.chance(0.1) ? null : LocalDate.of(1930, 1, 1).plusDays(by.below(26000)).toString());
    return person;
  }

  private Map<String, String> changed(Map<String, String> person) {
    Map<String, String> record = new HashMap<>(person);
    int changes = 1 + by.below(4);
    for (int c = 0; c < changes; c++) {
      change(record);
    }
    return record;
  }

  private void change(Map<String, String> record) {
    int kind = by.below(20);
    if (kind < 10) {
      String column = by.any(COLUMNS);
      record.computeIfPresent(
          column, (c, text) -> c.equals("birth_date") ? otherDigit(text) : by.typingError(text));
    } else if (kind < 13) {
      record.put(by.any(COLUMNS), null);
    } else if (kind < 15) {
      swap(record, "given_name", "family_name");
    } else if (kind < 18) {
      swap(record, "street", "ward");
    } else if (kind < 19) {
      record.put("given_name", one(givenNames));
    } else {
      record.put("birth_date", LocalDate.of(1930, 1, 1).plusDays(by.below(26000)).toString());
    }
  }

  private static void swap(Map<String, String> record, String a, String b) {
    String first = record.get(a);
    record.put(a, record.get(b));
    record.put(b, first);
  }

  private String otherDigit(String date) {
    int day = 1 + by.below(28);
    return date.substring(0, 8) + (day < 10 ? "0" : "") + day;
  }

  private void add(Map<String, String> record, int person) {
    records.add(record);
    truth.add("" + person);
  }
}
