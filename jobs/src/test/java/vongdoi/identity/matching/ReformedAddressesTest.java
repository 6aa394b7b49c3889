package vongdoi.identity.matching;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import vongdoi.customer.places.Twins;

/**
 * With the shipped settings, among six hundred people of common names on common streets: twenty are
 * there twice by name and address alone, once with the address of before July 2025 and once with
 * that of today, and twenty have a neighbour whose name is nearly theirs.
 */
class ReformedAddressesTest {
  private static final String[] FAMILIES = {
    "Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Phan", "Vũ", "Đặng", "Bùi", "Đỗ"
  };
  private static final String[] MIDDLES = {"Văn", "Thị", "Minh", "Thu", "Quốc", "Ngọc", "Hữu"};
  private static final String[] GIVENS = {
    "An", "Bình", "Cường", "Dũng", "Giang", "Hà", "Khánh", "Lan", "Mai", "Nam", "Oanh", "Phúc",
    "Quân", "Sơn", "Tuấn", "Uyên", "Vinh", "Xuân", "Yến", "Hùng", "Liên", "Thảo", "Đức"
  };

  private final List<Map<String, String>> records = new ArrayList<>();

  private void add(int person, Map<String, String> address) {
    add(name(person), address);
  }

  private void add(String name, Map<String, String> address) {
    Map<String, String> record = new HashMap<>(address);
    record.put("full_name", name);
    records.add(record);
  }

  private static String name(int person) {
    return FAMILIES[person % 10] + " " + MIDDLES[person % 7] + " " + GIVENS[person % 23];
  }

  private static String birthDate(int person) {
    return LocalDate.of(1960, 1, 1).plusDays(person * 7919L % 14_000).toString();
  }

  /** Another house in a street and ward of one of the twins, written either way. */
  private static Map<String, String> somewhere(int person) {
    Twins.Twin twin = Twins.all().get(person * 7 % 20);
    Map<String, String> address = person % 2 == 0 ? twin.before() : twin.today();
    address.put("street", (person + 400) + " " + address.get("street").split(" ", 2)[1]);
    return address;
  }

  @Test
  void addressesOfBeforeAndOfTodayJoinAndNeighboursDoNot() {
    List<Twins.Twin> twins = Twins.all();
    for (int i = 0; i < 20; i++) {
      add(i, twins.get(i).before());
      add(i, twins.get(i).today());
    }
    for (int i = 0; i < 20; i++) {
      Map<String, String> here = somewhere(100 + i);
      Map<String, String> next = new HashMap<>(here);
      next.put("street", "6" + here.get("street"));
      add(100 + i, here);
      add(name(100 + i).replaceAll(" \\S+$", " Hạnh"), next);
    }
    for (int i = 200; i < 760; i++) {
      add(i, somewhere(i));
      records.get(records.size() - 1).put("birth_date", birthDate(i));
      if (i % 3 == 0) {
        records.add(new HashMap<>(records.get(records.size() - 1)));
      }
    }
    int[] clusters = new Linkage(records).clusters();
    List<String> wrong = new ArrayList<>();
    for (int pair = 0; pair < 40; pair++) {
      boolean isJoined = clusters[2 * pair] == clusters[2 * pair + 1];
      if (isJoined != pair < 20) {
        wrong.add(records.get(2 * pair) + " and " + records.get(2 * pair + 1));
      }
    }
    assertEquals(List.of(), wrong);
  }
}
