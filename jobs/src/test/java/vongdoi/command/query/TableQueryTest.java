package vongdoi.command.query;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import vongdoi.common.catalog.Gold;
import vongdoi.common.catalog.Silver;
import vongdoi.common.job.ExitCode;
import vongdoi.common.job.JobException;
import vongdoi.common.spark.LocalSpark;
import vongdoi.platform.AccessConfig.Role;

class TableQueryTest {
  @Test
  void tablesAreNamedOutsideOfTextsAndComments() {
    TableQuery query =
        TableQuery.of(
            "select 'ngày 😀 gold.models', \"gold.models\", p.email -- gold.models\n"
                + "from Silver.Profiles p, `gold`.features /* gold.models */"
                + " where silver.profiles.email = 'a@gold.vn' and t.gold.x = 1");
    assertEquals(
        "select 'ngày 😀 gold.models', \"gold.models\", p.email -- gold.models\n"
            + "from silver_profiles p, gold_features /* gold.models */"
            + " where silver_profiles.email = 'a@gold.vn' and t.gold.x = 1",
        query.sql());
    assertEquals(Set.of(Silver.PROFILES, Gold.FEATURES), query.tables());
  }

  @Test
  void onlyQueriesAreRun() {
    for (String change :
        List.of(
            "delete from silver.profiles",
            "insert into silver.profiles select * from silver.profiles",
            "with x as (select 1) insert into silver.profiles select * from x",
            "from silver.profiles insert into a select * insert into b select *",
            "update silver.profiles set email = null",
            "merge into silver.profiles t using silver.profiles s on true when matched then delete",
            "drop table silver.profiles",
            "create table x as select * from silver.profiles",
            "create or replace temp view x as select 1",
            "set spark.sql.ansi.enabled = false",
            "execute immediate 'drop table silver.profiles'",
            "begin delete from silver.profiles; end",
            "select transform(email) using 'cat' as (email) from silver.profiles",
            "with x as (select transform(email) using 'cat' as (a) from silver.profiles) select a from x",
            "explain select 1",
            "truncate table silver.profiles")) {
      JobException refused =
          assertThrows(
              JobException.class,
              () -> TableQuery.of(change).requireReading(LocalSpark.session(), Role.OWNER),
              change);
      assertEquals(ExitCode.USAGE, refused.exitCode(), change);
    }
    for (String query :
        List.of(
            "select count(*) from silver.profiles where email in (select email from silver.profiles)",
            "with x as (select 1 as a) select a from x union all values (2)",
            "from silver.profiles select email")) {
      assertDoesNotThrow(
          () -> TableQuery.of(query).requireReading(LocalSpark.session(), Role.OWNER), query);
    }
  }
}
