package vongdoi.identity.matching;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Made-up records whose truth is known because they were made so, with the shipped settings. */
class SpelledRecordsTest {
  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void firmsAreFoundUnderTheirSpellingsAndTheirBranchesAndNeighboursAreNot(long seed) {
    SpelledFirms firms = new SpelledFirms(700, seed);
    Found found = Found.of(firms.truth, new Linkage(firms.records).clusters());
    assertTrue(found.f1() >= 0.94, found + ", F1 " + found.f1());
    assertTrue(found.precision() >= 0.92, found.toString());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void peopleAreFoundWhereTheLinesOfTheirAddressAreExchanged(long seed) {
    SpelledPeople people = new SpelledPeople(8400, seed);
    Found found = Found.of(people.truth, new Linkage(people.records).clusters());
    assertTrue(found.recall() >= 0.97, found.toString());
    assertTrue(found.precision() >= 0.998, found.toString());
    assertTrue(found.largest() <= 5, found.toString());
  }
}
