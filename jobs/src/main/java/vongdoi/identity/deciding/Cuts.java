package vongdoi.identity.deciding;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Which records guards kept apart while a component was decided. */
public final class Cuts {

  /** Two records, the earlier in founding order first, that a guard keeps apart. */
  public record Cut(Guard guard, int a, int b) {}

  private static final Comparator<Cut> ORDER =
      Comparator.comparing(Cut::guard).thenComparingInt(Cut::a).thenComparingInt(Cut::b);

  private final Set<Cut> cuts = new TreeSet<>(ORDER);

  void add(Guard guard, int a, int b) {
    cuts.add(new Cut(guard, Math.min(a, b), Math.max(a, b)));
  }

  /**
   * The cuts that hold between the clusters in the end, once for each pair of clusters, named by
   * the clusters' first records. What was joined in another way after all is no cut.
   */
  List<Cut> between(int[] clusterOf) {
    Set<Cut> holding = new TreeSet<>(ORDER);
    for (Cut cut : cuts) {
      int a = clusterOf[cut.a()];
      int b = clusterOf[cut.b()];
      if (a != b) {
        holding.add(new Cut(cut.guard(), Math.min(a, b), Math.max(a, b)));
      }
    }
    return new ArrayList<>(holding);
  }
}
