package vongdoi.identity.deciding;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;
import vongdoi.identity.IdentityConfig;
import vongdoi.identity.comparing.ShortForms;
import vongdoi.identity.graph.Component;
import vongdoi.identity.graph.Edge;
import vongdoi.identity.linking.RecordKind;
import vongdoi.identity.scoring.Bits;

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
  public static int[] customers(
      List<Integer> records, Weights weights, IntPredicate isFirm, IdentityConfig config) {
    List<Component.Record> all = new ArrayList<>();
    for (int a : records) {
      List<Edge.End> edges = new ArrayList<>();
      for (int b : records) {
        double bits = a < b ? weights.of(a, b) : Bits.LOWEST;
        if (bits > Bits.LOWEST) {
          edges.add(new Edge.End(Edge.Kind.MATCH, b, bits));
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
              isFirm.test(a),
              null,
              List.of(),
              List.of(),
              Set.of(),
              edges));
    }
    int[] clusters =
        JoinRecords.of(
                new Component(all),
                new JoinRules(
                    config.namesPerValue(),
                    config.match().joinBits(),
                    config.guards(),
                    ShortForms.NONE))
            .clusterOf()
            .clone();
    for (int i = 0; i < clusters.length; i++) {
      clusters[i] = records.get(clusters[i]);
    }
    return clusters;
  }
}
