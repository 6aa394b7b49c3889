package vongdoi.identity.keeping;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.xxhash64;

import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import vongdoi.common.catalog.Bronze;
import vongdoi.common.catalog.Silver;
import vongdoi.common.job.Inputs;
import vongdoi.common.table.Write;
import vongdoi.customer.Owner;

/**
 * The records that the changes since the last run can have an effect on: those whose fingerprint or
 * attributes changed, all that were decided together with one of these, and all that one of these
 * has an edge with now. Everything else would be decided as it was.
 */
public final class AffectedRecords {
  private static final String NODE = "node";
  private static final String[] BY_NODE = {NODE};
  private final Inputs in;

  /** {@code node, component, fingerprint, was}: now, with component and fingerprint of before. */
  private final Dataset<Row> compared;

  private final Dataset<Row> nodes;

  private AffectedRecords(Inputs in, Dataset<Row> compared, Dataset<Row> nodes) {
    this.in = in;
    this.compared = compared;
    this.nodes = nodes;
  }

  /**
   * Empty where everything must be decided anew: on the first run, after a change of settings or
   * code, and of so few records that the last run kept no fingerprints.
   *
   * @param links all links with their status
   * @param edges all scored pairs and overrides
   * @param learnt what is known of values
   */
  public static Optional<AffectedRecords> of(
      Inputs in, Dataset<Row> links, Dataset<Row> edges, Column learnt, Owner owner) {
    if (in.seen().isEmpty() || in.own(Silver.IDENTITY_COMPONENTS).isEmpty()) {
      return Optional.empty();
    }
    Dataset<Row> numbers = in.keep(Fingerprints.numbers(links, learnt));
    Dataset<Row> before =
        in.own(Silver.IDENTITY_COMPONENTS).withColumnRenamed("fingerprint", "was");
    Dataset<Row> compared =
        in.keep(new Fingerprints(numbers, edges).byNode().join(before, BY_NODE, "full_outer"));
    Dataset<Row> changed =
        in.keepForJoins(
            compared
                .where(not(col("fingerprint").eqNullSafe(col("was"))))
                .select(NODE)
                .union(newVersions(in, owner))
                .distinct());
    Dataset<Row> decided = compared.where("component is not null").select(NODE, "component");
    Dataset<Row> components =
        in.keepForJoins(
            decided
                .join(around(in, changed, numbers, edges), BY_NODE, "left_semi")
                .select("component")
                .distinct());
    Dataset<Row> nodes =
        decided
            .join(components, new String[] {"component"}, "left_semi")
            .select(NODE)
            .union(changed)
            .distinct();
    return Optional.of(new AffectedRecords(in, compared, in.keepForJoins(nodes)));
  }

  private static Dataset<Row> newVersions(Inputs in, Owner owner) {
    return in.newlyVisible(Bronze.CUSTOMERS)
        .select(xxhash64(col("record_source"), expr(owner.usable("record_id"))).as(NODE));
  }

  /** Changed records, bearers of their values, and the other ends of their edges. */
  private static Dataset<Row> around(
      Inputs in, Dataset<Row> changed, Dataset<Row> numbers, Dataset<Row> edges) {
    Dataset<Row> values = numbers.where("of_value is not null").select(NODE, "of_value");
    Dataset<Row> theirs =
        in.keepForJoins(values.join(changed, BY_NODE, "left_semi").select("of_value").distinct());
    Dataset<Row> bearers = values.join(theirs, new String[] {"of_value"}, "left_semi").select(NODE);
    Dataset<Row> ends =
        edges
            .select(col(NODE), col("other"))
            .union(edges.select(col("other"), col(NODE)))
            .join(changed, BY_NODE, "left_semi")
            .select("other");
    return changed.union(bearers).union(ends);
  }

  /** The rows of the affected records. */
  public Dataset<Row> of(Dataset<Row> withNode) {
    return withNode.join(nodes, BY_NODE, "left_semi");
  }

  /** Whether records are gone since the last run. */
  boolean lostRecords() {
    return !compared.where("fingerprint is null").isEmpty();
  }

  /**
   * Changes of {@code silver.identity_components}.
   *
   * @param components {@code node, component} of the affected records
   */
  public Dataset<Row> components(Dataset<Row> components) {
    return components
        .join(compared.where("fingerprint is not null").select(NODE, "fingerprint"), NODE)
        .withColumn(Write.DELETED, lit(false))
        .unionByName(
            compared
                .where("fingerprint is null")
                .select(col(NODE), col("component"), col("was").as("fingerprint"))
                .withColumn(Write.DELETED, lit(true)));
  }
}
