package vongdoi.identity;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import vongdoi.identity.match.AverageLinkage;

/** Decides a component of records that only scored pairs tie, as {@code identity.resolve} does. */
public final class Decided {
  private Decided() {}

  /** The weight of two records' pair in bits; the lowest where there is none. */
  public interface Weights {
    double of(int a, int b);
  }

  /**
   * For each of some records the first one of its customer.
   *
   * @param records in ascending order
   */
  public static int[] customers(List<Integer> records, Weights weights, IdentityConfig config) {
    List<Component.Record> all = new ArrayList<>();
    for (int a : records) {
      List<Tie> ties = new ArrayList<>();
      for (int b : records) {
        double bits = a < b ? weights.of(a, b) : AverageLinkage.LOWEST;
        if (bits > AverageLinkage.LOWEST) {
          ties.add(new Tie(Tie.Kind.MATCH, b, bits));
        }
      }
      all.add(
          new Component.Record(
              a,
              "people",
              "" + a,
              RecordKind.CUSTOMER,
              a,
              a,
              null,
              null,
              null,
              List.of(),
              List.of(),
              Set.of(),
              ties));
    }
    int[] clusters =
        JoinByIdentifiers.of(new Component(all), Decisions.of(config)).clusterOf().clone();
    for (int i = 0; i < clusters.length; i++) {
      clusters[i] = records.get(clusters[i]);
    }
    return clusters;
  }
}
