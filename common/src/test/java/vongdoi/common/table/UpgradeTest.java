package vongdoi.common.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import vongdoi.common.catalog.Bronze;
import vongdoi.common.job.ExitCode;
import vongdoi.common.job.Inputs;
import vongdoi.common.job.Job;
import vongdoi.common.job.JobException;
import vongdoi.common.job.Outputs;
import vongdoi.common.job.TestLake;

/** A lake of an older declaration, brought to the present one. */
class UpgradeTest {
  private static final String NAME = "silver.things";
  private static final Table OLD =
      Table.named(NAME, "thing")
          .key("id")
          .column("id", "string", "Id")
          .required("gone", "string", "Dropped since")
          .column("amount", "double", "Amount")
          .rule("small", "amount < 10")
          .build();
  private static final Table NEW =
      Table.named(NAME, "thing, newest version")
          .key("id")
          .column("id", "string", "Id of the thing")
          .required("is_new", "boolean", "New since")
          .column("note", "string", "Optional since")
          .required("currency", "string", "ISO 4217 code")
          .column("amount", "double", "Amount")
          .rule("positive", "amount >= 0")
          .build();

  private static Upgrade upgrade(TestLake lake) {
    return new Upgrade(lake.warehouse(), "VND", Bronze.LANDED_FILES);
  }

  private static TestLake old() {
    return TestLake.empty()
        .put(
            OLD,
            "{\"id\":\"a\",\"gone\":\"x\",\"amount\":1}",
            "{\"id\":\"b\",\"gone\":\"y\",\"amount\":2}");
  }

  private record Adds(Table table) implements Job {
    @Override
    public String name() {
      return "test.adds";
    }

    @Override
    public String meaning() {
      return "adds a thing";
    }

    @Override
    public List<Table> reads() {
      return List.of();
    }

    @Override
    public List<Write> writes() {
      return List.of(Write.upsert(table));
    }

    @Override
    public String settings() {
      return "";
    }

    @Override
    public Outputs run(Inputs in) {
      return Outputs.of(
          table,
          in.spark()
              .sql(
                  "select 'b' as id, true as is_new, 'seen' as note, 'USD' as currency, 12D as"
                      + " amount"));
    }
  }

  @Test
  void aRunOnAnOlderTableSaysWhatBringsItToThisVersion() {
    TestLake lake = old();
    JobException older =
        assertThrows(JobException.class, () -> lake.run(new Adds(NEW), "2026-01-05"));
    assertEquals(ExitCode.FAILED, older.exitCode());
    assertTrue(
        older.getMessage().contains("without the columns is_new, note, currency"),
        older.getMessage());
    assertTrue(older.getMessage().contains("./vongdoi upgrade"), older.getMessage());
  }

  @Test
  void newColumnsAreFilledWhereEveryRowHasThemAndRulesAreThoseOfNow() {
    TestLake lake = old();
    Optional<Upgrade.Changed> changed = upgrade(lake).bring(NEW);
    assertEquals(
        Optional.of(
            new Upgrade.Changed(NEW, List.of("is_new", "note", "currency"), List.of("gone"), true)),
        changed);
    assertTrue(lake.warehouse().isAsDeclared(NEW));
    assertEquals(
        List.of(
            "{\"id\":\"a\",\"is_new\":false,\"currency\":\"VND\",\"amount\":1.0}",
            "{\"id\":\"b\",\"is_new\":false,\"currency\":\"VND\",\"amount\":2.0}"),
        lake.rows(NEW));
    assertEquals(
        "test.put",
        lake.warehouse().log(NEW).lastStamped().orElseThrow().stamp().job(),
        "the run that made the rows stands");
    lake.run(new Adds(NEW), "2026-01-05");
    assertEquals(
        List.of(
            "{\"id\":\"a\",\"is_new\":false,\"currency\":\"VND\",\"amount\":1.0}",
            "{\"id\":\"b\",\"is_new\":true,\"note\":\"seen\",\"currency\":\"USD\",\"amount\":12.0}"),
        lake.rows(NEW));
  }

  @Test
  void aTableAsDeclaredAndOneThatIsNotThereAreLeftAlone() {
    TestLake lake = old();
    long version = lake.warehouse().version(OLD);
    assertEquals(Optional.empty(), upgrade(lake).bring(OLD));
    assertEquals(version, lake.warehouse().version(OLD));
    assertEquals(Optional.empty(), upgrade(TestLake.empty()).bring(NEW));
    upgrade(lake).bring(NEW);
    assertEquals(Optional.empty(), upgrade(lake).bring(NEW), "done once");
  }

  @Test
  void optionalColumnsMoveNoRow() {
    Table wider =
        Table.named(NAME, "thing")
            .key("id")
            .column("id", "string", "Id")
            .required("gone", "string", "Dropped since")
            .column("note", "string", "Optional since")
            .column("amount", "double", "Amount")
            .rule("small", "amount < 10")
            .build();
    TestLake lake = old();
    long rows = lake.warehouse().log(OLD).dataVersion();
    assertFalse(upgrade(lake).bring(wider).orElseThrow().rewritten());
    assertEquals(rows, lake.warehouse().log(wider).dataVersion());
    assertEquals(
        List.of(
            "{\"id\":\"a\",\"gone\":\"x\",\"amount\":1.0}",
            "{\"id\":\"b\",\"gone\":\"y\",\"amount\":2.0}"),
        lake.rows(wider));
  }

  @Test
  void anotherTypeIsAProblemThatNamesTheColumn() {
    Table other =
        Table.named(NAME, "thing")
            .key("id")
            .column("id", "string", "Id")
            .column("amount", "bigint", "Amount")
            .build();
    assertEquals(
        Optional.of("silver.things.amount is double and would become bigint"),
        upgrade(old()).problem(other));
    assertEquals(Optional.empty(), upgrade(old()).problem(NEW));
  }

  @Test
  void landedRowsAreToldWhenTheirFileLanded() {
    List<TableColumn> columns =
        Bronze.PRODUCTS.columns().stream().filter(c -> !c.name().equals("_landed_at")).toList();
    Table before =
        Table.named("bronze.products", "product").columnsOf(columns).key("product_id").build();
    TestLake lake =
        TestLake.empty()
            .put(
                Bronze.LANDED_FILES,
                "{\"source\":\"shop\",\"file\":\"raw/2026-01-05/p.csv\",\"file_version\":\"e\"}",
                "{\"source\":\"shop\",\"file\":\"raw/p.csv\",\"file_version\":\"12-1767657600000\"}",
                "{\"source\":\"shop\",\"file\":\"raw/q.csv\",\"file_version\":\"etag\"}")
            .put(
                before,
                "{\"product_id\":\"a\",\"_source_file\":\"raw/2026-01-05/p.csv\"}",
                "{\"product_id\":\"b\",\"_source_file\":\"raw/p.csv\"}",
                "{\"product_id\":\"c\",\"_source_file\":\"raw/q.csv\"}");
    assertTrue(upgrade(lake).bring(Bronze.PRODUCTS).orElseThrow().rewritten());
    assertEquals(
        List.of(
            "{\"product_id\":\"a\",\"_landed_at\":\"2026-01-05T00:00:00.000Z\"}",
            "{\"product_id\":\"b\",\"_landed_at\":\"2026-01-06T00:00:00.000Z\"}",
            "{\"product_id\":\"c\"}"),
        lake.rows(Bronze.PRODUCTS, "product_id", "_landed_at"));
  }
}
