package vongdoi.identity.keeping;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import vongdoi.identity.graph.Component;
import vongdoi.identity.graph.Component.FoundedId;
import vongdoi.identity.graph.Component.HeldId;
import vongdoi.identity.graph.Component.Record;
import vongdoi.identity.keeping.CustomerIds.Assigned;
import vongdoi.identity.keeping.CustomerIds.Origin;

/** What becomes of every customer id that a component's records have, had or founded. */
final class ResolvedCustomers {
  private final Decision decision;
  private final Component component;
  private final Map<String, Long> holds = new TreeMap<>();
  private final Map<String, Long> held = new TreeMap<>();
  private final Map<String, HeldId> before = new TreeMap<>();
  private final List<ResolvedCustomer> customers = new ArrayList<>();

  private ResolvedCustomers(Decision decision) {
    this.decision = decision;
    this.component = decision.component();
    for (int i = 0; i < component.records.size(); i++) {
      holds.merge(decision.idOf(i), 1L, Long::sum);
      HeldId h = component.records.get(i).held();
      if (h != null) {
        held.merge(h.id(), 1L, Long::sum);
        before.put(h.id(), h);
      }
    }
  }

  static List<ResolvedCustomer> of(Decision decision) {
    ResolvedCustomers all = new ResolvedCustomers(decision);
    decision.ids().forEach(all::keptOrMinted);
    decision.redirects().forEach(all::givenUpNow);
    all.givenUpBefore();
    return all.customers;
  }

  private void keptOrMinted(int cluster, Assigned assigned) {
    Record founder = component.records.get(cluster);
    HeldId kept = before.get(assigned.id());
    long records = holds.get(assigned.id());
    String status = status(cluster);
    if (assigned.origin() == Origin.KEPT) {
      customers.add(
          new ResolvedCustomer(
              assigned.id(),
              status,
              null,
              kept.foundingSource(),
              kept.foundingRecord(),
              records,
              kept.created(),
              kept.status().equals(status) ? kept.changed() : decision.date()));
    } else if (assigned.origin() == Origin.MINTED) {
      customers.add(
          new ResolvedCustomer(
              assigned.id(),
              status,
              null,
              founder.source(),
              founder.id(),
              records,
              decision.date(),
              decision.date()));
    }
  }

  private String status(int cluster) {
    return decision.joined().quarantined().contains(cluster)
        ? ResolvedCustomer.QUARANTINED
        : ResolvedCustomer.ACTIVE;
  }

  private void givenUpNow(String id, String redirectTo) {
    HeldId h = before.get(id);
    customers.add(
        new ResolvedCustomer(
            id,
            ResolvedCustomer.RETIRED,
            redirectTo,
            h.foundingSource(),
            h.foundingRecord(),
            held.get(id),
            h.created(),
            decision.date()));
  }

  /** Ids given up in earlier runs go where the record is that they were made from. */
  private void givenUpBefore() {
    for (int i = 0; i < component.records.size(); i++) {
      for (FoundedId founded : component.records.get(i).founded()) {
        if (founded.isRetired()) {
          customers.add(givenUpBefore(i, founded));
        }
      }
    }
  }

  private ResolvedCustomer givenUpBefore(int record, FoundedId founded) {
    Record founder = component.records.get(record);
    boolean back = decision.ids().values().stream().anyMatch(a -> a.id().equals(founded.id()));
    return new ResolvedCustomer(
        founded.id(),
        back ? status(decision.joined().clusterOf()[record]) : ResolvedCustomer.RETIRED,
        back ? null : decision.idOf(record),
        founder.source(),
        founder.id(),
        back ? holds.get(founded.id()) : founded.records(),
        founded.created(),
        back ? decision.date() : founded.changed());
  }
}
