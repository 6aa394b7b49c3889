package vongdoi.common.local;

import java.util.List;
import org.apache.spark.sql.catalyst.plans.logical.LocalRelation;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.execution.CoalesceExec;
import org.apache.spark.sql.execution.LocalTableScanExec;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.SparkStrategy;
import scala.collection.immutable.Seq;

/**
 * Plans rows in the driver's memory as one partition that says so: whatever groups, joins or sorts
 * them then needs no exchange, and a whole query is one narrow stage.
 */
final class OnePartition extends SparkStrategy {
  @Override
  public Seq<SparkPlan> apply(LogicalPlan plan) {
    return plan instanceof LocalRelation local
        ? Scala.seq(
            List.of(
                new CoalesceExec(
                    1, new LocalTableScanExec(local.output(), local.data(), local.stream()))))
        : Scala.seq(List.of());
  }
}
