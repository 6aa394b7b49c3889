package vongdoi.ingest.landing;

import java.sql.Date;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import vongdoi.common.catalog.Bronze;
import vongdoi.common.job.Inputs;
import vongdoi.common.job.Outputs;
import vongdoi.common.table.Table;
import vongdoi.ingest.files.FileFindings;
import vongdoi.ingest.files.NewFile;
import vongdoi.ingest.row.WorkingColumns;
import vongdoi.ingest.source.SourceConfig;

/** What a run hands over: bronze rows, the quarantine, the record of its files, the counts. */
public final class BronzeOutputs {
  private final Inputs inputs;
  private final Map<String, SourceConfig> sources;
  private final List<NewFile> files;
  private final Map<Integer, String> damaged;
  private final Map<Integer, Long> passedOver;
  private final OriginColumns origin;
  private final Set<Integer> outside;

  /**
   * @param outside numbers of the files that are left outside, to be looked at by another run
   */
  public BronzeOutputs(
      Inputs inputs,
      Map<String, SourceConfig> sources,
      List<NewFile> files,
      FileFindings findings,
      Set<Integer> outside) {
    this.inputs = inputs;
    this.outside = outside;
    this.sources = sources;
    this.files = files;
    this.damaged = new HashMap<>(findings.setAside());
    this.damaged.keySet().removeAll(outside);
    this.passedOver = new HashMap<>(findings.passedOver());
    this.passedOver.keySet().removeAll(outside);
    this.origin = new OriginColumns(inputs, files);
  }

  public Outputs of(List<DeduplicatedRows> entities) {
    Map<Table, Dataset<Row>> rows = new HashMap<>();
    Map<Integer, FileCounts> counts = new HashMap<>();
    for (DeduplicatedRows all : entities) {
      DeduplicatedRows entity = all.without(outside);
      counts.putAll(entity.counts());
      FileCounts total = entity.total();
      if (total.accepted() > 0) {
        put(entity, rows);
      }
      if (total.quarantined() > 0) {
        add(rows, Bronze.QUARANTINE, origin.quarantined(entity.entity(), entity.setAside()));
      }
    }
    if (!damaged.isEmpty()) {
      add(rows, Bronze.QUARANTINE, setAside());
    }
    damaged.keySet().forEach(file -> counts.put(file, FileCounts.SET_ASIDE));
    rows.put(Bronze.LANDED_FILES, landedFiles(counts));
    Outputs outputs = Outputs.none();
    rows.forEach(outputs::and);
    FileCounts total = counts.values().stream().reduce(FileCounts.NONE, FileCounts::plus);
    LocalDate reach =
        entities.stream()
            .map(DeduplicatedRows::reach)
            .max(LocalDate::compareTo)
            .orElse(LocalDate.EPOCH);
    return outputs
        .reaching(reach)
        .count("files", files.size() - outside.size())
        .count("rows_in", total.rowsIn())
        .count("accepted", total.accepted())
        .count("duplicate", total.duplicate())
        .count("erased", total.erased())
        .count("quarantined", total.quarantined())
        .count("filtered", total.filtered())
        .count("passed_over", passedOver.values().stream().mapToLong(Long::longValue).sum())
        .count("late", total.late())
        .count("future", total.future());
  }

  private void put(DeduplicatedRows entity, Map<Table, Dataset<Row>> rows) {
    WorkingColumns.linesOf(entity.accepted())
        .map(lines -> new OrdersFromLines(inputs).of(origin.on(lines), origin))
        .ifPresent(orders -> add(rows, Bronze.ORDERS, orders));
    add(rows, entity.entity().table(), origin.on(entity.accepted()));
  }

  private static void add(Map<Table, Dataset<Row>> rows, Table table, Dataset<Row> more) {
    Dataset<Row> shaped =
        more.selectExpr(
            table.columnNames().stream().map(c -> "`" + c + "`").toArray(String[]::new));
    rows.merge(table, shaped, Dataset::union);
  }

  private Dataset<Row> setAside() {
    List<Row> rows = new ArrayList<>();
    damaged.forEach(
        (number, reason) -> {
          NewFile file = files.get(number);
          rows.add(
              RowFactory.create(
                  file.source(),
                  sources.get(file.source()).entity().word(),
                  file.file().path(),
                  null,
                  reason,
                  null,
                  inputs.batch(),
                  Timestamp.from(inputs.run().end())));
        });
    StructType schema = Bronze.QUARANTINE.schema();
    return inputs.spark().createDataFrame(rows, schema);
  }

  private Dataset<Row> landedFiles(Map<Integer, FileCounts> counts) {
    List<Row> rows = new ArrayList<>();
    for (NewFile file : files) {
      if (outside.contains(file.number())) {
        continue;
      }
      FileCounts c = counts.getOrDefault(file.number(), FileCounts.NONE);
      String status =
          damaged.containsKey(file.number())
              ? "quarantined"
              : file.isRewritten() ? "rewritten" : "accepted";
      rows.add(
          RowFactory.create(
              file.source(),
              file.file().path(),
              file.file().version(),
              file.file().size(),
              c.rowsIn(),
              c.accepted(),
              c.duplicate(),
              c.quarantined(),
              c.late(),
              c.future(),
              damaged.containsKey(file.number()) ? 0L : passedOver.getOrDefault(file.number(), 0L),
              status,
              Date.valueOf(inputs.run().date()),
              inputs.batch()));
    }
    return inputs.spark().createDataFrame(rows, Bronze.LANDED_FILES.schema());
  }
}
