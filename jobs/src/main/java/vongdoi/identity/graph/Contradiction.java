package vongdoi.identity.graph;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;

import org.apache.spark.sql.Column;

/**
 * What a pair counts in a mean over the pairs of two groups. By itself a pair of records that have
 * hardly a column in common speaks for two people, because two records drawn at random are two. But
 * where a third record is each one's double, that is no contradiction: so such a pair speaks
 * against one customer no further than the columns that differ. Example: (Lan, e-mail) and (birth
 * date, city) at -14 bits with nothing that differs count as {@link #NOTHING_DIFFERS}.
 */
public final class Contradiction {
  /** Bits of a pair of which no column differs, but of which hardly one agrees. */
  private static final double NOTHING_DIFFERS = -2;

  private Contradiction() {}

  /**
   * @param weight evidence for one person in bits
   * @param against what the columns that differ say of it
   */
  public static double bits(double weight, double against) {
    return Math.max(weight, Math.min(NOTHING_DIFFERS, against));
  }

  /** The same of rows of {@code silver.identity_edges}. */
  static Column bits() {
    return greatest(col("weight_bits"), least(lit(NOTHING_DIFFERS), col("against_bits")));
  }
}
