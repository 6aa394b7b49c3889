package vongdoi.identity.blocking;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import vongdoi.identity.comparing.Field;
import vongdoi.identity.comparing.Profile;
import vongdoi.identity.comparing.UsualWords;
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

  /** Sets the words of a column apart from its whole values. */
  private static final String WORD = "word";

  private static final int COMMON = 10;
  private static final double COMMON_SHARE = 0.002;

  /** A word of streets or firms that more than so many bear tells none from another. */
  private static final double USUAL_SHARE = 0.01;

  private record Drawn(long lot, Profile profile) implements Serializable {}

  private static final Comparator<Drawn> BY_LOT = (a, b) -> Long.compare(a.lot, b.lot);

  private final List<Field> fields;
  private final List<BlockingRule> rules;
  private final BlockingKeys blockingKeys;
  private final Sketch values;
  private final Sketch keys;
  private final ArrayList<Drawn> sample = new ArrayList<>();
  private long people;
  private long firms;
  private DefaultDates defaults;

  /**
   * @param expected records, about
   */
  public Statistics(List<Field> fields, List<BlockingRule> rules, long expected) {
    this.fields = List.copyOf(fields);
    this.rules = List.copyOf(rules);
    this.blockingKeys = new BlockingKeys(rules);
    this.values = new Sketch(expected * 4);
    this.keys = new Sketch(expected * 8);
  }

  /**
   * Statistics as {@link #counts} told them; their sample is empty.
   *
   * @throws IllegalArgumentException where a count is missing
   */
  public Statistics(List<Field> fields, List<BlockingRule> rules, Map<String, int[]> counts) {
    for (String name : List.of("values.0", "values.1", "keys.0", "keys.1", "people", "firms")) {
      if (!counts.containsKey(name)) {
        throw new IllegalArgumentException("Cannot read kept counts: there are no " + name);
      }
    }
    this.fields = List.copyOf(fields);
    this.rules = List.copyOf(rules);
    this.blockingKeys = new BlockingKeys(rules);
    this.values = new Sketch(counts.get("values.0"), counts.get("values.1"));
    this.keys = new Sketch(counts.get("keys.0"), counts.get("keys.1"));
    this.people = whole(counts.get("people"));
    this.firms = whole(counts.get("firms"));
    this.defaults = DefaultDates.of(fields, counts.getOrDefault("dates", new int[0]));
  }

  private static int[] halves(long number) {
    return new int[] {(int) (number >>> 32), (int) number};
  }

  private static long whole(int[] halves) {
    return (long) halves[0] << 32 | Integer.toUnsignedLong(halves[1]);
  }

  /** All counts by name, to be kept with a model. */
  public Map<String, int[]> counts() {
    return Map.of(
        "values.0", values.first(),
        "values.1", values.second(),
        "keys.0", keys.first(),
        "keys.1", keys.second(),
        "people", halves(people),
        "firms", halves(firms),
        "dates", defaults().codes());
  }

  /** Birth dates that say nothing, once all records are counted. */
  private synchronized DefaultDates defaults() {
    if (defaults == null) {
      thin();
      defaults = DefaultDates.of(fields, sample.stream().map(Drawn::profile).toList());
    }
    return defaults;
  }

  /** What a record tells: without a birth date that many were given by default. */
  Profile telling(Profile profile) {
    return defaults().without(profile);
  }

  public Statistics add(long node, Profile profile) {
    people += profile.isBusiness() ? 0 : 1;
    firms += profile.isBusiness() ? 1 : 0;
    for (int f = 0; f < fields.size(); f++) {
      if (profile.value(f) != null) {
        values.add(valueHash(f, profile));
        if (fields.get(f).hasUsualWords()) {
          countWords(f, profile);
        }
      }
    }
    for (long key : blockingKeys.of(profile)) {
      if (key != 0) {
        keys.add(key);
      }
    }
    sample.add(new Drawn(Hash.mix(node), profile));
    if (sample.size() > 8 * SAMPLE) {
      thin();
    }
    return this;
  }

  private void countWords(int field, Profile profile) {
    Arrays.stream(UsualWords.words(profile.value(field)))
        .distinct()
        .forEach(word -> values.add(wordHash(field, profile, word)));
  }

  public Statistics add(Statistics other) {
    people += other.people;
    firms += other.firms;
    values.add(other.values);
    keys.add(other.keys);
    sample.addAll(other.sample);
    thin();
    return this;
  }

  /** Draws as many firms as people, so that the few firms of a shop are known too. */
  private void thin() {
    TreeSet<Drawn> lowestPeople = new TreeSet<>(BY_LOT);
    TreeSet<Drawn> lowestFirms = new TreeSet<>(BY_LOT);
    for (Drawn one : sample) {
      TreeSet<Drawn> lowest = one.profile.isBusiness() ? lowestFirms : lowestPeople;
      lowest.add(one);
      if (lowest.size() > SAMPLE) {
        lowest.pollLast();
      }
    }
    sample.clear();
    sample.addAll(lowestPeople);
    sample.addAll(lowestFirms);
  }

  public long records() {
    return people + firms;
  }

  /** Records of firms among them. */
  public long firms() {
    return firms;
  }

  private long alike(Profile profile) {
    return profile.isBusiness() ? firms : people;
  }

  /** The sampled records outside all blocks, in an order of their own. */
  public List<Entry> sample() {
    thin();
    return sample.stream()
        .map(drawn -> telling(drawn.profile()))
        .map(p -> new Entry(0, p, rarity(p), common(p), new long[0]))
        .toList();
  }

  List<Field> fields() {
    return fields;
  }

  public List<BlockingRule> rules() {
    return rules;
  }

  /** A record's block key by rule; 0 where it has none. */
  long[] blockingKeys(Profile profile) {
    return blockingKeys.of(profile);
  }

  /** Records that share a block key, or some more. */
  int bearers(long key) {
    return keys.count(key);
  }

  /** Birth dates, as yyyy-MM-dd or --MM-dd, that many were given by default. */
  public List<String> defaultDates() {
    return defaults().texts();
  }

  /** Share of people who bear a value in a column that is compared as a whole. */
  public double share(int field, String value) {
    return values.count(Hash.add(Hash.start(-1 - field), value)) / Math.max(1.0, people);
  }

  /** Hash of a value under which its frequency among people, or among firms, is counted. */
  private long valueHash(int field, Profile profile) {
    String value = profile.value(field);
    if (!fields.get(field).hasUsualWords()) {
      return Hash.add(start(field, profile), value);
    }
    return Hash.add(start(field, profile), UsualWords.sorted(value));
  }

  private static long wordHash(int field, Profile profile, String word) {
    return Hash.add(Hash.add(start(field, profile), WORD), word);
  }

  private static long start(int field, Profile profile) {
    return Hash.start(profile.isBusiness() ? -1001 - field : -1 - field);
  }

  /** -log2 of each value's relative frequency. */
  float[] rarity(Profile profile) {
    float[] rarity = new float[fields.size()];
    for (int f = 0; f < rarity.length; f++) {
      if (profile.value(f) != null) {
        double bits = rarity(valueHash(f, profile), profile);
        rarity[f] =
            (float) (fields.get(f).hasUsualWords() ? Math.min(bits, ownRarity(f, profile)) : bits);
      }
    }
    return rarity;
  }

  private double rarity(long hash, Profile profile) {
    double count = Math.max(2, values.count(hash));
    return Math.max(0, -Bits.log2(count / alike(profile)));
  }

  /** Of the words that a value is told by, for values of which the usual words may differ. */
  private double ownRarity(int field, Profile profile) {
    double bits = 0;
    for (String word : UsualWords.words(UsualWords.own(profile.value(field)))) {
      bits += rarity(wordHash(field, profile, word), profile);
    }
    return bits;
  }

  /** One bit per field whose value is too frequent to be a typing error. */
  int common(Profile profile) {
    int common = 0;
    for (int f = 0; f < fields.size(); f++) {
      if (profile.value(f) != null) {
        int count = values.count(valueHash(f, profile));
        common |= count >= COMMON && count > COMMON_SHARE * alike(profile) ? 1 << f : 0;
      }
    }
    return common;
  }

  /**
   * The profile as it is compared: without the values that more records bear than they may, and
   * with the usual words of streets and firms behind those that tell them apart.
   */
  Profile compared(Profile raw, int[] mostBearers) {
    Profile profile = telling(raw);
    String[] compared = profile.values().clone();
    Profile told = profile;
    for (int f = 0; f < compared.length; f++) {
      if (compared[f] == null) {
        continue;
      }
      int field = f;
      if (fields.get(f).hasUsualWords()) {
        double usual = Math.max(COMMON, USUAL_SHARE * alike(profile));
        compared[f] =
            UsualWords.last(
                compared[f], word -> values.count(wordHash(field, profile, word)) > usual);
      } else if (mostBearers[f] < Integer.MAX_VALUE
          && values.count(valueHash(f, profile)) > mostBearers[f]) {
        compared[f] = null;
        told = told.withoutValue(f);
      }
    }
    return new Profile(compared, told.marked(), profile.isBusiness(), profile.generation());
  }
}
