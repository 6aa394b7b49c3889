package vongdoi.identity.matching;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import vongdoi.common.config.Above;
import vongdoi.common.config.AtLeast;
import vongdoi.common.config.Below;
import vongdoi.identity.comparing.Comparison;
import vongdoi.identity.comparing.Field;
import vongdoi.identity.graph.JoinThreshold;
import vongdoi.identity.scoring.Bits;

/**
 * Settings of probabilistic matching.
 *
 * @param fields by canonical column how its values are compared
 * @param blockingRules which records are compared: those that agree on all parts of a rule
 * @param pairsPerRecord pairs per record that all rules may cost; their largest blocks are refused
 * @param blockingRecall estimated share of one person's pairs in blocks below which it grows
 * @param pairsPerRecordAtMost as far as it grows
 * @param largestBlock records of the largest block that is not refused
 * @param trainingPairs candidate pairs that the model is learnt from
 * @param retrainDays days that a model is kept where runs are incremental
 * @param joinProbability probability at which two records are one customer
 */
public record MatchConfig(
    Map<String, Comparison> fields,
    List<String> blockingRules,
    @AtLeast(0) double pairsPerRecord,
    @Above(0) @Below(1) double blockingRecall,
    @AtLeast(0) double pairsPerRecordAtMost,
    @AtLeast(1) int largestBlock,
    @AtLeast(1) long trainingPairs,
    @AtLeast(0) int retrainDays,
    @Above(0) @Below(1) double joinProbability)
    implements Serializable {

  /** So many times larger is the budget that is tried where one has missed too many pairs. */
  private static final double WIDER = 3;

  /** The next larger number of pairs per record; the same where it is the largest. */
  public double wider(double pairs) {
    return Math.max(pairs, Math.min(pairsPerRecordAtMost, WIDER * pairs));
  }

  public List<Field> compared() {
    return fields.entrySet().stream().map(e -> new Field(e.getKey(), e.getValue())).toList();
  }

  /** Bits at which two records are joined; {@link JoinThreshold} has what groups need. */
  public double joinBits() {
    return Bits.of(joinProbability);
  }
}
