package vongdoi.identity.keeping;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import vongdoi.common.catalog.Silver;
import vongdoi.common.job.GateRefusal;
import vongdoi.common.job.Inputs;
import vongdoi.common.table.Audit.Finding;
import vongdoi.common.table.Rule.Severity;

/**
 * Refuses to publish a resolution that changes far more than the runs before it: a feed gone wrong
 * or a careless rule shows first as a flood of merges or as one giant customer.
 */
public final class Gate {
  private static final int RUNS = 9;
  private static final String CHANGED = "usual_changes";
  private static final String LARGEST = "usual_largest_customer";
  private static final String CHANGES = "kind in ('merge', 'split', 'resurrect')";
  private final GateConfig config;

  public Gate(GateConfig config) {
    this.config = config;
  }

  /**
   * @param resolved rows of {@link ResolvedComponent#SCHEMA}
   * @return what was found, for the record
   * @throws GateRefusal where it is too much
   */
  public List<Finding> check(Inputs in, Dataset<Row> resolved) {
    boolean accepted = config.accepted().filter(in.run().date()::equals).isPresent();
    if (in.isFirst() || accepted) {
      return List.of(fine(CHANGED, 0), fine(LARGEST, 0));
    }
    Row now =
        resolved
            .selectExpr(
                "coalesce(sum(size(filter(history, event -> event." + CHANGES + "))), 0)",
                "coalesce(max(array_max(transform(filter(customers, c -> c.status = 'active'),"
                    + " c -> c.records_count))), 0)")
            .head();
    Row before =
        in.own(Silver.CUSTOMERS)
            .where("status = 'active'")
            .selectExpr("coalesce(max(records_count), 0)", "count(1)")
            .head();
    double mostChanges =
        Math.max(
            config.changesFactor() * usualChanges(in),
            Math.max(config.changesShare() * before.getLong(1), config.leastChanges()));
    refuse(in, CHANGED, "merges and splits", now.getLong(0), mostChanges);
    double largest = Math.max(config.largestFactor() * before.getLong(0), config.leastLargest());
    refuse(in, LARGEST, "records of the largest customer", now.getLong(1), largest);
    return List.of(fine(CHANGED, now.getLong(0)), fine(LARGEST, now.getLong(1)));
  }

  private static Finding fine(String check, double value) {
    return new Finding(check, Severity.ERROR, value, true, "", "");
  }

  private static double usualChanges(Inputs in) {
    List<Row> runs =
        in.own(Silver.IDENTITY_HISTORY)
            .where(col("run_date").lt(in.date()))
            .groupBy("run_date")
            .agg(expr("count_if(" + CHANGES + ") as changes"))
            .orderBy(col("run_date").desc())
            .limit(RUNS)
            .collectAsList();
    List<Long> counts = runs.stream().map(r -> r.getLong(1)).sorted().toList();
    return counts.isEmpty() ? 0 : counts.get(counts.size() / 2);
  }

  private static void refuse(Inputs in, String check, String what, long found, double most) {
    if (found > most) {
      String reason = "%d %s (usual: at most %.0f)".formatted(found, what, most);
      throw new GateRefusal(
          ("Cannot publish the resolution of %s: %s. Look for a value that"
                  + " many share or a feed gone wrong; if the change is right, set"
                  + " identity.gate.accepted = %s")
              .formatted(in.run().date(), reason, in.run().date()),
          Silver.CUSTOMERS,
          new Finding(check, Severity.ERROR, found, false, "", reason));
    }
  }
}
