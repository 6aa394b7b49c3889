package vongdoi.identity.matching;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import vongdoi.identity.people.KnownPeople;
import vongdoi.identity.people.KnownPeople.Found;
import vongdoi.identity.people.NamesAndBirthDates;
import vongdoi.identity.people.Registers;

/** How many pairs are compared, and what share of one person's pairs that is said to be. */
class BlockingBudgetTest {
  /** What is estimated is a lower bound of what is missed, and chance moves it a little. */
  private static final double OFF = 0.02;

  private static double recall(KnownPeople known, Linkage linkage) {
    double pairs = 0;
    double found = 0;
    for (int a = 0; a < known.people().size(); a++) {
      for (int b = a + 1; b < known.people().size(); b++) {
        if (known.people().get(a).equals(known.people().get(b))) {
          pairs++;
          found += linkage.isHeld(a, b) ? 1 : 0;
        }
      }
    }
    return found / pairs;
  }

  @Test
  void recordsOfManyThatAreOneAreComparedAllTheSame() {
    KnownPeople known = Registers.of(600, 1);
    Linkage linkage = new Linkage(known.records());
    Found found = known.found(Arrays.stream(linkage.clusters()).boxed().toList());
    assertTrue(found.recall() >= 0.96, "" + found);
    assertTrue(found.precision() >= 0.99, "" + found);
    assertTrue(found.largest() <= 24, "" + found);
    assertEquals(recall(known, linkage), linkage.recall(), OFF);
  }

  @Test
  void theEstimateIsNearTheTruthWhereFewPairsAreMissed() {
    KnownPeople known = NamesAndBirthDates.of(4500, 500, 1);
    Linkage linkage = new Linkage(known.records());
    assertEquals(recall(known, linkage), linkage.recall(), OFF);
  }
}
