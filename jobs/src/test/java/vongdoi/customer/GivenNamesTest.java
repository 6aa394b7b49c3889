package vongdoi.customer;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class GivenNamesTest {
  @Test
  void shortFormsAndSpellingsMayBeOneName() {
    assertTrue(GivenNames.mayBeOne("bill", "william"));
    assertTrue(GivenNames.mayBeOne("bill", "will"));
    assertTrue(GivenNames.mayBeOne("peggy", "margaret"));
    assertTrue(GivenNames.mayBeOne("mohammed", "muhammad"));
    assertTrue(GivenNames.mayBeOne("sasha", "alexander"));
    assertFalse(GivenNames.mayBeOne("bill", "robert"));
    assertFalse(GivenNames.mayBeOne("alexander", "alexandra"));
    assertFalse(GivenNames.mayBeOne("lan", "loan"));
  }

  @Test
  void nearNamesOfTheTwoSexesAreTwo() {
    assertTrue(GivenNames.areOfTwoSexes("victor", "victoria"));
    assertTrue(GivenNames.areOfTwoSexes("andrea", "andreas"));
    assertTrue(GivenNames.areOfTwoSexes("mario", "maria"));
    assertTrue(GivenNames.areOfTwoSexes("peter", "petra"));
    assertTrue(GivenNames.areOfTwoSexes("miroslav", "miroslava"));
    assertFalse(GivenNames.areOfTwoSexes("victor", "viktor"));
    assertFalse(GivenNames.areOfTwoSexes("catherine", "katherine"));
    assertFalse(GivenNames.areOfTwoSexes("sam", "samantha"));
    assertFalse(GivenNames.areOfTwoSexes("hoa", "hoan"));
  }
}
