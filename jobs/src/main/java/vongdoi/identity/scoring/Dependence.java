package vongdoi.identity.scoring;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import vongdoi.identity.comparing.Field;
import vongdoi.identity.comparing.Levels;

/**
 * Which fields two people agree on together: who lives in one district lives in one city, and who
 * bears one name is of one gender, so that the second equality says less than it does alone. A tree
 * of the strongest such pairs (Chow and Liu 1968) counts each field's once: the bits of a pair are
 * taken off where both of its fields are equal. Example: half of all pairs agree on the gender,
 * nineteen in twenty of the pairs with one given name; equal genders then say log2(0.95 / 0.5) =
 * 0.9 bits less.
 *
 * @param pairs at most one less than there are fields
 */
public record Dependence(List<FieldPair> pairs) implements Serializable {
  /** Pairs that independence counts for, so that a few pairs cannot overthrow it. */
  private static final double GUESSED_PAIRS = 20;

  /** What is less is left out: of the pairs of a sample of 800 records it may be chance. */
  private static final double LEAST_BITS = 0.3;

  /**
   * @param bits by which equality in both fields says less than the sum of both
   */
  public record FieldPair(int a, int b, double bits) implements Serializable {
    private boolean holds(long pattern, List<Field> fields) {
      return fields.get(a).isEqual(Pattern.level(pattern, a))
          && fields.get(b).isEqual(Pattern.level(pattern, b));
    }
  }

  /** A pair of fields with the bits that one field tells of another among two people. */
  private record Candidate(FieldPair pair, double information) {}

  /** Bits that a pair's equal fields say less of two strangers. */
  double bits(long pattern, List<Field> fields) {
    double bits = 0;
    for (FieldPair pair : pairs) {
      bits += pair.holds(pattern, fields) ? pair.bits : 0;
    }
    return bits;
  }

  /** The same of the fields that a relation leaves to tell those in it apart. */
  double bits(long pattern, List<Field> fields, Relation relation) {
    double bits = 0;
    for (FieldPair pair : pairs) {
      boolean own = relation.leaves(fields.get(pair.a)) && relation.leaves(fields.get(pair.b));
      bits += own && pair.holds(pattern, fields) ? pair.bits : 0;
    }
    return bits;
  }

  /** Bits that the equality of a field says less because of fields before it. */
  double bits(long pattern, int field, List<Field> fields) {
    double bits = 0;
    for (FieldPair pair : pairs) {
      bits += Math.max(pair.a, pair.b) == field && pair.holds(pattern, fields) ? pair.bits : 0;
    }
    return bits;
  }

  /** Counts of pairs in which two fields are both known. */
  static final class Counts {
    private final List<Field> fields;
    private final double[][] known;
    private final double[][] first;
    private final double[][] both;

    Counts(List<Field> fields) {
      int n = fields.size();
      this.fields = fields;
      known = new double[n][n];
      first = new double[n][n];
      both = new double[n][n];
    }

    void add(long pattern, double count) {
      for (int f = 0; f < known.length; f++) {
        int level = Pattern.level(pattern, f);
        for (int g = 0; level != Levels.MISSING && g < known.length; g++) {
          int other = Pattern.level(pattern, g);
          if (other != Levels.MISSING) {
            known[f][g] += count;
            first[f][g] += fields.get(f).isEqual(level) ? count : 0;
            both[f][g] += fields.get(f).isEqual(level) && fields.get(g).isEqual(other) ? count : 0;
          }
        }
      }
    }

    private Candidate pair(int f, int g) {
      double expected = known[f][g] == 0 ? 0 : first[f][g] * first[g][f] / known[f][g];
      double bits = Bits.log2((both[f][g] + GUESSED_PAIRS) / (expected + GUESSED_PAIRS));
      return new Candidate(new FieldPair(f, g, bits), both[f][g] / Math.max(1, known[f][g]) * bits);
    }

    /** The tree that tells most (Kruskal 1956). */
    Dependence tree() {
      List<Candidate> candidates = new ArrayList<>();
      for (int f = 0; f < known.length; f++) {
        for (int g = f + 1; g < known.length; g++) {
          candidates.add(pair(f, g));
        }
      }
      candidates.sort(Comparator.comparingDouble(Candidate::information).reversed());
      int[] trees = new int[known.length];
      Arrays.setAll(trees, f -> f);
      List<FieldPair> pairs = new ArrayList<>();
      for (Candidate each : candidates) {
        int mine = trees[each.pair.a];
        int theirs = trees[each.pair.b];
        if (mine != theirs && each.pair.bits >= LEAST_BITS) {
          pairs.add(each.pair);
          Arrays.setAll(trees, f -> trees[f] == theirs ? mine : trees[f]);
        }
      }
      pairs.sort(Comparator.comparingInt(FieldPair::a).thenComparingInt(FieldPair::b));
      return new Dependence(List.copyOf(pairs));
    }
  }

  @Override
  public String toString() {
    StringBuilder all = new StringBuilder();
    pairs.forEach(t -> all.append(String.format(Locale.ROOT, " %d+%d %.5e", t.a, t.b, t.bits)));
    return all.toString();
  }
}
