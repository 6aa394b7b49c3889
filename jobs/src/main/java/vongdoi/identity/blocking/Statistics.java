package vongdoi.identity.blocking;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import vongdoi.identity.comparing.Field;
import vongdoi.identity.comparing.Profile;
import vongdoi.identity.scoring.Bits;
import vongdoi.identity.scoring.Entry;

/**
 * What matching must know of all records at once, in memory that does not grow with them: how often
 * values and block keys occur, and a sample of the records. Partial statistics add up to the same
 * whole in any order.
 */
public final class Statistics implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Their pairs, some three hundred thousand, tell how two people's values agree. */
  private static final int SAMPLE = 800;

  private static final int COMMON = 10;
  private static final double COMMON_SHARE = 0.002;

  private record Drawn(long lot, Profile profile) implements Serializable {}

  private static final Comparator<Drawn> BY_LOT = (a, b) -> Long.compare(a.lot, b.lot);

  private final List<Field> fields;
  private final List<BlockingRule> rules;
  private final Sketch values;
  private final Sketch keys;
  private final ArrayList<Drawn> sample = new ArrayList<>();
  private long records;

  /**
   * @param expected records, about
   */
  public Statistics(List<Field> fields, List<BlockingRule> rules, long expected) {
    this.fields = List.copyOf(fields);
    this.rules = List.copyOf(rules);
    this.values = new Sketch(expected * 4);
    this.keys = new Sketch(expected * 8);
  }

  /**
   * Statistics as {@link #counts} told them; their sample is empty.
   *
   * @throws IllegalArgumentException where a count is missing
   */
  public Statistics(List<Field> fields, List<BlockingRule> rules, Map<String, int[]> counts) {
    for (String name : List.of("values.0", "values.1", "keys.0", "keys.1", "records")) {
      if (!counts.containsKey(name)) {
        throw new IllegalArgumentException("Cannot read kept counts: there are no " + name);
      }
    }
    this.fields = List.copyOf(fields);
    this.rules = List.copyOf(rules);
    this.values = new Sketch(counts.get("values.0"), counts.get("values.1"));
    this.keys = new Sketch(counts.get("keys.0"), counts.get("keys.1"));
    int[] halves = counts.get("records");
    this.records = (long) halves[0] << 32 | Integer.toUnsignedLong(halves[1]);
  }

  /** All counts by name, to be kept with a model. */
  public Map<String, int[]> counts() {
    return Map.of(
        "values.0", values.first(),
        "values.1", values.second(),
        "keys.0", keys.first(),
        "keys.1", keys.second(),
        "records", new int[] {(int) (records >>> 32), (int) records});
  }

  public Statistics add(long node, Profile profile) {
    records++;
    for (int f = 0; f < fields.size(); f++) {
      if (profile.value(f) != null) {
        values.add(valueHash(f, profile.value(f)));
      }
    }
    for (BlockingRule rule : rules) {
      long key = rule.key(profile);
      if (key != 0) {
        keys.add(key);
      }
    }
    sample.add(new Drawn(Hash.mix(node), profile));
    if (sample.size() > 4 * SAMPLE) {
      thin();
    }
    return this;
  }

  public Statistics add(Statistics other) {
    records += other.records;
    values.add(other.values);
    keys.add(other.keys);
    sample.addAll(other.sample);
    thin();
    return this;
  }

  private void thin() {
    TreeSet<Drawn> lowest = new TreeSet<>(BY_LOT);
    for (Drawn one : sample) {
      lowest.add(one);
      if (lowest.size() > SAMPLE) {
        lowest.pollLast();
      }
    }
    sample.clear();
    sample.addAll(lowest);
  }

  public long records() {
    return records;
  }

  /** The sampled records outside all blocks, in an order of their own. */
  public List<Entry> sample() {
    thin();
    return sample.stream()
        .map(Drawn::profile)
        .map(p -> new Entry(0, p, rarity(p), common(p), new long[0]))
        .toList();
  }

  List<Field> fields() {
    return fields;
  }

  public List<BlockingRule> rules() {
    return rules;
  }

  /** Records that share a block key, or some more. */
  int bearers(long key) {
    return keys.count(key);
  }

  /** Hash of a value under which its frequency is counted. */
  private static long valueHash(int field, String value) {
    return Hash.add(Hash.start(-1 - field), value);
  }

  /** -log2 of each value's relative frequency. */
  float[] rarity(Profile profile) {
    float[] rarity = new float[fields.size()];
    for (int f = 0; f < rarity.length; f++) {
      if (profile.value(f) != null) {
        double count = Math.max(2, values.count(valueHash(f, profile.value(f))));
        rarity[f] = (float) Math.max(0, -Bits.log2(count / records));
      }
    }
    return rarity;
  }

  /** One bit per field whose value is too frequent to be a typing error. */
  int common(Profile profile) {
    int common = 0;
    for (int f = 0; f < fields.size(); f++) {
      if (profile.value(f) != null) {
        int count = values.count(valueHash(f, profile.value(f)));
        common |= count >= COMMON && count > COMMON_SHARE * records ? 1 << f : 0;
      }
    }
    return common;
  }

  /** The profile without the values that more records bear than they may. */
  Profile withoutWornOut(Profile profile, int[] mostBearers) {
    String[] values = profile.values().clone();
    for (int f = 0; f < values.length; f++) {
      boolean limited = values[f] != null && mostBearers[f] < Integer.MAX_VALUE;
      if (limited && this.values.count(valueHash(f, values[f])) > mostBearers[f]) {
        values[f] = null;
      }
    }
    return new Profile(values, profile.marked(), profile.isBusiness());
  }
}
