package vongdoi.identity.deciding;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import vongdoi.identity.graph.Component;
import vongdoi.identity.graph.Component.Link;
import vongdoi.identity.graph.Component.Value;
import vongdoi.identity.linking.IdentifierType;

/**
 * Gives each device to its only person; one with several logins or buyers is nobody's, and joins
 * nobody to anybody.
 */
final class JoinDevices {
  private final Component component;
  private final Clusters clusters;
  private final Set<Value> wornOut;

  JoinDevices(Component component, Clusters clusters, Set<Value> wornOut) {
    this.component = component;
    this.clusters = clusters;
    this.wornOut = wornOut;
  }

  void run() {
    List<Integer> ownerless = new ArrayList<>();
    for (int i = 0; i < component.records.size(); i++) {
      if (component.isDevice(i)) {
        Set<Integer> persons = personsOf(i);
        if (persons.size() == 1) {
          clusters.union(persons.iterator().next(), i);
        } else if (persons.isEmpty() && hasOneContactOfAType(i)) {
          ownerless.add(i);
        }
      }
    }
    joinOwnerless(ownerless);
  }

  /** Persons who bear the device, or an e-mail or phone that was given on it without a login. */
  private Set<Integer> personsOf(int device) {
    Set<Integer> persons = new TreeSet<>();
    for (Link link : component.records.get(device).links()) {
      if (!wornOut.contains(link.value())) {
        for (int bearer : component.bearers().get(link.value())) {
          if (!component.isDevice(bearer)) {
            persons.add(clusters.find(bearer));
          }
        }
      }
    }
    return persons;
  }

  private boolean hasOneContactOfAType(int device) {
    List<Link> links = component.records.get(device).links();
    for (IdentifierType type : List.of(IdentifierType.EMAIL, IdentifierType.PHONE)) {
      if (links.stream().map(Link::value).filter(v -> v.type() == type).distinct().count() > 1) {
        return false;
      }
    }
    return true;
  }

  /** Several devices of a visitor who left the same e-mail or phone on each. */
  private void joinOwnerless(List<Integer> devices) {
    Map<Value, Integer> first = new HashMap<>();
    for (int device : devices) {
      for (Link link : component.records.get(device).links()) {
        if (link.value().type().isContact()) {
          Integer other = first.putIfAbsent(link.value(), device);
          if (other != null) {
            clusters.union(other, device);
          }
        }
      }
    }
  }
}
