package vongdoi.models.fitting;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class DistinctRowsTest {

  /** Enough of them to grow several times, in whole numbers, whose lower bits are all zero. */
  @Test
  void equalRowsAreAddedUpAndNoOthers() {
    SplittableRandom random = new SplittableRandom(1);
    DistinctRows rows = new DistinctRows(3);
    Map<String, Double> expected = new TreeMap<>();
    for (int i = 0; i < 200_000; i++) {
      double x = random.nextInt(40);
      double age = random.nextInt(730) / 7.0;
      double weight = 1 + random.nextInt(3);
      rows.add(new double[] {x, age, weight});
      expected.merge(x + " " + age, weight, Double::sum);
    }
    Map<String, Double> found = new TreeMap<>();
    double[] values = rows.values();
    for (int at = 0; at < values.length; at += 3) {
      found.put(values[at] + " " + values[at + 1], values[at + 2]);
    }
    assertEquals(expected.size(), rows.size());
    assertEquals(expected, found);
  }

  @Test
  void missingNumbersAreEqualToEachOther() {
    DistinctRows rows = new DistinctRows(2);
    rows.add(new double[] {Double.NaN, 2});
    rows.add(new double[] {Double.NaN, 3});
    assertEquals("[NaN, 5.0]", Arrays.toString(rows.values()));
  }
}
