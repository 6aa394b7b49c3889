package vongdoi.profile;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.row_number;

import java.util.Arrays;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;

/**
 * Picks one version per key by what the versions say; where they say nothing of when they were
 * made, the later landed file holds.
 */
final class Newest {
  private Newest() {}

  /**
   * The row of each key that is greatest by the given SQL expressions; nulls count as least. The
   * content hash and source of landed rows should close the list, so that no tie is left.
   */
  static Dataset<Row> per(String key, Dataset<Row> rows, String... greatestBy) {
    Column[] order =
        Arrays.stream(greatestBy).map(e -> expr(e).desc_nulls_last()).toArray(Column[]::new);
    return rows.withColumn("_place", row_number().over(Window.partitionBy(col(key)).orderBy(order)))
        .where("_place = 1")
        .drop("_place");
  }
}
