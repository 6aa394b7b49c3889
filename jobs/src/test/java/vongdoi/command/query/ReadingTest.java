package vongdoi.command.query;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.apache.spark.sql.catalyst.parser.ParseException;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.junit.jupiter.api.Test;
import vongdoi.common.job.JobException;
import vongdoi.common.spark.LocalSpark;

class ReadingTest {
  private static LogicalPlan parsed(String text) {
    try {
      return LocalSpark.session().sessionState().sqlParser().parsePlan(text);
    } catch (ParseException e) {
      throw new IllegalArgumentException(text, e);
    }
  }

  @Test
  void clientsAskAndLookAround() {
    for (String text :
        List.of(
            "select stage, count(*) from gold.lifecycle group by stage",
            "with x as (select 1 as a) select * from x, spark_catalog.silver.orders",
            "select * from range(3)",
            "select explode(emails) from silver.profiles",
            "show tables in gold",
            "show databases",
            "show columns in gold.funnel",
            "show functions",
            "describe extended gold.funnel",
            "describe gold.funnel stage",
            "describe query select 1",
            "explain select * from gold.funnel",
            "use gold")) {
      assertDoesNotThrow(() -> Reading.requireOfClient(parsed(text)), text);
    }
  }

  @Test
  void clientsChangeNothingAndReadNoFiles() {
    for (String text :
        List.of(
            "insert into gold.funnel select * from gold.funnel",
            "create table gold.x as select 1 as a",
            "create temporary view x as select * from delta.`/lake`",
            "drop view gold.funnel",
            "alter view gold.funnel as select 1",
            "set spark.sql.runSQLOnFiles = true",
            "set -v",
            "reset",
            "add jar '/tmp/x.jar'",
            "create temporary function f as 'x.Y'",
            "cache table gold.funnel",
            "refresh table gold.funnel",
            "vacuum gold.funnel",
            "describe detail delta.`/lake/tables/silver/profiles`",
            "describe delta.`/lake/tables/silver/profiles`",
            "describe query select * from delta.`/lake/tables/silver/profiles`",
            "explain select * from delta.`/lake/tables/silver/profiles`",
            "explain delete from gold.funnel",
            "show create table gold.funnel",
            "execute immediate 'select 1'",
            "begin select 1; end",
            "declare x int default 1",
            "select * from delta.`/lake/tables/silver/profiles`",
            "select * from csv.`/etc/passwd`",
            "select * from bronze.customers",
            "select * from other.silver.profiles",
            "select * from gold.funnel where stage in (select email from delta.`/lake`)",
            "with x as (select * from delta.`/lake`) select * from x",
            "select * from table_changes('silver.profiles', 0)",
            "select java_method('java.lang.System', 'getenv', 'HOME')",
            "select transform(stage) using 'sh' as (x) from gold.funnel")) {
      assertThrows(JobException.class, () -> Reading.requireOfClient(parsed(text)), text);
    }
  }
}
