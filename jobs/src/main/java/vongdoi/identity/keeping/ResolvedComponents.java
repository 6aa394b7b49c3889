package vongdoi.identity.keeping;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.sql.Date;
import java.time.LocalDate;
import java.util.Iterator;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import vongdoi.identity.deciding.JoinRules;
import vongdoi.identity.graph.ComponentReader;
import vongdoi.identity.linking.JudgedLinks;

/** Brings the rows of each component together in one task and resolves it there. */
public final class ResolvedComponents {
  private final JoinRules rules;
  private final Date date;

  /**
   * @param date run date
   */
  public ResolvedComponents(JoinRules rules, LocalDate date) {
    this.rules = rules;
    this.date = Date.valueOf(date);
  }

  /**
   * Rows of {@link ResolvedComponent#SCHEMA}.
   *
   * @param records one row per record with its ids of earlier runs
   * @param links their identifiers with their status
   * @param edges their scored pairs and overrides
   * @param components {@code node, component}
   */
  public Dataset<Row> of(
      Dataset<Row> records, Dataset<Row> links, Dataset<Row> edges, Dataset<Row> components) {
    Dataset<Row> rows =
        records
            .unionByName(links.where(JudgedLinks.JOINS).drop("status"), true)
            .unionByName(
                links
                    .where(JudgedLinks.UNREGISTERED)
                    .withColumn("type", lit(ComponentReader.NUMBER))
                    .drop("status"),
                true)
            .unionByName(
                edges.selectExpr("node", "type", "cast(other as string) as key", "bits"), true)
            .join(components, "node");
    JoinRules by = rules;
    Date on = date;
    return rows.selectExpr(ComponentReader.COLUMNS.toArray(String[]::new))
        .repartition(col("component"))
        .sortWithinPartitions("component", "node", "type", "key", "value")
        .mapPartitions(
            (MapPartitionsFunction<Row, Row>) sorted -> resolved(sorted, by, on),
            Encoders.row(ResolvedComponent.SCHEMA));
  }

  private static Iterator<Row> resolved(Iterator<Row> sorted, JoinRules rules, Date date) {
    ComponentReader components = new ComponentReader(sorted);
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return components.hasNext();
      }

      @Override
      public Row next() {
        return ResolvedComponent.of(components.next(), rules, date).row();
      }
    };
  }
}
