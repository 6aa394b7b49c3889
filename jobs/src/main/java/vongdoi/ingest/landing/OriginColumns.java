package vongdoi.ingest.landing;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.timestamp_millis;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import vongdoi.common.catalog.Bronze;
import vongdoi.common.job.Inputs;
import vongdoi.ingest.files.NewFile;
import vongdoi.ingest.row.WorkingColumns;
import vongdoi.ingest.source.Entity;

/** The columns that say where a landed row came from and when it was taken in. */
final class OriginColumns {
  private final Inputs inputs;
  private final Column sources;
  private final Column paths;
  private final Column landed;

  OriginColumns(Inputs inputs, List<NewFile> files) {
    this.inputs = inputs;
    this.sources = lit(files.stream().map(NewFile::source).toArray(String[]::new));
    this.landed = lit(files.stream().mapToLong(NewFile::landedMillis).toArray());
    this.paths = lit(files.stream().map(f -> f.file().path()).toArray(String[]::new));
  }

  /** The values of parsed rows with their origin and batch. */
  Dataset<Row> on(Dataset<Row> rows) {
    List<Column> columns = new ArrayList<>(WorkingColumns.valuesOf(rows));
    columns.add(origin(sources).as("_source"));
    columns.add(origin(paths).as("_source_file"));
    columns.add(position().as("_position"));
    columns.add(timestamp_millis(origin(landed)).as("_landed_at"));
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
    columns.add(col(WorkingColumns.REASON).as("reason"));
    columns.add(col(WorkingColumns.RAW).as("raw"));
    columns.addAll(batch());
    return setAside.select(columns.toArray(Column[]::new));
  }

  List<Column> batch() {
    return List.of(
        lit(inputs.batch()).as(Bronze.BATCH_ID), lit(inputs.run().end()).as("_ingested_at"));
  }

  private static Column position() {
    return expr(WorkingColumns.POSITION);
  }

  private static Column origin(Column ofFiles) {
    Column file = expr("cast(" + WorkingColumns.FILE + " + 1 as int)");
    return element_at(ofFiles, file);
  }
}
