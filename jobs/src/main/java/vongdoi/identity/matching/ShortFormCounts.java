package vongdoi.identity.matching;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.sum;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import vongdoi.customer.FamilyNames;
import vongdoi.customer.GivenNames;
import vongdoi.identity.blocking.BlockingRule;
import vongdoi.identity.blocking.Statistics;
import vongdoi.identity.comparing.BirthDates;
import vongdoi.identity.comparing.Field;
import vongdoi.identity.comparing.Profile;
import vongdoi.identity.comparing.ShortForms;

/**
 * Learns which given names are one: those that stand beside each other on one e-mail or phone, with
 * one family name and no birth dates that differ, far more often than two members of a household
 * would bear them. Of T such pairs of names, two that shares p and q of all people bear meet 2 T p
 * q times by chance; two names are one where they meet twenty times as often and on five contacts.
 * Example: of 1,000 pairs, names that one in a hundred bears each meet 0.2 times by chance, and
 * five times or more with a probability of two in a million.
 */
final class ShortFormCounts {
  private static final int FEWEST = 5;
  private static final double ABOVE_CHANCE = 20;

  /** One contact of more given names under one family name is no person's nor household's. */
  private static final int MOST_NAMES = 6;

  /** Counts the pairs of names of all contacts. */
  private static final String ALL = "";

  private static final StructType COUNTED = StructType.fromDDL("pair string, found bigint");

  private final int given;
  private final int family;
  private final int birthDate;
  private final Map<String, Long> counts = new TreeMap<>();

  ShortFormCounts(List<Field> fields) {
    List<String> columns = fields.stream().map(Field::column).toList();
    given = columns.indexOf("given_name");
    family = columns.indexOf("family_name");
    birthDate = columns.indexOf("birth_date");
  }

  /** Whether a rule's blocks are the contacts that are looked at. */
  static boolean isContact(BlockingRule rule) {
    return rule.text().equals("email") || rule.text().equals("phone");
  }

  /** Counts the names of the records that bear one contact. */
  void add(List<Profile> bearers) {
    Map<String, TreeMap<String, List<String>>> families = new TreeMap<>();
    for (Profile bearer : bearers) {
      String name = bearer.value(given);
      String of = bearer.value(family);
      if (name != null && of != null && name.length() > 1 && !bearer.isBusiness()) {
        List<String> dates =
            families
                .computeIfAbsent(of, f -> new TreeMap<>())
                .computeIfAbsent(name, n -> new ArrayList<>());
        if (bearer.value(birthDate) != null) {
          dates.add(bearer.value(birthDate));
        }
      }
    }
    families.values().stream().filter(names -> names.size() <= MOST_NAMES).forEach(this::addPairs);
  }

  private void addPairs(TreeMap<String, List<String>> names) {
    names.forEach(
        (a, datesOfA) ->
            names
                .tailMap(a, false)
                .forEach(
                    (b, datesOfB) -> {
                      counts.merge(ALL, 1L, Long::sum);
                      if (mayBeOne(datesOfA, datesOfB)) {
                        counts.merge(ShortForms.pair(a, b), 1L, Long::sum);
                      }
                    }));
  }

  private static boolean mayBeOne(List<String> dates, List<String> others) {
    boolean isNear =
        dates.stream()
            .anyMatch(
                a ->
                    others.stream()
                        .anyMatch(
                            b ->
                                a.length() == 10
                                    && b.length() == 10
                                    && BirthDates.compare(a, b) != BirthDates.DIFFERENT));
    return isNear || dates.isEmpty() || others.isEmpty();
  }

  /** What was counted by the blocks of all rules, of which those of contacts are looked at. */
  static ShortForms learnt(Dataset<Row> blocks, Statistics statistics, List<Field> fields) {
    List<BlockingRule> rules = statistics.rules();
    List<Integer> contacts = new ArrayList<>();
    for (int r = 0; r < rules.size(); r++) {
      if (isContact(rules.get(r))) {
        contacts.add(r);
      }
    }
    ShortFormCounts all = new ShortFormCounts(fields);
    if (contacts.isEmpty() || all.given < 0 || all.family < 0) {
      return ShortForms.NONE;
    }
    blocks
        .where(col("rule").isin(contacts.toArray()))
        .mapPartitions(
            (MapPartitionsFunction<Row, Row>)
                rows -> {
                  ShortFormCounts part = new ShortFormCounts(fields);
                  new BlockReader(rows)
                      .forEachRemaining(
                          block ->
                              part.add(
                                  block.records().stream().map(b -> b.entry().profile()).toList()));
                  List<Row> found = new ArrayList<>();
                  part.counts.forEach((pair, count) -> found.add(RowFactory.create(pair, count)));
                  return found.iterator();
                },
            Encoders.row(COUNTED))
        .groupBy("pair")
        .agg(sum("found").as("found"))
        .where(col("found").geq(FEWEST).or(col("pair").equalTo(ALL)))
        .collectAsList()
        .forEach(row -> all.counts.put(row.getString(0), row.getLong(1)));
    return all.learnt(statistics);
  }

  /** The pairs that chance does not explain. */
  ShortForms learnt(Statistics statistics) {
    double pairs = counts.getOrDefault(ALL, 0L);
    Map<String, Double> shares = new HashMap<>();
    TreeSet<String> learnt = new TreeSet<>();
    counts.forEach(
        (pair, found) -> {
          if (found >= FEWEST && !pair.equals(ALL)) {
            String[] names = pair.split("=", 2);
            double chance = 2 * pairs;
            for (String name : names) {
              chance *= shares.computeIfAbsent(name, n -> statistics.share(given, n));
            }
            if (found > ABOVE_CHANCE * chance && !areTwo(names[0], names[1])) {
              learnt.add(pair);
            }
          }
        });
    return ShortForms.of(learnt);
  }

  /** Names of the two sexes, and Vietnamese given names, of which each is meant, are never one. */
  private static boolean areTwo(String a, String b) {
    return GivenNames.areTwo(a, b) || FamilyNames.isGivenName(a) && FamilyNames.isGivenName(b);
  }
}
