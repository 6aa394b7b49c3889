package vongdoi.identity;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import vongdoi.identity.Component.HeldId;
import vongdoi.identity.CustomerIds.Assigned;
import vongdoi.identity.CustomerIds.Origin;

/** What a run changed in a component, as rows of the identity history. */
final class Changes {

  /**
   * @param other other side of a merge, split or move; null where there is none
   * @param records records that moved
   */
  record Change(String kind, String customerId, String other, long records, String reason) {}

  /** Records of one cluster that came from one customer of the last run, or from nowhere. */
  private static final class Move {
    private int records;
    private final Set<String> by = new TreeSet<>();

    private String by() {
      return by.isEmpty() ? "" : " linked by " + String.join(", ", by);
    }
  }

  private final List<Change> changes = new ArrayList<>();
  private final Map<String, String> redirects;
  private final boolean keptApart;

  private Changes(Map<String, String> redirects, boolean keptApart) {
    this.redirects = redirects;
    this.keptApart = keptApart;
  }

  /**
   * @param linkedBy what each record hangs by, null for founders
   * @param redirects ids given up in this run with the id that each now means
   */
  static List<Change> of(
      Component component,
      int[] clusterOf,
      String[] linkedBy,
      Map<Integer, Assigned> ids,
      Map<String, String> redirects) {
    Map<Integer, Map<String, Move>> moves = new TreeMap<>();
    for (int i = 0; i < clusterOf.length; i++) {
      HeldId held = component.records.get(i).held();
      Move move =
          moves
              .computeIfAbsent(clusterOf[i], c -> new TreeMap<>())
              .computeIfAbsent(held == null ? "" : held.id(), id -> new Move());
      move.records++;
      if (linkedBy[i] != null) {
        move.by.add(linkedBy[i]);
      }
    }
    Changes found = new Changes(redirects, !component.ties(Tie.Kind.CANNOT).isEmpty());
    moves.forEach((cluster, from) -> found.cluster(ids.get(cluster), from));
    return found.changes;
  }

  private void cluster(Assigned to, Map<String, Move> from) {
    if (to.origin() == Origin.MINTED && from.keySet().equals(Set.of(""))) {
      add("create", to.id(), null, from.get("").records, "new records" + from.get("").by());
      return;
    }
    if (to.origin() != Origin.KEPT) {
      int records = from.values().stream().mapToInt(m -> m.records).sum();
      boolean minted = to.origin() == Origin.MINTED;
      String reason = minted ? "split off" : "took back the id that it had before a merge";
      add(minted ? "create" : "resurrect", to.id(), null, records, reason);
    }
    from.forEach((held, move) -> moved(to, held, move));
  }

  private void moved(Assigned to, String held, Move move) {
    if (held.equals(to.id())) {
      return;
    }
    if (held.isEmpty()) {
      add("join", to.id(), null, move.records, "new records" + move.by());
    } else if (to.id().equals(redirects.get(held))) {
      add("merge", to.id(), held, move.records, "one customer" + move.by());
      if (move.by.contains(LinkedBy.OVERRIDE)) {
        add("override", to.id(), held, move.records, "a steward joined them");
      }
      add("retire", held, to.id(), move.records, "merged" + move.by());
    } else if (to.origin() == Origin.KEPT) {
      add("leave", held, to.id(), move.records, "belongs to another customer" + move.by());
      add("join", to.id(), held, move.records, "came from another customer" + move.by());
    } else {
      add("split", held, to.id(), move.records, "nothing joins them any more");
      if (keptApart) {
        add("override", to.id(), held, move.records, "a steward keeps them apart");
      }
    }
  }

  private void add(String kind, String id, String other, long records, String reason) {
    changes.add(new Change(kind, id, other, records, reason));
  }
}
