package vongdoi.identity.deciding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A pair that matching never looked at says what its names say, and no more. */
class UncomparedPairsTest {
  private static Map<String, String> ids(Tangle tangle) {
    return Tangle.ids(tangle.run("2026-01-05"));
  }

  /** Two records on one card, of which the first has a double in another shop. */
  private static Tangle onOneCard(String secondName) {
    return new Tangle()
        .customer("a1", "Lê Thị Mai", "loyalty=7")
        .customer("a2", secondName, "loyalty=7")
        .customer("b", "Le Thi Mai")
        .pairs(3, "a1", "b");
  }

  @Test
  void theSecondRecordOfACardKeepsNoDoubleOfTheFirstOut() {
    Map<String, String> ids = ids(onOneCard("Lê Thị Mai"));
    assertEquals(ids.get("a1"), ids.get("b"));
    assertEquals(ids.get("a2"), ids.get("b"));
  }

  @Test
  void anotherNameOnTheCardDoes() {
    Map<String, String> ids = ids(onOneCard("Trần Quốc Hùng"));
    assertEquals(ids.get("a1"), ids.get("a2"));
    assertNotEquals(ids.get("a1"), ids.get("b"));
  }

  @Test
  void aPairThatWasLookedAtSaysWhatWasFound() {
    Map<String, String> ids = ids(onOneCard("Lê Thị Mai").pairs(0, "a1", "a2"));
    assertNotEquals(ids.get("a1"), ids.get("b"));
  }

  @Test
  void silenceAloneJoinsNobody() {
    Map<String, String> ids =
        ids(
            new Tangle()
                .customer("a1", "Lê Thị Mai", "loyalty=7")
                .customer("a2", "Lê Thị Mai", "loyalty=7")
                .customer("b1", "Lê Thị Mai", "loyalty=8")
                .customer("b2", "Lê Thị Mai", "loyalty=8")
                .customer("c", "Lê Thị Mai")
                .pairs(-1.5, "a1", "c")
                .pairs(-1.5, "b1", "c"));
    assertEquals(3, new HashSet<>(ids.values()).size());
  }

  @Test
  void ofMoreTiedRecordsThanAreAllComparedTheOthersCountAsSilent() {
    GuardConfig wide = new GuardConfig(List.of(GuardConfig.Unique.NATIONAL), 14, 5000, 5000);
    Tangle tangle = new Tangle().guarded(wide).customer("b", "Le Thi Mai");
    for (int i = 0; i <= 500; i++) {
      tangle.customer("x" + i, "Lê Thị Mai", "loyalty=7");
    }
    for (int i = 0; i < 500; i++) {
      tangle.pairs(12, "x" + i, "x" + (i + 1));
    }
    for (int i = 0; i < 100; i++) {
      tangle.pairs(12, "x" + i, "b");
    }
    Map<String, String> ids = ids(tangle);
    assertEquals(ids.get("x0"), ids.get("b"));
  }
}
