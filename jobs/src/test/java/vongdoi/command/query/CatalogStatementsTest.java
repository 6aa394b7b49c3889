package vongdoi.command.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import vongdoi.common.catalog.Catalog;
import vongdoi.common.catalog.Gold;
import vongdoi.common.job.TestLake;
import vongdoi.common.spark.LocalSpark;
import vongdoi.common.table.Table;
import vongdoi.common.table.View;

/** The readers' test runs and parses those of the other engines. */
class CatalogStatementsTest {
  private static String text(Engine engine, String lake) {
    return String.join(
        "\n", new CatalogStatements(engine, lake, engine.catalog()).all(table -> true));
  }

  @Test
  void sparkRegistersEveryTableAndViewWithItsComments() {
    TestLake lake = TestLake.empty();
    CatalogStatements.tables().forEach(lake.warehouse()::create);
    SparkSession spark = LocalSpark.session().newSession();
    CatalogStatements statements = new CatalogStatements(Engine.SPARK, lake.warehouse().lake(), "");
    try {
      for (String statement : statements.all(table -> true)) {
        spark.sql(statement.substring(0, statement.length() - 1));
      }
      Stream.concat(CatalogStatements.tables().stream(), Catalog.views().stream().map(View::shape))
          .forEach(shape -> assertEquals(comments(shape), comments(spark, shape)));
      assertEquals(0, spark.sql("select * from gold.cohorts").count());
    } finally {
      spark.sql("drop database if exists silver cascade");
      spark.sql("drop database if exists gold cascade");
    }
  }

  private static List<String> comments(Table shape) {
    return shape.columns().stream().map(c -> c.name() + ": " + c.meaning()).toList();
  }

  private static List<String> comments(SparkSession spark, Table shape) {
    return Arrays.stream(spark.table(shape.fullName()).schema().fields())
        .map(field -> field.name() + ": " + field.getComment().getOrElse(() -> ""))
        .toList();
  }

  @Test
  void whatNoJobHasMadeIsLeftOutAndSaidSo() {
    List<String> statements =
        new CatalogStatements(Engine.DUCKDB, "/lake", "").all(t -> !t.equals(Gold.STAGE_FUNNEL));
    assertTrue(
        statements.contains("-- gold.stage_funnel is left out: no job has made it yet"),
        statements.toString());
    assertTrue(
        statements.contains(
            "-- gold.funnel is left out: it reads tables that no job has made yet"));
    assertFalse(
        String.join("\n", statements).contains("delta_scan('/lake/tables/gold/stage_funnel')"));
  }

  @Test
  void onlyHadoopSaysS3a() {
    for (Engine engine : Engine.values()) {
      boolean isHadoop = engine == Engine.SPARK || engine == Engine.HIVE;
      String text = text(engine, "s3a://shop");
      assertEquals(isHadoop, text.contains("'s3a://shop/tables/gold/lifecycle'"), engine.name());
      assertEquals(!isHadoop, text.contains("'s3://shop/tables/gold/lifecycle'"), engine.name());
    }
  }

  @Test
  void everyEngineGetsEveryTableAndView() {
    for (Engine engine : Engine.values()) {
      String text = text(engine, "/lake");
      CatalogStatements.tables()
          .forEach(
              table -> assertTrue(text.contains("/" + table.name() + "'"), engine + " " + table));
      for (View view : Catalog.views()) {
        String name = engine == Engine.UNITY ? TableQuery.view(view.shape()) : view.fullName();
        assertTrue(text.contains(name), engine + " " + view);
      }
    }
  }

  @Test
  void hiveHasNoDateTrunc() {
    String text = text(Engine.HIVE, "/lake");
    assertFalse(text.contains("date_trunc"), text);
    assertTrue(text.contains("trunc(min(order_date), 'MM')"), text);
  }
}
