package vongdoi.identity.keeping;

import java.sql.Date;
import java.util.Map;
import java.util.TreeMap;
import vongdoi.identity.deciding.FounderPaths;
import vongdoi.identity.deciding.JoinRecords;
import vongdoi.identity.deciding.JoinRecords.Joined;
import vongdoi.identity.deciding.JoinRules;
import vongdoi.identity.graph.Component;
import vongdoi.identity.graph.Component.Record;
import vongdoi.identity.keeping.CustomerIds.Assigned;

/**
 * What a run decides about a component: everything that its tables tell follows from it.
 *
 * @param joined which records are one customer
 * @param ids customer id of each cluster, by the cluster's first record
 * @param redirects ids given up in this run with the id that each now means
 * @param linkedBy by what each record hangs on its cluster's founder; null for founders
 * @param date run date
 */
record Decision(
    Component component,
    Joined joined,
    Map<Integer, Assigned> ids,
    Map<String, String> redirects,
    String[] linkedBy,
    Date date) {
  static Decision of(Component component, JoinRules rules, Date date) {
    Joined joined = JoinRecords.of(component, rules);
    Map<Integer, Assigned> ids = CustomerIds.assign(component, joined.clusterOf());
    return new Decision(
        component,
        joined,
        ids,
        redirects(component, joined.clusterOf(), ids),
        FounderPaths.of(component, joined),
        date);
  }

  /** Customer id of a record. */
  String idOf(int record) {
    return ids.get(joined.clusterOf()[record]).id();
  }

  /** An id that nobody kept redirects to where most of its weight went, the founder before ties. */
  private static Map<String, String> redirects(
      Component component, int[] clusterOf, Map<Integer, Assigned> ids) {
    Map<String, Map<String, Integer>> weights = new TreeMap<>();
    for (int i = 0; i < component.records.size(); i++) {
      Record record = component.records.get(i);
      if (record.held() != null) {
        int weight = 2 * record.kind().anchor + (record.held().foundedBy(record) ? 1 : 0);
        weights
            .computeIfAbsent(record.held().id(), id -> new TreeMap<>())
            .merge(ids.get(clusterOf[i]).id(), weight, Integer::sum);
      }
    }
    ids.values().forEach(a -> weights.remove(a.id()));
    Map<String, String> redirects = new TreeMap<>();
    weights.forEach((id, to) -> redirects.put(id, heaviest(to)));
    return redirects;
  }

  private static String heaviest(Map<String, Integer> weights) {
    return weights.entrySet().stream()
        .max(
            Map.Entry.<String, Integer>comparingByValue()
                .thenComparing(Map.Entry.<String, Integer>comparingByKey().reversed()))
        .orElseThrow()
        .getKey();
  }
}
