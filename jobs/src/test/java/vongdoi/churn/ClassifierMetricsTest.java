package vongdoi.churn;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import vongdoi.churn.ClassifierMetrics.Scored;

class ClassifierMetricsTest {
  private static final List<Scored> ROWS =
      List.of(new Scored(true, .9), new Scored(false, .4), new Scored(true, .4));

  @Test
  void tiesCountOneHalf() {
    assertEquals(.75, ClassifierMetrics.auc(ROWS), 1e-12);
    assertEquals((1 + 2.0 / 3) / 2, ClassifierMetrics.averagePrecision(ROWS), 1e-12);
  }

  @Test
  void probabilitiesAreHeldAgainstOutcomes() {
    assertEquals((.01 + .16 + .36) / 3, ClassifierMetrics.brier(ROWS), 1e-12);
    assertEquals(
        -(Math.log(.9) + Math.log(.6) + Math.log(.4)) / 3, ClassifierMetrics.logLoss(ROWS), 1e-12);
    assertEquals((.1 + .2) / 3, ClassifierMetrics.expectedCalibrationError(ROWS), 1e-12);
  }

  @Test
  void liftIsTheRateOfTheTopTenthOverThatOfAll() {
    List<Scored> rows =
        IntStream.range(0, 100).mapToObj(i -> new Scored(i >= 80, i / 100.0)).toList();
    assertEquals(5.0, ClassifierMetrics.topDecileLift(rows), 1e-12);
    List<Scored> tied = IntStream.range(0, 100).mapToObj(i -> new Scored(i >= 80, .2)).toList();
    assertEquals(1.0, ClassifierMetrics.topDecileLift(tied), 1e-12);
  }

  @Test
  void tenthsHoldEachAsManyAndEqualScoresAreInTwoInPart() {
    List<Scored> rows =
        IntStream.range(0, 15).mapToObj(i -> new Scored(i >= 12, i >= 12 ? .8 : .2)).toList();
    Map<String, Double> tenths = ClassifierMetrics.tenths(rows);
    assertEquals(20, tenths.size());
    assertEquals(.8, tenths.get("tenth.01.score"), 1e-12);
    assertEquals(1, tenths.get("tenth.02.churned"), 1e-12);
    assertEquals(0, tenths.get("tenth.03.churned"), 1e-12);
    List<Scored> tied = IntStream.range(0, 20).mapToObj(i -> new Scored(i < 5, .4)).toList();
    assertEquals(.25, ClassifierMetrics.tenths(tied).get("tenth.07.churned"), 1e-12);
    assertEquals(Map.of(), ClassifierMetrics.tenths(ROWS), "three rows make no tenths");
  }

  @Test
  void oneClassAloneSaysNothing() {
    assertEquals(.5, ClassifierMetrics.auc(List.of(new Scored(true, .3), new Scored(true, .9))));
  }
}
