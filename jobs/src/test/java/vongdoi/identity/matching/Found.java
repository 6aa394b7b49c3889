package vongdoi.identity.matching;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Pairwise agreement of clusters with a known truth.
 *
 * @param largest records of the largest cluster
 */
record Found(double precision, double recall, int largest) {
  static Found of(List<String> truth, int[] clusters) {
    Map<String, Integer> cells = new TreeMap<>();
    Map<String, Integer> rows = new TreeMap<>();
    Map<Integer, Integer> columns = new TreeMap<>();
    for (int i = 0; i < clusters.length; i++) {
      cells.merge(truth.get(i) + "|" + clusters[i], 1, Integer::sum);
      rows.merge(truth.get(i), 1, Integer::sum);
      columns.merge(clusters[i], 1, Integer::sum);
    }
    int largest = columns.values().stream().mapToInt(Integer::intValue).max().orElse(0);
    return new Found(pairs(cells) / pairs(columns), pairs(cells) / pairs(rows), largest);
  }

  double f1() {
    return 2 * precision * recall / (precision + recall);
  }

  private static double pairs(Map<?, Integer> sizes) {
    return sizes.values().stream().mapToDouble(n -> n * (n - 1.0) / 2).sum();
  }
}
