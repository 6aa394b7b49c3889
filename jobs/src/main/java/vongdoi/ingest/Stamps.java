package vongdoi.ingest;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import vongdoi.common.catalog.Bronze;
import vongdoi.common.job.Inputs;
import vongdoi.common.table.Table;

/** The columns that say where a landed row came from and when it was taken in. */
final class Stamps {
  private static final Set<String> ADDED =
      Set.of("_source", "_source_file", "_position", Bronze.BATCH_ID, "_ingested_at");

  private final Inputs inputs;
  private final Column sources;
  private final Column paths;

  Stamps(Inputs inputs, List<NewFile> files) {
    this.inputs = inputs;
    this.sources = lit(files.stream().map(NewFile::source).toArray(String[]::new));
    this.paths = lit(files.stream().map(f -> f.file().path()).toArray(String[]::new));
  }

  /** Columns of a table that parsing alone fills, all of them nullable: bad rows have none. */
  static StructType parsedSchema(Table table) {
    return new StructType(
        Arrays.stream(table.schema().asNullable().fields())
            .filter(f -> !ADDED.contains(f.name()))
            .toArray(StructField[]::new));
  }

  /** Parsed rows with their origin and batch. */
  Dataset<Row> on(Dataset<Row> rows) {
    List<Column> columns = new ArrayList<>();
    Arrays.stream(rows.columns())
        .filter(c -> !c.equals(TextRows.RAW) && !c.equals(TextRows.REASON))
        .forEach(c -> columns.add(col(c)));
    columns.add(origin(sources).as("_source"));
    columns.add(origin(paths).as("_source_file"));
    columns.add(position().as("_position"));
    columns.addAll(batch());
    return rows.select(columns.toArray(Column[]::new));
  }

  /** Rows of bronze.quarantine for bad rows. */
  Dataset<Row> quarantined(Entity entity, Dataset<Row> setAside) {
    List<Column> columns = new ArrayList<>();
    columns.add(origin(sources).as("source"));
    columns.add(lit(entity.word()).as("entity"));
    columns.add(origin(paths).as("file"));
    columns.add(position().as("position"));
    columns.add(col(TextRows.REASON).as("reason"));
    columns.add(col(TextRows.RAW).as("raw"));
    columns.addAll(batch());
    return setAside.select(columns.toArray(Column[]::new));
  }

  List<Column> batch() {
    return List.of(
        lit(inputs.batch()).as(Bronze.BATCH_ID), lit(inputs.run().end()).as("_ingested_at"));
  }

  private static Column position() {
    return expr(RowIds.POSITION.formatted(TextRows.ROW));
  }

  private static Column origin(Column ofFiles) {
    Column file = expr("cast(" + RowIds.FILE.formatted(TextRows.ROW) + " + 1 as int)");
    return element_at(ofFiles, file);
  }
}
