package vongdoi.churn;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import vongdoi.churn.ExpectedProfit.Contact;

/** Three pairs of four are in the right order: an AUC of 0.75. */
class JudgementTest {
  private static final List<Contact> TESTED =
      List.of(
          new Contact(true, .9, 1),
          new Contact(false, .6, 1),
          new Contact(true, .5, 1),
          new Contact(false, .1, 1));

  private static String status(String algorithm, double recency, double activity, double minGain) {
    return Judgement.of(
            new Candidate(algorithm, null, null, List.of(), TESTED, TESTED, false),
            Map.of("auc.recency", recency, "auc.activity", activity),
            minGain,
            Optional::empty,
            90,
            null)
        .status();
  }

  @Test
  void modelThatOneColumnBeatsIsRefused() {
    assertEquals("rejected", status("logistic-regression", .76, .7, 0));
    assertEquals("rejected", status("logistic-regression", .7, .75, 0));
    assertEquals("rejected", status("logistic-regression", .74, .7, .02));
  }

  @Test
  void modelAboveEachColumnIsTheChampionWhereThereIsNone() {
    assertEquals("champion", status("logistic-regression", .74, .7, 0));
  }

  @Test
  void theActivityAloneNeedNotBeatItself() {
    assertEquals("champion", status("activity", .7, .75, 0));
  }
}
