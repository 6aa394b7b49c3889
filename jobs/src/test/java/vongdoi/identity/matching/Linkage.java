package vongdoi.identity.matching;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import vongdoi.identity.IdentityConfig;
import vongdoi.identity.blocking.BlockSizes;
import vongdoi.identity.blocking.Blocking;
import vongdoi.identity.blocking.BlockingRule;
import vongdoi.identity.blocking.Statistics;
import vongdoi.identity.comparing.Field;
import vongdoi.identity.comparing.Normaliser;
import vongdoi.identity.comparing.Profile;
import vongdoi.identity.comparing.ShortForms;
import vongdoi.identity.deciding.Decided;
import vongdoi.identity.graph.Contradiction;
import vongdoi.identity.graph.JoinThreshold;
import vongdoi.identity.scoring.Bits;
import vongdoi.identity.scoring.Entry;
import vongdoi.identity.scoring.Model;
import vongdoi.identity.scoring.Models;
import vongdoi.identity.scoring.PairScorer;
import vongdoi.identity.scoring.PairTally;
import vongdoi.identity.scoring.PairWeigher;
import vongdoi.platform.ConfigFile;

/** The whole of matching in memory and with the shipped settings, as the jobs do it in Spark. */
public final class Linkage {
  private static final IdentityConfig IDENTITY =
      ConfigFile.load(null, Map.of()).settings().identity();

  private final MatchConfig config = IDENTITY.match();
  private final List<Field> fields = config.compared();
  private final List<BlockingRule> rules = BlockingRule.of(config.blockingRules(), fields);
  private PairScorer scorer = new PairScorer(fields);
  private final Profile[] profiles;
  private final Entry[] entries;
  private Blocking blocking;
  private double recall;
  private final Map<Integer, Map<Long, List<Entry>>> blocks = new TreeMap<>();
  private final int[] parents;
  private final Map<Long, Double> weights = new HashMap<>();
  private Models model;

  /**
   * @param records by canonical column
   */
  public Linkage(List<Map<String, String>> records) {
    int n = records.size();
    Normaliser normaliser =
        new Normaliser(fields, "VN", IDENTITY.blockedValues(), IDENTITY.roleMailboxes());
    Statistics statistics = new Statistics(fields, rules, n);
    profiles = new Profile[n];
    entries = new Entry[n];
    for (int i = 0; i < n; i++) {
      profiles[i] = normaliser.profile(records.get(i)::get);
      statistics.add(i, profiles[i]);
    }
    BlockSizes sizes = new BlockSizes(rules);
    for (Profile profile : profiles) {
      sizes.add(statistics, profile);
    }
    double budget = config.pairsPerRecord();
    PairTally tally = tally(statistics, sizes, budget);
    model = scorer.train(n - statistics.firms(), statistics.firms(), statistics.sample(), tally);
    while (tally.recall(model) < config.blockingRecall() && config.wider(budget) > budget) {
      budget = config.wider(budget);
      tally = tally(statistics, sizes, budget);
    }
    recall = tally.recall(model);
    forEachPair(this::weigh);
    parents = new int[n];
    complete();
    cluster();
  }

  private PairTally tally(Statistics statistics, BlockSizes sizes, double budget) {
    int n = profiles.length;
    blocking = new Blocking(statistics, sizes.caps(budget * n, config.largestBlock()), Map.of());
    place();
    scorer = new PairScorer(fields).knowing(learnt(statistics));
    PairTally tally = new PairTally();
    forEachPair((a, b) -> tally.add(scorer.tallyKey(a, b), a.rulesShared(b)));
    return tally;
  }

  private ShortForms learnt(Statistics statistics) {
    ShortFormCounts counts = new ShortFormCounts(fields);
    blocks.forEach(
        (rule, byKey) -> {
          if (ShortFormCounts.isContact(rules.get(rule))) {
            byKey
                .values()
                .forEach(block -> counts.add(block.stream().map(Entry::profile).toList()));
          }
        });
    return counts.learnt(statistics);
  }

  private interface EntryPairs {
    void pair(Entry a, Entry b);
  }

  private void place() {
    blocks.clear();
    for (int i = 0; i < profiles.length; i++) {
      Entry entry = blocking.place(i, profiles[i]);
      entries[i] = entry;
      for (int r = 0; entry != null && r < rules.size(); r++) {
        if (entry.keys()[r] != 0) {
          blocks
              .computeIfAbsent(r, k -> new TreeMap<>())
              .computeIfAbsent(entry.keys()[r], k -> new ArrayList<>())
              .add(entry);
        }
      }
    }
  }

  private void forEachPair(EntryPairs sink) {
    blocks.forEach(
        (rule, byKey) ->
            byKey
                .values()
                .forEach(
                    block ->
                        Blocking.pairs(
                            block,
                            all(block),
                            rule,
                            (a, b) -> sink.pair(block.get(a), block.get(b)))));
  }

  private static BitSet all(List<Entry> block) {
    BitSet all = new BitSet(block.size());
    all.set(0, block.size());
    return all;
  }

  private void weigh(Entry a, Entry b) {
    double weight = scorer.weight(model, a, b);
    if (weight > Bits.LOWEST) {
      weights.put(a.node() * profiles.length + b.node(), weight);
    }
  }

  /** What two tied records count in a mean over pairs. */
  private double counted(int a, int b) {
    Entry one = blocking.alone(a, profiles[a]);
    Entry other = blocking.alone(b, profiles[b]);
    double against = new PairWeigher(scorer, model).against(one, other);
    return Contradiction.bits(
        weights.getOrDefault((long) a * profiles.length + b, Bits.LOWEST), against);
  }

  private void complete() {
    single();
    weights.forEach(
        (pair, weight) -> {
          if (weight > JoinThreshold.STRONG) {
            union((int) (pair / profiles.length), (int) (pair % profiles.length));
          }
        });
    Set<Long> known = new HashSet<>(weights.keySet());
    for (List<Integer> component : components()) {
      for (int a :
          component.size() > JoinThreshold.MOST_COMPLETED ? List.<Integer>of() : component) {
        for (int b : component) {
          if (a < b && !known.contains((long) a * profiles.length + b)) {
            weigh(blocking.alone(a, profiles[a]), blocking.alone(b, profiles[b]));
          }
        }
      }
    }
  }

  private Collection<List<Integer>> components() {
    Map<Integer, List<Integer>> components = new TreeMap<>();
    for (int i = 0; i < parents.length; i++) {
      components.computeIfAbsent(find(i), k -> new ArrayList<>()).add(i);
    }
    return components.values();
  }

  private void cluster() {
    Collection<List<Integer>> components = components();
    single();
    for (List<Integer> component : components) {
      int[] customers =
          Decided.customers(
              component,
              component.size() > JoinThreshold.MOST_COMPLETED
                  ? (a, b) -> weights.getOrDefault((long) a * profiles.length + b, Bits.LOWEST)
                  : this::counted,
              i -> profiles[i].isBusiness(),
              IDENTITY);
      for (int i = 0; i < customers.length; i++) {
        union(component.get(i), customers[i]);
      }
    }
  }

  private void single() {
    Arrays.setAll(parents, i -> i);
  }

  private int find(int i) {
    while (parents[i] != i) {
      parents[i] = parents[parents[i]];
      i = parents[i];
    }
    return i;
  }

  private void union(int a, int b) {
    int x = find(a);
    int y = find(b);
    parents[Math.max(x, y)] = Math.min(x, y);
  }

  /** Cluster of each record. */
  public int[] clusters() {
    return Arrays.stream(parents).map(this::find).toArray();
  }

  /** Estimated share of one person's pairs that blocks hold. */
  double recall() {
    return recall;
  }

  /** Whether a block holds both records. */
  boolean isHeld(int a, int b) {
    return entries[a] != null && entries[b] != null && entries[a].rulesShared(entries[b]) > 0;
  }

  Model model() {
    return model.people();
  }
}
