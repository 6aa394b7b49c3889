package vongdoi.identity.keeping;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import vongdoi.common.catalog.Silver;
import vongdoi.common.job.ExitCode;
import vongdoi.common.job.Inputs;
import vongdoi.common.job.JobException;

/**
 * Refuses to publish a resolution that changes far more than the runs before it: a feed gone wrong
 * or a careless rule shows first as a flood of merges or as one giant customer.
 */
public final class Gate {
  private static final int RUNS = 9;
  private static final String CHANGES = "kind in ('merge', 'split', 'resurrect')";
  private final GateConfig config;

  public Gate(GateConfig config) {
    this.config = config;
  }

  /**
   * @param resolved rows of {@link ResolvedComponent#SCHEMA}
   */
  public void check(Inputs in, Dataset<Row> resolved) {
    boolean accepted = config.accepted().filter(in.run().date()::equals).isPresent();
    if (in.isFirst() || accepted) {
      return;
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
    refuse(in, "merges and splits", now.getLong(0), mostChanges);
    double largest = Math.max(config.largestFactor() * before.getLong(0), config.leastLargest());
    refuse(in, "records of the largest customer", now.getLong(1), largest);
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

  private static void refuse(Inputs in, String what, long found, double most) {
    if (found > most) {
      throw new JobException(
          ExitCode.GATE_REFUSED,
          ("Cannot publish the resolution of %s: %d %s (usual: at most %.0f). Look for a value that"
                  + " many share or a feed gone wrong; if the change is right, set"
                  + " identity.gate.accepted = %s")
              .formatted(in.run().date(), found, what, most, in.run().date()));
    }
  }
}
