package vongdoi.common.local;

import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.CatalystTypeConverters;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.plans.logical.LocalRelation;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.types.DataTypeUtils;
import org.apache.spark.sql.execution.QueryExecution;
import org.apache.spark.sql.execution.SQLExecution;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.types.StructType;
import scala.Function1;
import scala.Option;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Rows in the driver's memory. What is small is computed once and then read, audited and written
 * without a query: a query costs the same some tenths of a second for two rows as for a million.
 *
 * @param schema their columns
 * @param rows in Spark's own form; nobody changes them
 */
public record LocalRows(StructType schema, List<InternalRow> rows) {

  /** The rows of a frame: by a query, unless its plan comes down to rows in memory. */
  public static LocalRows of(Dataset<Row> frame) {
    QueryExecution query = classic(frame).queryExecution();
    List<InternalRow> rows =
        query.optimizedPlan() instanceof LocalRelation local
            ? CollectionConverters.asJava(local.data())
            : SQLExecution.withNewExecutionId(
                query, Option.apply("rows"), () -> computed(query.executedPlan()));
    return new LocalRows(frame.schema(), rows);
  }

  /**
   * Few rows for the driver: by a query, unless the plan comes down to rows in memory, as filters
   * and columns of a small table do. Sorting is left to the caller, since a sort is a query.
   */
  public static List<Row> collected(Dataset<Row> frame) {
    if (classic(frame).queryExecution().optimizedPlan() instanceof LocalRelation local) {
      Function1<Object, Object> row = CatalystTypeConverters.createToScalaConverter(frame.schema());
      return CollectionConverters.asJava(local.data()).stream()
          .map(one -> (Row) row.apply(one))
          .toList();
    }
    return frame.collectAsList();
  }

  private static List<InternalRow> computed(SparkPlan plan) {
    return DriverQuery.rows(plan).orElseGet(() -> List.of(plan.executeCollect()));
  }

  /** The rows of a frame that is nothing but rows in memory; empty for every other frame. */
  public static Optional<LocalRows> in(Dataset<Row> frame) {
    LogicalPlan plan = classic(frame).queryExecution().logical();
    return plan instanceof LocalRelation local
        ? Optional.of(new LocalRows(frame.schema(), CollectionConverters.asJava(local.data())))
        : Optional.empty();
  }

  public static LocalRows none(StructType schema) {
    return new LocalRows(schema, List.of());
  }

  /** A frame that holds these rows. */
  public Dataset<Row> frame(SparkSession spark) {
    List<Attribute> columns =
        List.copyOf(CollectionConverters.asJava(DataTypeUtils.toAttributes(schema)));
    return org.apache.spark.sql.classic.Dataset.ofRows(
        (org.apache.spark.sql.classic.SparkSession) spark,
        new LocalRelation(Scala.seq(columns), Scala.seq(rows), false, Option.empty()));
  }

  private static org.apache.spark.sql.classic.Dataset<Row> classic(Dataset<Row> frame) {
    return (org.apache.spark.sql.classic.Dataset<Row>) frame;
  }
}
