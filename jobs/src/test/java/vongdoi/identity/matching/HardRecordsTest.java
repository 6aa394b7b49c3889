package vongdoi.identity.matching;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import vongdoi.identity.people.HardPeople;
import vongdoi.identity.people.KnownPeople;
import vongdoi.identity.people.KnownPeople.Found;
import vongdoi.identity.people.NamesAndBirthDates;

/** Made-up people of known truth, with the shipped settings, by spelling alone. */
class HardRecordsTest {
  private static Found found(KnownPeople people) {
    return people.found(Arrays.stream(new Linkage(people.records()).clusters()).boxed().toList());
  }

  @Test
  void shortFormsFamiliesGenerationsAndScriptsAreToldApartAndBroughtTogether() {
    Found found = found(HardPeople.all());
    assertTrue(found.f1() >= 0.9, "" + found);
    assertTrue(found.bCubed() >= 0.95, "" + found);
  }

  @Test
  void namesAndBirthDatesAloneAreEnough() {
    Found found = found(NamesAndBirthDates.of(9000, 1000, 3));
    assertTrue(found.f1() >= 0.98, "" + found);
  }
}
