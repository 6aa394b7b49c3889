package vongdoi.identity.keeping;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import vongdoi.identity.deciding.Cuts;
import vongdoi.identity.deciding.FounderPaths;
import vongdoi.identity.deciding.Guard;
import vongdoi.identity.deciding.JoinRecords.Joined;
import vongdoi.identity.graph.Component;
import vongdoi.identity.graph.Component.HeldId;
import vongdoi.identity.graph.Edge;
import vongdoi.identity.keeping.CustomerIds.Assigned;
import vongdoi.identity.keeping.CustomerIds.Origin;

/** What a run changed in a component, and why. */
final class IdentityHistory {

  /** Records of one cluster that came from one customer of the last run, or from nowhere. */
  private static final class Move {
    private int records;
    private final Set<String> by = new TreeSet<>();

    private String by() {
      return by.isEmpty() ? "" : " linked by " + String.join(", ", by);
    }
  }

  private final List<HistoryEvent> events = new ArrayList<>();
  private final Component component;
  private final Joined joined;
  private final Map<Integer, Assigned> ids;
  private final Map<String, String> redirects;
  private final boolean keptApart;
  private final Map<Integer, Map<String, Move>> moves = new TreeMap<>();
  private final Map<Set<String>, Guard> guardBetween = new HashMap<>();

  private IdentityHistory(Decision decision) {
    this.component = decision.component();
    this.joined = decision.joined();
    this.ids = decision.ids();
    this.redirects = decision.redirects();
    this.keptApart = !component.edges(Edge.Kind.CANNOT).isEmpty();
    for (Cuts.Cut cut : joined.cuts()) {
      guardBetween.putIfAbsent(Set.of(id(cut.a()), id(cut.b())), cut.guard());
    }
  }

  static List<HistoryEvent> of(Decision decision) {
    IdentityHistory found = new IdentityHistory(decision);
    for (int i = 0; i < decision.linkedBy().length; i++) {
      found.move(i, decision.linkedBy()[i]);
    }
    found.moves.forEach((cluster, from) -> found.cluster(found.ids.get(cluster), from));
    found.joined.cuts().forEach(found::cut);
    found.quarantined();
    return found.events;
  }

  private String id(int cluster) {
    return ids.get(cluster).id();
  }

  private void move(int record, String linkedBy) {
    HeldId held = component.records.get(record).held();
    Move move =
        moves
            .computeIfAbsent(joined.clusterOf()[record], c -> new TreeMap<>())
            .computeIfAbsent(held == null ? "" : held.id(), id -> new Move());
    move.records++;
    if (linkedBy != null) {
      move.by.add(linkedBy);
    }
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
      if (move.by.contains(FounderPaths.OVERRIDE)) {
        add("override", to.id(), held, move.records, "a steward joined them");
      }
      add("retire", held, to.id(), move.records, "merged" + move.by());
    } else if (to.origin() == Origin.KEPT) {
      add("leave", held, to.id(), move.records, "belongs to another customer" + move.by());
      add("join", to.id(), held, move.records, "came from another customer" + move.by());
    } else {
      Guard guard = guardBetween.get(Set.of(held, to.id()));
      String reason = guard == null ? "nothing joins them any more" : guard.words();
      add("split", held, to.id(), move.records, reason);
      if (keptApart) {
        add("override", to.id(), held, move.records, "a steward keeps them apart");
      }
    }
  }

  private void cut(Cuts.Cut cut) {
    String a = id(cut.a());
    String b = id(cut.b());
    boolean together =
        moves.get(cut.a()).keySet().stream()
            .anyMatch(held -> !held.isEmpty() && moves.get(cut.b()).containsKey(held));
    String first = a.compareTo(b) < 0 ? a : b;
    String second = first.equals(a) ? b : a;
    int records = Math.min(records(moves.get(cut.a())), records(moves.get(cut.b())));
    events.add(new HistoryEvent("cut", first, second, records, cut.guard().words(), !together));
  }

  private static int records(Map<String, Move> from) {
    return from.values().stream().mapToInt(move -> move.records).sum();
  }

  private void quarantined() {
    for (int record : joined.quarantined()) {
      HeldId held = component.records.get(record).held();
      if (held == null || !held.isQuarantined()) {
        add("cut", id(joined.clusterOf()[record]), null, 1, Guard.QUARANTINE.words());
      }
    }
  }

  private void add(String kind, String id, String other, long records, String reason) {
    events.add(new HistoryEvent(kind, id, other, records, reason, false));
  }
}
