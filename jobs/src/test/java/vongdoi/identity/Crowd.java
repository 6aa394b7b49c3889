package vongdoi.identity;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import vongdoi.customer.Names;

/** Made-up people with one to three records each, carelessly written down; the same each time. */
final class Crowd {
  private static final String[] FAMILY = {"Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng"};
  private static final String[] MIDDLE = {"Văn", "Thị", "Minh", "Ngọc", "Thu", "Hữu", ""};
  private static final String[] GIVEN = {
    "An", "Bình", "Châu", "Dũng", "Giang", "Hà", "Hải", "Hạnh", "Hiếu", "Hoa", "Hùng", "Hương",
    "Khang", "Khoa", "Lan", "Linh", "Long", "Mai", "Minh", "Nam", "Nga", "Ngọc", "Nhung", "Phúc",
    "Phương", "Quân", "Quỳnh", "Sơn", "Tâm", "Thảo", "Thắng", "Thúy", "Tiến", "Trang", "Tuấn", "Yến"
  };
  private static final String[] CITIES = {"Hà Nội", "Huế", "Đà Nẵng", "Cần Thơ", "Hải Phòng"};

  private final Random random = new Random(20260105);
  private final List<Map<String, String>> records = new ArrayList<>();

  /**
   * @param size records
   */
  Crowd(int size) {
    String phone = null;
    for (int person = 0; records.size() < size; person++) {
      phone = person % 9 == 8 ? phone : "09" + digits(8);
      Map<String, String> truth = person(person, phone);
      for (int copy = random.nextInt(3); copy >= 0 && records.size() < size; copy--) {
        records.add(careless(truth));
      }
    }
    Collections.shuffle(records, random);
    for (int i = 0; i < size; i++) {
      records.get(i).put("record_id", "r" + i);
      records.get(i).put("updated_at", "2026-01-01T00:00:00Z");
    }
  }

  private Map<String, String> person(int number, String phone) {
    String family = pick(FAMILY);
    String given = pick(GIVEN);
    Map<String, String> person = new TreeMap<>();
    person.put("full_name", (family + " " + pick(MIDDLE) + " " + given).replace("  ", " "));
    person.put("birth_date", LocalDate.of(1950, 1, 1).plusDays(random.nextInt(20000)).toString());
    person.put("phone", phone);
    person.put("email", Names.fold(given) + "." + number + "@shop" + number % 5 + ".vn");
    person.put("city", pick(CITIES));
    return person;
  }

  private Map<String, String> careless(Map<String, String> truth) {
    Map<String, String> record = new TreeMap<>(truth);
    List.of("phone", "email", "birth_date", "city")
        .forEach(column -> sometimes(3, () -> record.remove(column)));
    sometimes(4, () -> record.computeIfPresent("full_name", (c, name) -> Names.fold(name)));
    sometimes(6, () -> record.computeIfPresent("full_name", (c, name) -> mistyped(name)));
    sometimes(6, () -> record.computeIfPresent("birth_date", (c, date) -> mistyped(date)));
    sometimes(8, () -> record.computeIfPresent("email", (c, email) -> mistyped(email)));
    return record;
  }

  private void sometimes(int oneIn, Runnable happens) {
    if (random.nextInt(oneIn) == 0) {
      happens.run();
    }
  }

  /** Two neighbouring letters or digits swapped. */
  private String mistyped(String text) {
    int at = random.nextInt(text.length() - 1);
    return text.substring(0, at) + text.charAt(at + 1) + text.charAt(at) + text.substring(at + 2);
  }

  private String pick(String[] from) {
    return from[random.nextInt(from.length)];
  }

  private String digits(int count) {
    return random.ints(count, 0, 10).mapToObj(String::valueOf).collect(Collectors.joining());
  }

  /** Versions of the records from one place to another, as rows of {@code bronze.customers}. */
  String[] records(int from, int to) {
    return records.subList(from, to).stream().map(Crowd::json).toArray(String[]::new);
  }

  /** New versions of some earlier records: another e-mail, a phone no more, a name put right. */
  String[] corrections(int before, int count, String time) {
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Map<String, String> record = records.get(random.nextInt(before));
      record.put("updated_at", time);
      switch (i % 3) {
        case 0 -> record.put("email", "new." + digits(4) + "@shop.vn");
        case 1 -> record.remove("phone");
        default -> record.put("full_name", mistyped(record.get("full_name")));
      }
      rows.add(json(record));
    }
    return rows.toArray(String[]::new);
  }

  /** All records once more with a column that nothing is decided by. */
  String[] again(int size) {
    return records.subList(0, size).stream()
        .map(TreeMap::new)
        .peek(record -> record.put("income_band", "b"))
        .map(Crowd::json)
        .toArray(String[]::new);
  }

  private static String json(Map<String, String> record) {
    String fields =
        record.entrySet().stream()
            .map(e -> "\"%s\":\"%s\"".formatted(e.getKey(), e.getValue()))
            .collect(Collectors.joining(","));
    return "{\"record_source\":\"crm\",\"_row_hash\":\"%08x\",%s}"
        .formatted(fields.hashCode(), fields);
  }
}
