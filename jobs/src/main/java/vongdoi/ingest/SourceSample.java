package vongdoi.ingest;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import vongdoi.common.job.Run;
import vongdoi.ingest.files.ColumnarFrames;
import vongdoi.ingest.files.FileFindings;
import vongdoi.ingest.files.NewFile;
import vongdoi.ingest.files.NewFiles;
import vongdoi.ingest.files.OrderLineSources;
import vongdoi.ingest.files.TextFrames;
import vongdoi.ingest.mapping.Mapping;
import vongdoi.ingest.row.WorkingColumns;
import vongdoi.ingest.source.Entity;
import vongdoi.ingest.source.Format;
import vongdoi.ingest.source.SourceConfig;

/**
 * What a source's mapping makes of some of its rows, without a lake: every value with what it
 * became or why it is refused. It reads as the ingest reads, but takes nothing in.
 */
public final class SourceSample {
  /** Files that are looked into: the first, the last and the one in the middle. */
  private static final int FILES = 3;

  private final SparkSession spark;
  private final Run run;
  private final IngestConfig config;
  private final TreeMap<String, SourceConfig> sources;

  public SourceSample(
      SparkSession spark, Run run, IngestConfig config, Map<String, SourceConfig> sources) {
    this.spark = spark;
    this.run = run;
    this.config = config;
    this.sources = new TreeMap<>(sources);
  }

  /**
   * A look at a source.
   *
   * @param entity what its rows go to: for order lines {@link Entity#ORDER_ITEMS}
   * @param files those that were looked into
   * @param setAside of these, the ones that no row can be taken from
   * @param rawColumns names of the raw columns of the first file, as far as it says them
   * @param required canonical columns without which a row is not taken in
   * @param misfit the setting that does not fit the raw columns; there are no rows then
   * @param rows in the order of the files
   */
  public record Sample(
      Entity entity,
      List<String> files,
      List<SetAside> setAside,
      List<String> rawColumns,
      List<String> required,
      Optional<Mapping.Misfit> misfit,
      List<SampledRow> rows) {}

  /**
   * A file that would be set aside whole.
   *
   * @param reason as quarantine would give it
   */
  public record SetAside(String file, String reason) {}

  /**
   * A row of a sample.
   *
   * @param position its line or record in the file, from 1
   * @param reason why it would go to quarantine, or {@code filtered}; empty where it is taken in
   * @param raw its text, cut
   * @param extra JSON of the raw columns that no canonical one reads; null where there are none
   * @param cells by canonical column that the source has; empty where the row has no values
   */
  public record SampledRow(
      String file,
      long position,
      Optional<String> reason,
      String raw,
      String extra,
      Map<String, Cell> cells) {}

  /**
   * A value of a canonical column.
   *
   * @param given what the column's expression gives, as text; null where it gives nothing or fails
   * @param value what is taken in, as text; null where that is nothing
   * @param refusal why it is not taken in; null where it is
   */
  public record Cell(String given, String value, String refusal) {
    public boolean isRefused() {
      return refusal != null;
    }

    public boolean isEmpty() {
      return refusal == null && value == null;
    }
  }

  /**
   * Reads up to so many rows of a source.
   *
   * @throws vongdoi.common.job.JobException where its files cannot be listed
   */
  public Sample of(String name, int rows) {
    IngestSession.settle(spark);
    SourceConfig source = sources.get(name);
    List<NewFile> files = some(NewFiles.listed(name, source, spark));
    FileFindings findings = new FileFindings(spark.sparkContext());
    SourceFrames frames =
        new SourceFrames(
            spark,
            run,
            config,
            sources,
            findings,
            new TextFrames(spark, findings, config.taskBytes()),
            new ColumnarFrames(spark, findings, config.lineLimits(false)));
    OrderLineSources lines = new OrderLineSources(spark, config.lineLimits(false), sources);
    Entity entity =
        !files.isEmpty() && lines.areIn(name, files) ? Entity.ORDER_ITEMS : source.entity();
    List<String> header = files.isEmpty() ? List.of() : lines.columns(source, files.get(0));
    Optional<Mapping.Misfit> misfit = Optional.empty();
    List<SampledRow> read = new ArrayList<>();
    for (NewFile file : files) {
      Cells cells = cells(frames, name, entity, file);
      misfit = misfit.or(cells::misfit);
      cells
          .rows()
          .ifPresent(
              frame ->
                  frame
                      .limit(Math.max(1, rows / files.size()))
                      .collectAsList()
                      .forEach(row -> read.add(sampled(file, row, source.required(entity)))));
    }
    Map<Integer, String> reasons = findings.setAside();
    return new Sample(
        entity,
        files.stream().map(f -> f.file().path()).toList(),
        files.stream()
            .filter(f -> reasons.containsKey(f.number()))
            .map(f -> new SetAside(f.file().path(), reasons.get(f.number())))
            .toList(),
        header,
        List.copyOf(source.required(entity)),
        misfit,
        read);
  }

  private record Cells(Optional<Dataset<Row>> rows, Optional<Mapping.Misfit> misfit) {}

  private Cells cells(SourceFrames frames, String name, Entity entity, NewFile file) {
    SourceConfig source = sources.get(name);
    if (source.format() == Format.SEGMENT) {
      return new Cells(
          Optional.of(WorkingColumns.placed(frames.of(name, entity, List.of(file)))),
          Optional.empty());
    }
    return frames.inZoneOf(
        source,
        () -> {
          SourceFrames.Raw raw = frames.raw(name, entity, List.of(file)).get(0);
          Optional<Mapping.Misfit> misfit = raw.mapping().misfit(raw.rows());
          return new Cells(
              misfit.isPresent()
                  ? Optional.empty()
                  : Optional.of(WorkingColumns.placed(raw.mapping().cells(raw.rows()))),
              misfit);
        });
  }

  private static SampledRow sampled(NewFile file, Row row, Set<String> required) {
    Map<String, Cell> cells = new LinkedHashMap<>();
    String reason = row.getAs(WorkingColumns.REASON);
    List<String> names = Arrays.asList(row.schema().fieldNames());
    for (String name : names) {
      if (WorkingColumns.isBesideValues(name) || name.startsWith("_") || name.equals("extra")) {
        continue;
      }
      Object value = row.getAs(name);
      if (value instanceof Row cell) {
        cells.put(name, new Cell(cell.getAs("given"), cell.getAs("value"), cell.getAs("refusal")));
      } else if (reason == null) {
        String text = value == null ? null : value.toString();
        cells.put(name, new Cell(text, text, null));
      }
    }
    return new SampledRow(
        file.file().path(),
        WorkingColumns.placeOf(row),
        Optional.ofNullable(reason != null ? reason : refusal(cells, required)),
        row.getAs(WorkingColumns.RAW),
        WorkingColumns.extraOf(row),
        cells);
  }

  /** Why a row with these values is not taken in; null where it is. */
  private static String refusal(Map<String, Cell> cells, Set<String> required) {
    for (Map.Entry<String, Cell> cell : cells.entrySet()) {
      if (cell.getValue().isRefused()) {
        return cell.getKey() + " cannot be read: " + cell.getValue().refusal();
      }
      if (cell.getValue().isEmpty() && required.contains(cell.getKey())) {
        return cell.getKey() + " is missing";
      }
    }
    return required.stream()
        .filter(r -> !cells.containsKey(r))
        .map(r -> r + " is missing")
        .findFirst()
        .orElse(null);
  }

  private static List<NewFile> some(List<NewFile> all) {
    List<NewFile> filled = all.stream().filter(f -> f.file().size() > 0).toList();
    if (filled.size() <= FILES) {
      return filled;
    }
    return List.of(filled.get(0), filled.get(filled.size() / 2), filled.get(filled.size() - 1));
  }
}
