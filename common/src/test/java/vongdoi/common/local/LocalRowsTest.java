package vongdoi.common.local;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import vongdoi.common.spark.LocalSpark;

class LocalRowsTest {
  private static final List<String> COUNTED =
      List.of("{\"name\":\"an\",\"n\":2}", "{\"name\":\"bo\",\"n\":1}");

  private static Dataset<Row> counted(SparkSession session) {
    Dataset<Row> people = session.sql("select * from values (1, 'an'), (2, 'bo') as p(id, name)");
    Dataset<Row> orders = session.sql("select * from values (1), (1), (2) as o(id)");
    return orders.join(people, "id").groupBy("name").agg(count(lit(1)).as("n")).orderBy("name");
  }

  /** The rows, computed in a group of jobs of their own. */
  private static List<String> computed(String group, Dataset<Row> frame) {
    SparkSession session = frame.sparkSession();
    session.sparkContext().setJobGroup(group, group, false);
    LocalRows rows = LocalRows.of(frame);
    session.sparkContext().clearJobGroup();
    return rows.frame(session).select(col("name"), col("n")).toJSON().collectAsList();
  }

  private static int jobs(String group) {
    return LocalSpark.session().sparkContext().statusTracker().getJobIdsForGroup(group).length;
  }

  @Test
  void atTheLocalScaleJoinsAndGroupsOfRowsInMemoryStartNoSparkJob() {
    SparkSession small = LocalSpark.session().newSession();
    Scale.LOCAL.settle(small);
    assertEquals(COUNTED, computed("small", counted(small)));
    assertEquals(0, jobs("small"));
  }

  /** Each kind of value is as a query gives it. */
  @Test
  void fewRowsOfASmallTableAreCollectedWithoutAQuery() {
    SparkSession small = LocalSpark.session().newSession();
    Scale.LOCAL.settle(small);
    Dataset<Row> typed =
        small.sql(
            "select * from values"
                + " (1, 'an', date'2026-01-02', timestamp'2026-01-02 03:04:05', 1.50BD, map('k', 2D),"
                + " array('x', null), cast(null as string)),"
                + " (2, 'bo', null, null, null, null, null, 'z')"
                + " as t(id, name, day, at, price, metrics, words, note)");
    Dataset<Row> table = LocalRows.of(typed).frame(small);
    Dataset<Row> few = table.where("id = 1").select("*");
    small.sparkContext().setJobGroup("few", "few", false);
    List<Row> rows = LocalRows.collected(few);
    small.sparkContext().clearJobGroup();
    assertEquals(few.collectAsList(), rows);
    assertEquals(2.0, rows.get(0).<String, Double>getJavaMap(5).get("k"));
    assertEquals("an", rows.get(0).<String>getAs("name"));
    assertEquals(0, jobs("few"));
    assertEquals(table.orderBy("id").collectAsList(), LocalRows.collected(table.orderBy("id")));
  }

  @Test
  void aPlanWithAnExchangeGivesTheSameRowsByASparkJob() {
    SparkSession large = LocalSpark.session().newSession();
    assertEquals(COUNTED, computed("large", counted(large)));
    assertTrue(jobs("large") > 0);
  }
}
