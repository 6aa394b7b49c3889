package vongdoi.identity.keeping;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import vongdoi.identity.graph.Component;
import vongdoi.identity.graph.Component.FoundedId;
import vongdoi.identity.graph.Component.HeldId;
import vongdoi.identity.graph.Component.Record;

/**
 * Gives each cluster its customer id so that ids stay. An id goes to the cluster with the largest
 * weighted share of its records; of several ids in one cluster the heaviest stays; a cluster
 * without one takes back an id that was made from one of its records and given up in a merge, and
 * only then gets a new one, made from its founding record, so that a rebuild from nothing gives the
 * same ids. No id is given out twice.
 */
public final class CustomerIds {
  private static final int ID_BYTES = 10;

  /** How a cluster came by its id. */
  enum Origin {
    KEPT,
    RESURRECTED,
    MINTED
  }

  record Assigned(String id, Origin origin) {}

  private record Claim(HeldId held, int cluster, int weight, boolean hasFounder) {}

  private static final Comparator<Claim> STRONGEST =
      Comparator.comparing(Claim::weight)
          .thenComparing(Claim::hasFounder)
          .reversed()
          .thenComparing(c -> c.held().created())
          .thenComparing(c -> c.held().id())
          .thenComparing(Claim::cluster);

  private final Component component;
  private final int[] clusterOf;
  private final Map<Integer, Assigned> assigned = new TreeMap<>();
  private final Set<String> used = new HashSet<>();

  /** Ids made from records of a cluster and given up in a merge. */
  private final Map<Integer, List<FoundedId>> givenUp = new HashMap<>();

  private CustomerIds(Component component, int[] clusterOf) {
    this.component = component;
    this.clusterOf = clusterOf;
    for (int i = 0; i < clusterOf.length; i++) {
      for (FoundedId id : component.records.get(i).founded()) {
        if (id.isRetired()) {
          givenUp.computeIfAbsent(clusterOf[i], c -> new ArrayList<>()).add(id);
        }
      }
    }
  }

  /** The id of each cluster, by the cluster's first record. */
  static Map<Integer, Assigned> assign(Component component, int[] clusterOf) {
    CustomerIds ids = new CustomerIds(component, clusterOf);
    ids.keep();
    SortedSet<Integer> clusters = new TreeSet<>();
    for (int cluster : clusterOf) {
      clusters.add(cluster);
    }
    clusters.removeAll(ids.assigned.keySet());
    for (int cluster : clusters) {
      ids.resurrect(cluster);
    }
    clusters.removeAll(ids.assigned.keySet());
    for (int cluster : clusters) {
      ids.mint(cluster);
    }
    return ids.assigned;
  }

  private void keep() {
    Map<String, Map<Integer, Claim>> claims = new TreeMap<>();
    for (int i = 0; i < clusterOf.length; i++) {
      Record record = component.records.get(i);
      if (record.held() != null) {
        Claim claim =
            new Claim(
                record.held(), clusterOf[i], record.kind().anchor, record.held().foundedBy(record));
        claims
            .computeIfAbsent(record.held().id(), id -> new TreeMap<>())
            .merge(clusterOf[i], claim, CustomerIds::add);
      }
    }
    List<Claim> all = new ArrayList<>();
    claims.forEach((id, byCluster) -> all.addAll(withoutReturned(id, byCluster)));
    all.sort(STRONGEST);
    for (Claim claim : all) {
      if (!assigned.containsKey(claim.cluster()) && used.add(claim.held().id())) {
        assigned.put(claim.cluster(), new Assigned(claim.held().id(), Origin.KEPT));
      }
    }
  }

  private static Claim add(Claim a, Claim b) {
    return new Claim(
        a.held(), a.cluster(), a.weight() + b.weight(), a.hasFounder() || b.hasFounder());
  }

  /**
   * Where a merge is undone, the part that has an id of its own to take back makes no claim on the
   * id that it was merged into, however large the part has become.
   */
  private List<Claim> withoutReturned(String id, Map<Integer, Claim> byCluster) {
    List<Claim> staying = new ArrayList<>();
    for (Claim claim : byCluster.values()) {
      if (claim.hasFounder() || !takesBack(claim.cluster(), id)) {
        staying.add(claim);
      }
    }
    return staying.isEmpty() ? List.copyOf(byCluster.values()) : staying;
  }

  private boolean takesBack(int cluster, String mergedInto) {
    return givenUp.getOrDefault(cluster, List.of()).stream()
        .anyMatch(id -> mergedInto.equals(id.redirectTo()));
  }

  private void resurrect(int cluster) {
    givenUp.getOrDefault(cluster, List.of()).stream()
        .filter(id -> !used.contains(id.id()))
        .min(Comparator.comparing(FoundedId::created).thenComparing(FoundedId::id))
        .ifPresent(
            id -> {
              used.add(id.id());
              assigned.put(cluster, new Assigned(id.id(), Origin.RESURRECTED));
            });
  }

  private void mint(int cluster) {
    Record founder = component.records.get(cluster);
    Set<String> taken = new HashSet<>(used);
    founder.founded().forEach(id -> taken.add(id.id()));
    int salt = 0;
    String id = made(founder, salt);
    while (taken.contains(id)) {
      id = made(founder, ++salt);
    }
    used.add(id);
    assigned.put(cluster, new Assigned(id, Origin.MINTED));
  }

  private static String made(Record founder, int salt) {
    String key = founder.source() + '\0' + founder.id() + (salt == 0 ? "" : "\0" + salt);
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
      return "c" + HexFormat.of().formatHex(hash, 0, ID_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Cannot make a customer id: no SHA-256", e);
    }
  }
}
