package vongdoi.identity.people;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * People of whom up to twenty registers each know a little: values are missing, mistyped, moved and
 * cut short in most records, several in one, and there is no id.
 */
public final class Registers {
  private static final List<String> GIVEN =
      List.of(
          "william",
          "john",
          "james",
          "thomas",
          "henry",
          "charles",
          "george",
          "edward",
          "robert",
          "richard",
          "joseph",
          "samuel",
          "walter",
          "arthur",
          "frederick",
          "mary",
          "anna",
          "elizabeth",
          "margaret",
          "sarah",
          "jane",
          "alice",
          "emma",
          "harriet",
          "charlotte");
  private static final List<String> JOBS =
      List.of("politician", "writer", "painter", "clergyman", "botanist", "engineer", "actor");
  private static final String CONSONANTS = "bdgklmnrstvw";
  private static final String VOWELS = "aeiou";

  private final Random random;

  private Registers(long seed) {
    random = new Random(seed);
  }

  /** Records of so many people. */
  public static KnownPeople of(int people, long seed) {
    Registers registers = new Registers(seed);
    KnownPeople known = new KnownPeople();
    for (int i = 0; i < people; i++) {
      Map<String, String> person = registers.person();
      int records = 1 + registers.random.nextInt(20);
      for (int r = 0; r < records; r++) {
        known.add("p" + i, registers.record(person));
      }
    }
    return known;
  }

  private boolean chance(double probability) {
    return random.nextDouble() < probability;
  }

  private String word(int syllables) {
    StringBuilder word = new StringBuilder();
    for (int i = 0; i < syllables; i++) {
      word.append(CONSONANTS.charAt(random.nextInt(CONSONANTS.length())))
          .append(VOWELS.charAt(random.nextInt(VOWELS.length())));
    }
    return word.toString();
  }

  private String oftenFirst(List<String> of) {
    return of.get((int) (of.size() * Math.pow(random.nextDouble(), 1.7)));
  }

  private Map<String, String> person() {
    Map<String, String> person = new HashMap<>();
    person.put("given_name", oftenFirst(GIVEN));
    person.put("middle_name", chance(0.4) ? oftenFirst(GIVEN) : null);
    person.put("family_name", word(chance(0.3) ? 2 : 3));
    LocalDate born = LocalDate.of(1750, 1, 1).plusDays(random.nextInt(70_000));
    person.put("birth_date", chance(0.1) ? born.withDayOfYear(1).toString() : born.toString());
    person.put("city", word(2));
    person.put("occupation", oftenFirst(JOBS));
    person.put("postcode", word(1) + random.nextInt(30) + " " + random.nextInt(10) + word(1));
    return person;
  }

  private Map<String, String> record(Map<String, String> person) {
    Map<String, String> record = new HashMap<>(person);
    Map<String, Double> lost =
        Map.of(
            "middle_name",
            0.5,
            "birth_date",
            0.12,
            "city",
            0.25,
            "postcode",
            0.25,
            "occupation",
            0.3);
    for (String column : List.of("middle_name", "birth_date", "city", "postcode", "occupation")) {
      if (chance(lost.get(column))) {
        record.put(column, null);
      }
    }
    if (chance(0.06)) {
      record.computeIfPresent("given_name", (c, name) -> name.substring(0, 1));
    }
    int errors = (int) (3 * Math.pow(random.nextDouble(), 1.5));
    List<String> columns = List.of("given_name", "family_name", "birth_date", "city", "postcode");
    for (int e = 0; e < errors; e++) {
      record.computeIfPresent(columns.get(random.nextInt(columns.size())), this::mistyped);
    }
    return record;
  }

  private String mistyped(String column, String text) {
    if (column.equals("birth_date")) {
      return LocalDate.parse(text).withDayOfMonth(1 + random.nextInt(28)).toString();
    }
    if (text.length() < 3) {
      return text;
    }
    int at = 1 + random.nextInt(text.length() - 2);
    return switch (random.nextInt(3)) {
      case 0 -> text.substring(0, at) + text.substring(at + 1);
      case 1 -> text.substring(0, at) + "e" + text.substring(at);
      default ->
          text.substring(0, at) + text.charAt(at + 1) + text.charAt(at) + text.substring(at + 2);
    };
  }
}
