package vongdoi.ingest;

import static org.apache.spark.sql.functions.expr;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import vongdoi.common.job.ExitCode;
import vongdoi.common.job.JobException;
import vongdoi.common.job.Run;
import vongdoi.common.table.TableColumn;
import vongdoi.ingest.files.ColumnarFrames;
import vongdoi.ingest.files.FileFindings;
import vongdoi.ingest.files.NewFile;
import vongdoi.ingest.files.TextFrames;
import vongdoi.ingest.landing.OrderExports;
import vongdoi.ingest.lines.CsvColumns;
import vongdoi.ingest.lines.CsvDialect;
import vongdoi.ingest.lines.JsonColumns;
import vongdoi.ingest.mapping.DerivedColumns;
import vongdoi.ingest.mapping.Mapping;
import vongdoi.ingest.row.WorkingColumns;
import vongdoi.ingest.segment.SegmentCalls;
import vongdoi.ingest.source.Entity;
import vongdoi.ingest.source.Format;
import vongdoi.ingest.source.SourceConfig;
import vongdoi.ingest.values.DateOrder;
import vongdoi.ingest.values.DecimalMark;
import vongdoi.ingest.values.ValueRules;

/** Makes the frame of parsed rows of one source's new files. */
final class SourceFrames {
  private static final String TIME_ZONE = "spark.sql.session.timeZone";

  private final SparkSession spark;
  private final Run run;
  private final IngestConfig config;
  private final Map<String, SourceConfig> sources;
  private final FileFindings findings;
  private final TextFrames text;
  private final ColumnarFrames columnar;

  SourceFrames(
      SparkSession spark,
      Run run,
      IngestConfig config,
      Map<String, SourceConfig> sources,
      FileFindings findings,
      TextFrames text,
      ColumnarFrames columnar) {
    this.spark = spark;
    this.run = run;
    this.config = config;
    this.sources = sources;
    this.findings = findings;
    this.text = text;
    this.columnar = columnar;
  }

  /**
   * Parsed rows with their working columns; bad ones bear a reason.
   *
   * @param entity what the rows go to: for order lines {@link Entity#ORDER_ITEMS}
   */
  Dataset<Row> of(String name, Entity entity, List<NewFile> files) {
    SourceConfig source = sources.get(name);
    ZoneId zone = source.zone().map(ZoneId::of).orElse(run.zone());
    if (source.format() == Format.SEGMENT) {
      return segment(source, zone, files);
    }
    boolean isLines = isLines(source, entity);
    List<TableColumn> canonical = canonical(source, entity);
    Dataset<Row> rows = inZoneOf(source, () -> mapped(name, entity, files));
    OrderExports exports = new OrderExports(source.format() == Format.DELTA ? List.of() : files);
    if (isLines) {
      rows = exports.withOrderFields(rows, canonical, Entity.ORDERS.required());
    }
    Dataset<Row> derived =
        new DerivedColumns(
                entity, run.zone(), config.futureAllowanceSeconds(), config.eventAliases())
            .of(
                WorkingColumns.withTextOfBadRows(rows),
                canonical,
                name,
                SourceConfig.recordSource(name, sources));
    if (entity == Entity.ORDER_ITEMS) {
      derived = exports.versions(derived, source.linesSay());
    }
    Dataset<Row> light = WorkingColumns.withTextOfBadRows(derived);
    return isLines ? WorkingColumns.markedAsLines(light) : light;
  }

  /**
   * Canonical rows of all files. A file that lacks what the mapping names is set aside alone,
   * unless all of them do: then it is the mapping that is wrong.
   */
  private Dataset<Row> mapped(String name, Entity entity, List<NewFile> files) {
    Dataset<Row> all = null;
    List<ColumnarFrames.Group> unfit = new ArrayList<>();
    Mapping.Misfit why = null;
    List<String> required = entity.required();
    for (Raw raw : raw(name, entity, files)) {
      Optional<Mapping.Misfit> misfit = raw.mapping().misfit(raw.rows());
      if (misfit.isPresent()) {
        unfit.add(new ColumnarFrames.Group(raw.files(), raw.rows()));
        why = misfit.get();
        continue;
      }
      Dataset<Row> rows = raw.mapping().canonical(raw.rows(), required);
      all = all == null ? rows : all.unionByName(rows);
    }
    if (all == null) {
      throw new JobException(
          ExitCode.CONFIGURATION,
          "Invalid sources.%s.%s: it does not fit the raw columns (%s)"
              .formatted(name, why.key(), why.problem()));
    }
    for (ColumnarFrames.Group group : unfit) {
      for (NewFile file : group.files()) {
        findings.setAside(
            file.number(),
            "sources.%s.%s does not fit the file's columns, though it fits other files'"
                .formatted(name, why.key()));
      }
    }
    return all;
  }

  /** Raw rows with the mapping that reads them. */
  record Raw(List<NewFile> files, Dataset<Row> rows, Mapping mapping) {}

  /** Frames of a source are made in its zone: expressions such as to_timestamp follow it. */
  <T> T inZoneOf(SourceConfig source, Supplier<T> frames) {
    spark.conf().set(TIME_ZONE, source.zone().orElse(run.zone().getId()));
    try {
      return frames.get();
    } finally {
      spark.conf().set(TIME_ZONE, "UTC");
    }
  }

  /** Raw rows of the files, those of columnar files by their schema. */
  List<Raw> raw(String name, Entity entity, List<NewFile> files) {
    SourceConfig source = sources.get(name);
    Mapping mapping = mapping(name, source, canonical(source, entity));
    return switch (source.format()) {
      case PARQUET, DELTA ->
          columnar.read(source, mapping.wanted().names(), files).stream()
              .map(group -> new Raw(group.files(), group.rows(), mapping))
              .toList();
      default ->
          List.of(new Raw(files, lines(source, mapping, source.required(entity), files), mapping));
    };
  }

  private static boolean isLines(SourceConfig source, Entity entity) {
    return source.entity() == Entity.ORDERS && entity == Entity.ORDER_ITEMS;
  }

  private static List<TableColumn> canonical(SourceConfig source, Entity entity) {
    return isLines(source, entity) ? Entity.canonicalOfLines() : entity.canonical();
  }

  private Mapping mapping(String name, SourceConfig source, List<TableColumn> canonical) {
    String country = source.country().orElse(run.country());
    ValueRules rules =
        new ValueRules(
            source.zone().map(ZoneId::of).orElse(run.zone()),
            source.dateOrder().orElse(DateOrder.of(country)),
            source.decimalMark(),
            DecimalMark.of(country),
            source.currency().orElse(run.currency()),
            config.plausibleYears().first(),
            config.plausibleYears().last(),
            config.limits().idLength());
    return new Mapping(name, source, canonical, rules, country);
  }

  private Dataset<Row> segment(SourceConfig source, ZoneId zone, List<NewFile> files) {
    Map<String, String> aliases = new TreeMap<>(config.eventAliases());
    Dataset<Row> rows =
        text.read(
            files,
            new SegmentCalls.Calls(
                zone,
                run.zone(),
                config.futureAllowanceSeconds(),
                config.plausibleYears().first(),
                config.plausibleYears().last(),
                Set.copyOf(config.identifyingProperties()),
                aliases),
            config.lineLimits(false));
    return source
        .where()
        .map(w -> WorkingColumns.withReason(rows, WorkingColumns.filteredUnless(expr(w))))
        .orElse(rows);
  }

  private Dataset<Row> lines(
      SourceConfig source, Mapping mapping, Set<String> required, List<NewFile> files) {
    return switch (source.format()) {
      case CSV -> {
        Set<String> mustHave = new HashSet<>(mapping.named().names());
        required.stream().filter(r -> !source.columns().containsKey(r)).forEach(mustHave::add);
        List<String> wanted = mapping.wanted().names();
        mustHave.retainAll(wanted);
        yield text.read(
            files,
            new CsvColumns.Records(CsvDialect.of(source.options()), wanted, mustHave),
            config.lineLimits(true));
      }
      case JSON ->
          text.read(files, new JsonColumns.Objects(mapping.wanted()), config.lineLimits(true));
      default -> throw new IllegalStateException("no format of mapped lines: " + source.format());
    };
  }
}
