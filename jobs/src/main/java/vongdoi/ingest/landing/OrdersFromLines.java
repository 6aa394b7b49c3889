package vongdoi.ingest.landing;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import vongdoi.common.catalog.Bronze;
import vongdoi.common.job.Inputs;
import vongdoi.common.table.TableColumn;
import vongdoi.ingest.source.Entity;

/**
 * One order per order id out of order lines: its amounts are sums over the lines, its time that of
 * the first one, and all else moves as one from the newest line. An order that is there already
 * takes part as one more contribution, so lines may come in any number of batches and any order.
 */
final class OrdersFromLines {
  private static final Set<String> OWN =
      Set.of("order_id", "ordered_at", "total_amount", "discount_amount", "updated_at");

  private final Inputs inputs;
  private final List<String> moving;

  OrdersFromLines(Inputs inputs) {
    this.inputs = inputs;
    this.moving =
        Stream.concat(
                Entity.ORDERS.canonical().stream()
                    .map(TableColumn::name)
                    .filter(c -> !OWN.contains(c)),
                Stream.of("record_source"))
            .toList();
  }

  /**
   * Rows of bronze.orders for the orders of some lines.
   *
   * @param lines accepted lines with their origin and the columns of their order
   */
  Dataset<Row> of(Dataset<Row> lines, OriginColumns origin) {
    Dataset<Row> touched =
        summed(
            lines
                .withColumn("_stated_total", expr("if(_order_version is null, null, total_amount)"))
                .withColumn("total_amount", col("line_amount"))
                .withColumn(
                    "updated_at",
                    expr(
                        "if(_order_version is null, coalesce(updated_at, ordered_at), updated_at)"))
                // Of an export the first line tells of the order, of lines that add up the newest.
                .withColumn("_turn", expr("if(_order_version is null, 0, -_position)"))
                .withColumn(
                    "_row_hash",
                    expr("md5(concat_ws('|', 'order', _source, order_id, _order_version))")));
    Dataset<Row> all = touched;
    if (!inputs.isFirst()) {
      Dataset<Row> there = inputs.own(Bronze.ORDERS);
      Dataset<Row> again =
          there.join(
              touched.select(col("order_id").as("o"), col("_row_hash").as("h")),
              col("order_id").equalTo(col("o")).and(col("_row_hash").equalTo(col("h"))),
              "left_semi");
      all = summed(contribution(touched).unionByName(contribution(again)));
    }
    String zone = inputs.run().zone().getId();
    String date = "to_date(from_utc_timestamp(%s, '" + zone + "'))";
    return all.withColumn("order_date", expr(date.formatted("ordered_at")))
        .withColumn(
            "_effective_date",
            expr(
                "greatest(%s, %s)"
                    .formatted(date.formatted("ordered_at"), date.formatted("updated_at"))))
        .withColumn("extra", lit(null).cast("string"))
        .withColumn(Bronze.BATCH_ID, origin.batch().get(0))
        .withColumn("_ingested_at", origin.batch().get(1));
  }

  private Dataset<Row> contribution(Dataset<Row> orders) {
    String columns =
        "order_id,_source,_row_hash,ordered_at,total_amount,discount_amount,updated_at,"
            + "_source_file,_position,_landed_at,"
            + String.join(",", moving);
    return orders
        .selectExpr(
            Arrays.stream(columns.split(",")).map(c -> "`" + c + "`").toArray(String[]::new))
        .withColumn("_stated_total", lit(null).cast("decimal(18,2)"))
        .withColumn("_turn", lit(0L));
  }

  private Dataset<Row> summed(Dataset<Row> rows) {
    String newest =
        moving.stream()
            .map(c -> "`" + c + "`")
            .collect(Collectors.joining(", ", "max(struct(updated_at, _turn, ", "))"));
    Dataset<Row> summed =
        rows.groupBy("_source", "order_id", "_row_hash")
            .agg(
                expr("coalesce(max(_stated_total), cast(sum(total_amount) as decimal(18,2)))")
                    .as("total_amount"),
                expr("max(_landed_at)").as("_landed_at"),
                expr("cast(sum(discount_amount) as decimal(18,2))").as("discount_amount"),
                expr("min(ordered_at)").as("ordered_at"),
                expr("min(struct(_source_file, _position))").as("origin"),
                expr(newest).as("newest"));
    List<Column> columns = new ArrayList<>();
    for (String c :
        List.of(
            "_source",
            "order_id",
            "_row_hash",
            "_landed_at",
            "total_amount",
            "discount_amount",
            "ordered_at")) {
      columns.add(col(c));
    }
    columns.add(col("origin._source_file"));
    columns.add(col("origin._position"));
    columns.add(col("newest.updated_at"));
    moving.forEach(c -> columns.add(col("newest.`" + c + "`")));
    return summed.select(columns.toArray(Column[]::new));
  }
}
