package vongdoi.export;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import vongdoi.common.job.Inputs;

/**
 * Which task writes which rows: each list is cut into buckets by what its rows are ordered by. That
 * is known before the rows are made, so that they are brought to their place once, as soon as they
 * have cells.
 */
final class Placement {
  /** What the rows of a file are ordered by. */
  static final Column POSITION = concat_ws("|", col("customer_id"), col("matter"));

  private final long taskRows;
  private final Map<String, Long> members;

  private Placement(long taskRows, Map<String, Long> members) {
    this.taskRows = taskRows;
    this.members = members;
  }

  /**
   * A place for each member of each segment.
   *
   * @param taskRows most members whose rows one task writes, but for chance
   * @param members with their {@code segment}
   */
  static Placement of(long taskRows, Inputs inputs, Dataset<Row> members) {
    Map<String, Long> counted = new TreeMap<>();
    for (Row row : inputs.collected(members.groupBy("segment").count())) {
      counted.put(row.getString(0), row.getLong(1));
    }
    return new Placement(taskRows, counted);
  }

  /** Tasks that write the list of a segment, of whatever destination. */
  int tasks(String segment) {
    return tasks(members.getOrDefault(segment, 0L), taskRows);
  }

  /** Tasks for so many rows. */
  static int tasks(long rows, long taskRows) {
    return Math.toIntExact(Math.max(1, (rows + taskRows - 1) / taskRows));
  }

  /** Keeps rows, each with its {@code bucket}, where the task of its bucket finds them. */
  Dataset<Row> placed(Inputs inputs, Dataset<Row> rows) {
    Column bucket = lit(0);
    for (String segment : members.keySet()) {
      if (tasks(segment) > 1) {
        bucket =
            when(col("segment").equalTo(segment), of(POSITION, tasks(segment))).otherwise(bucket);
      }
    }
    return inputs.keepTogether(
        rows.withColumn("bucket", bucket), col("destination"), col("segment"), col("bucket"));
  }

  /** The bucket of a position. */
  static Column of(Column position, int tasks) {
    return pmod(xxhash64(position), lit((long) tasks)).cast("int");
  }
}
