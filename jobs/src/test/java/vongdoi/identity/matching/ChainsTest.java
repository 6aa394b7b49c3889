package vongdoi.identity.matching;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vongdoi.identity.graph.Contradiction;
import vongdoi.identity.people.KnownPeople;
import vongdoi.identity.people.NamesAndBirthDates;

/**
 * Records that only a third one ties: what keeps them apart is contradiction, not that they have
 * hardly a column in common.
 */
class ChainsTest {
  private static final String[] CITIES = {"hanoi", "hue", "vinh", "dalat", "cantho", "pleiku"};

  private final List<Map<String, String>> records = new ArrayList<>();

  private int add(String... fields) {
    Map<String, String> record = new HashMap<>();
    for (int i = 0; i < fields.length; i += 2) {
      record.put(fields[i], fields[i + 1]);
    }
    records.add(record);
    return records.size() - 1;
  }

  /** A thousand people of whom every third is there twice, with a mailbox of their own. */
  @BeforeEach
  void addOthers() {
    KnownPeople others = NamesAndBirthDates.of(1000, 0, 11);
    for (int i = 0; i < 1000; i++) {
      Map<String, String> one = new HashMap<>(others.records().get(i));
      one.put("email", one.get("family_name") + i * 7919 % 1000 + "@mail" + i % 40 + ".vn");
      one.put("city", CITIES[i * i % CITIES.length]);
      one.put("phone", "09" + (10_000_000 + i * 7919));
      records.add(one);
      if (i % 3 == 0) {
        records.add(new HashMap<>(one));
      }
    }
  }

  private int[] chained(String... last) {
    String[] named = {"given_name", "Zuleika", "family_name", "Brandvold", "email", "zb@post.vn"};
    String[] whole = {
      "given_name", "Zuleika", "family_name", "Brandvold", "email", "zb@post.vn",
      "birth_date", "1977-04-23", "city", "hue", "phone", "0912000777"
    };
    int[] chain = {add(named), add(named), add(named), add(whole), add(last)};
    int[] clusters = new Linkage(records).clusters();
    return new int[] {clusters[chain[0]], clusters[chain[3]], clusters[chain[4]]};
  }

  @Test
  void silenceKeepsNobodyApart() {
    int[] clusters = chained("birth_date", "1977-04-23", "city", "hue", "phone", "0912000777");
    assertEquals(clusters[0], clusters[1]);
    assertEquals(clusters[1], clusters[2]);
  }

  @Test
  void contradictionDoes() {
    int[] clusters =
        chained(
            "given_name",
            "Otto",
            "email",
            "otto.k@web.vn",
            "birth_date",
            "1977-04-23",
            "phone",
            "0912000777");
    assertEquals(clusters[0], clusters[1]);
    assertNotEquals(clusters[1], clusters[2]);
  }

  @Test
  void aPairSaysNoLessThanItsColumnsThatDiffer() {
    assertEquals(-2, Contradiction.bits(-14, 0));
    assertEquals(-4.5, Contradiction.bits(-14, -4.5));
    assertEquals(-1, Contradiction.bits(-1, -8));
    assertEquals(7, Contradiction.bits(7, -3));
  }
}
