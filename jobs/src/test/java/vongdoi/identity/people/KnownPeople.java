package vongdoi.identity.people;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Records by canonical column, each with the person whose it is: truth by construction. */
public final class KnownPeople {
  private final List<Map<String, String>> records = new ArrayList<>();
  private final List<String> people = new ArrayList<>();

  /**
   * @param person whose record it is
   * @param record by canonical column
   */
  public void add(String person, Map<String, String> record) {
    people.add(person);
    records.add(record);
  }

  public List<Map<String, String>> records() {
    return records;
  }

  public List<String> people() {
    return people;
  }

  /**
   * How well clusters agree with the people.
   *
   * @param precision share of the joined pairs that are one person
   * @param recall share of one person's pairs that are joined
   * @param bCubed harmonic mean of B-cubed precision and recall
   * @param largest records of the largest cluster
   */
  public record Found(double precision, double recall, double bCubed, int largest) {
    public double f1() {
      return 2 * precision * recall / (precision + recall);
    }
  }

  /** Measures the cluster that each record was put in. */
  public Found found(List<?> clusters) {
    Map<Object, Integer> ofPerson = new HashMap<>();
    Map<Object, Integer> ofCluster = new HashMap<>();
    Map<Object, Integer> ofBoth = new HashMap<>();
    for (int i = 0; i < clusters.size(); i++) {
      ofPerson.merge(people.get(i), 1, Integer::sum);
      ofCluster.merge(clusters.get(i), 1, Integer::sum);
      ofBoth.merge(List.of(people.get(i), clusters.get(i)), 1, Integer::sum);
    }
    double precision = 0;
    double recall = 0;
    for (int i = 0; i < clusters.size(); i++) {
      double both = ofBoth.get(List.of(people.get(i), clusters.get(i)));
      precision += both / ofCluster.get(clusters.get(i)) / clusters.size();
      recall += both / ofPerson.get(people.get(i)) / clusters.size();
    }
    return new Found(
        pairs(ofBoth) / pairs(ofCluster),
        pairs(ofBoth) / pairs(ofPerson),
        2 * precision * recall / (precision + recall),
        ofCluster.values().stream().mapToInt(Integer::intValue).max().orElse(0));
  }

  private static double pairs(Map<?, Integer> sizes) {
    return sizes.values().stream().mapToDouble(n -> n * (n - 1.0) / 2).sum();
  }
}
