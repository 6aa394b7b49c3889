package vongdoi.identity.deciding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import vongdoi.customer.TypingErrors;
import vongdoi.identity.Settings;
import vongdoi.identity.graph.Edge;
import vongdoi.identity.graph.LinkageGroups;
import vongdoi.identity.keeping.ResolvedComponent;

/** What may not be one customer, whatever joins it. */
class GuardsTest {
  private static final String[] LEFT = {"l1", "l2", "l3"};
  private static final String[] RIGHT = {"r1", "r2", "r3"};
  private static final String[] ALL = {"l1", "l2", "l3", "r1", "r2", "r3"};

  /** Two groups of three namesakes that one phone ties. */
  private static Tangle bridged() {
    return new Tangle()
        .customer("l1", "Nguyễn Văn An", "email=an@shop.vn")
        .customer("l2", "Nguyễn Văn An", "email=an@shop.vn")
        .customer("l3", "Nguyễn Văn An", "email=an@shop.vn", "phone=0912000001")
        .customer("r1", "Nguyễn Văn An", "email=van.an@shop.vn", "phone=0912000001")
        .customer("r2", "Nguyễn Văn An", "email=van.an@shop.vn")
        .customer("r3", "Nguyễn Văn An", "email=van.an@shop.vn")
        .guest("g1", "email=van.an@shop.vn")
        .guest("g2", "email=an@shop.vn", "phone=0912000001");
  }

  private static void assertOne(Map<String, String> ids, String... records) {
    for (String record : records) {
      assertEquals(ids.get(records[0]), ids.get(record), record);
    }
  }

  private static String[] many(String prefix, int count) {
    String[] ids = new String[count];
    for (int i = 0; i < count; i++) {
      ids[i] = prefix + i;
    }
    return ids;
  }

  @Test
  void aWeakBridgeBetweenTwoFirmGroupsIsCut() {
    ResolvedComponent rows = bridged().run("2026-01-05");
    Map<String, String> ids = Tangle.ids(rows);
    assertOne(ids, "l1", "l2", "l3", "g2");
    assertOne(ids, "r1", "r2", "r3", "g1");
    assertNotEquals(ids.get("l1"), ids.get("r1"));
    assertEquals(List.of(Guard.BRIDGE.words() + " (stands)"), Tangle.history(rows, "cut"));
  }

  @Test
  void aBridgeThatManyPairsConfirmStays() {
    Map<String, String> ids = Tangle.ids(bridged().pairs(2, ALL).run("2026-01-05"));
    assertOne(ids, ALL);
  }

  @Test
  void groupsOfTwoAreNoSidesOfABridge() {
    Tangle tangle =
        new Tangle()
            .customer("l1", "Nguyễn Văn An", "email=an@shop.vn")
            .customer("l2", "Nguyễn Văn An", "email=an@shop.vn", "phone=0912000001")
            .customer("r1", "Nguyễn Văn An", "email=van.an@shop.vn", "phone=0912000001")
            .customer("r2", "Nguyễn Văn An", "email=van.an@shop.vn");
    assertOne(Tangle.ids(tangle.run("2026-01-05")), "l1", "l2", "r1", "r2");
  }

  @Test
  void aGuestOrderIsAWeakBridgeAsWell() {
    Tangle tangle =
        new Tangle()
            .customer("l1", "Nguyễn Văn An", "email=an@shop.vn")
            .customer("l2", "Nguyễn Văn An", "email=an@shop.vn")
            .customer("l3", "Nguyễn Văn An", "email=an@shop.vn")
            .customer("r1", "Nguyễn Văn An", "phone=0912000001")
            .customer("r2", "Nguyễn Văn An", "phone=0912000001")
            .customer("r3", "Nguyễn Văn An", "phone=0912000001")
            .guest("g", "email=an@shop.vn", "phone=0912000001");
    Map<String, String> ids = Tangle.ids(tangle.run("2026-01-05"));
    assertOne(ids, "l1", "l2", "l3", "g");
    assertOne(ids, "r1", "r2", "r3");
    assertNotEquals(ids.get("l1"), ids.get("r1"));
  }

  @Test
  void aCutOfWhatWasOneCustomerIsNoLongerOnlyStanding() {
    GuardConfig none = new GuardConfig(List.of(GuardConfig.Unique.NATIONAL), 100, 50, 500);
    Tangle tangle = bridged().guarded(none);
    Map<String, String> before = Tangle.ids(tangle.run("2026-01-05"));
    assertOne(before, ALL);
    ResolvedComponent rows = tangle.guarded(Settings.usual().guards()).run("2026-01-06");
    assertEquals(List.of(Guard.BRIDGE.words()), Tangle.history(rows, "cut"));
    assertEquals(List.of(Guard.BRIDGE.words()), Tangle.history(rows, "split"));
    ResolvedComponent again = tangle.run("2026-01-07");
    assertEquals(List.of(Guard.BRIDGE.words() + " (stands)"), Tangle.history(again, "cut"));
    assertEquals(Tangle.ids(rows), Tangle.ids(again));
  }

  /**
   * Sixty records in three groups of twenty, each group a clique and tied to the next by a pair.
   */
  private static Tangle sixty(double within, double between) {
    Tangle tangle = new Tangle();
    for (int g = 0; g < 3; g++) {
      for (String id : many("g" + g + "-", 20)) {
        tangle.customer(id, "Nguyễn Văn An", "phone=" + g);
      }
    }
    for (int g = 0; g < 3; g++) {
      tangle.pairs(within, many("g" + g + "-", 20));
      for (String a : many("g" + g + "-", 20)) {
        for (String b : many("g" + (g + 1) % 3 + "-", 20)) {
          tangle.pairs(between, a, b);
        }
      }
    }
    return tangle;
  }

  @Test
  void aLargeCustomerNeedsStricterEvidence() {
    ResolvedComponent rows = sixty(12, 1).run("2026-01-05");
    assertEquals(3, new HashSet<>(Tangle.ids(rows).values()).size());
    assertTrue(
        Tangle.history(rows, "cut").contains(Guard.SIZE.words() + " (stands)"), rows.toString());
    assertEquals(1, new HashSet<>(Tangle.ids(sixty(12, 9).run("2026-01-05")).values()).size());
  }

  @Test
  void moreRecordsThanOnePersonHasAreQuarantined() {
    GuardConfig low = new GuardConfig(List.of(GuardConfig.Unique.NATIONAL), 14, 50, 55);
    Tangle tangle = sixty(12, 9).guarded(low);
    ResolvedComponent rows = tangle.run("2026-01-05");
    assertEquals(60, new HashSet<>(Tangle.ids(rows).values()).size());
    assertTrue(Tangle.statuses(rows).stream().allMatch("quarantined"::equals));
    assertEquals(60, Tangle.history(rows, "cut").size());
    assertEquals(List.of(), Tangle.history(tangle.run("2026-01-06"), "cut"));
    ResolvedComponent freed = tangle.guarded(Settings.usual().guards()).run("2026-01-07");
    assertEquals(1, new HashSet<>(Tangle.ids(freed).values()).size());
    assertTrue(Tangle.statuses(freed).contains("active"));
    assertTrue(!Tangle.statuses(freed).contains("quarantined"));
  }

  @Test
  void guestOrdersOfAFaithfulCustomerDoNotCount() {
    Tangle tangle =
        new Tangle().customer("c", "Lê Thị Mai", "user=mai", "email=mai@shop.vn").login("mai");
    for (String id : many("o", 600)) {
      tangle.guest(id, "email=mai@shop.vn");
    }
    ResolvedComponent rows = tangle.run("2026-01-05");
    assertEquals(1, new HashSet<>(Tangle.ids(rows).values()).size());
    assertEquals(List.of("active"), Tangle.statuses(rows));
  }

  @Test
  void averageLinkageIsNeverRunOnMoreThanItsMost() {
    double[] weights = new double[5000];
    Arrays.fill(weights, 1);
    List<Edge> chain = new ArrayList<>();
    for (int i = 1; i < weights.length; i++) {
      chain.add(new Edge(Edge.Kind.MATCH, i - 1, i, i % 10 == 0 ? 1 : 9));
    }
    int[] blocks = LinkageGroups.of(i -> i, weights, chain);
    Map<Integer, Integer> sizes = new TreeMap<>();
    for (int i = 0; i < blocks.length; i++) {
      sizes.merge(blocks[i], 1, Integer::sum);
      assertEquals(blocks[i / 10 * 10], blocks[i], "the surer pairs stay");
    }
    assertTrue(sizes.values().stream().allMatch(n -> n <= LinkageGroups.MOST), sizes.toString());
  }

  @Test
  void twoLoginsAreOnePersonUnlessTheyAreSaidToBeUnique() {
    Tangle tangle =
        new Tangle()
            .customer("a", "Lê Thị Mai", "user=mai1", "email=mai@shop.vn")
            .customer("b", "Lê Thị Mai", "user=mai2", "email=mai@shop.vn")
            .login("mai1")
            .login("mai2");
    assertOne(Tangle.ids(tangle.run("2026-01-05")), "a", "b", "mai1", "mai2");
    List<GuardConfig.Unique> both = List.of(GuardConfig.Unique.NATIONAL, GuardConfig.Unique.USER);
    ResolvedComponent rows = tangle.guarded(new GuardConfig(both, 14, 50, 500)).run("2026-01-06");
    Map<String, String> ids = Tangle.ids(rows);
    assertOne(ids, "a", "mai1");
    assertOne(ids, "b", "mai2");
    assertNotEquals(ids.get("a"), ids.get("b"));
    assertEquals(List.of(Guard.USER.words()), Tangle.history(rows, "cut"));
  }

  @Test
  void ofTwoLoginsOnOneRecordTheNewestIsItsOwn() {
    List<GuardConfig.Unique> unique = List.of(GuardConfig.Unique.USER);
    Tangle tangle =
        new Tangle()
            .customer("a", "Lê Thị Mai", "user=mai1", "user=mai2")
            .login("mai1")
            .login("mai2")
            .guarded(new GuardConfig(unique, 14, 50, 500));
    Map<String, String> ids = Tangle.ids(tangle.run("2026-01-05"));
    assertOne(ids, "a", "mai2");
    assertNotEquals(ids.get("a"), ids.get("mai1"));
  }

  @Test
  void shortIdsThatDifferKeepNamesakesOnOnePhoneApartUnlessPairsSayMore() {
    Tangle tangle =
        new Tangle()
            .customer("a", "Lê Văn Sơn", "phone=0912", "number=1234567")
            .customer("b", "Lê Văn Sơn", "phone=0912", "number=7654321")
            .customer("c", "Lê Văn Sơn", "phone=0912", "number=1234657");
    Map<String, String> ids = Tangle.ids(tangle.run("2026-01-05"));
    assertOne(ids, "a", "c");
    assertNotEquals(ids.get("a"), ids.get("b"));
    assertOne(Tangle.ids(tangle.pairs(9, "a", "b", "c").run("2026-01-05")), "a", "b", "c");
  }

  /** Random records with few names and numbers, tied in all ways, in 300 components. */
  @Test
  void noTwoTrulyDifferentNationalIdsAreEverInOneCustomer() {
    Random random = new Random(7);
    String[] nationals = {
      "079111222333", "079111222334", "079111222344", "001999888777", "001999888770", "012345678901"
    };
    for (int round = 0; round < 300; round++) {
      Tangle tangle = new Tangle();
      Map<String, String> national = new TreeMap<>();
      String[] ids = many("r", 4 + random.nextInt(20));
      for (String id : ids) {
        List<String> identifiers = new ArrayList<>();
        if (random.nextBoolean()) {
          national.put(id, nationals[random.nextInt(nationals.length)]);
          identifiers.add("national=" + national.get(id));
        }
        identifiers.add("phone=" + random.nextInt(4));
        identifiers.add("user=" + random.nextInt(8));
        identifiers.add("loyalty=" + random.nextInt(12));
        tangle.customer(
            id, random.nextInt(4) == 0 ? null : "Lê Văn Sơn", identifiers.toArray(String[]::new));
      }
      for (int i = 0; i < ids.length; i++) {
        String other = ids[random.nextInt(ids.length)];
        tangle.pairs(random.nextInt(20) - 6.0, ids[i], other);
        if (random.nextInt(5) == 0) {
          tangle.must(ids[i], other);
        }
      }
      Map<String, String> customers = Tangle.ids(tangle.run("2026-01-05"));
      national.forEach(
          (a, x) ->
              national.forEach(
                  (b, y) ->
                      assertTrue(
                          TypingErrors.between(x, y) <= 1
                              || !customers.get(a).equals(customers.get(b)),
                          a + " and " + b)));
    }
  }
}
