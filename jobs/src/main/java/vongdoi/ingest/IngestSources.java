package vongdoi.ingest;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import vongdoi.common.catalog.Bronze;
import vongdoi.common.catalog.Silver;
import vongdoi.common.job.Inputs;
import vongdoi.common.job.Job;
import vongdoi.common.job.Memory;
import vongdoi.common.job.Outputs;
import vongdoi.common.job.Schedule;
import vongdoi.common.storage.ColumnarFiles;
import vongdoi.common.storage.FileContent;
import vongdoi.common.table.Table;
import vongdoi.common.table.Write;
import vongdoi.customer.ErasureRules;
import vongdoi.ingest.files.ColumnarFrames;
import vongdoi.ingest.files.FileFindings;
import vongdoi.ingest.files.NewFile;
import vongdoi.ingest.files.NewFiles;
import vongdoi.ingest.files.OrderLineSources;
import vongdoi.ingest.files.TextFrames;
import vongdoi.ingest.landing.BronzeOutputs;
import vongdoi.ingest.landing.DeduplicatedRows;
import vongdoi.ingest.landing.ErasedRows;
import vongdoi.ingest.landing.SourceChecks;
import vongdoi.ingest.landing.SourceChecks.Judged;
import vongdoi.ingest.source.Entity;
import vongdoi.ingest.source.Format;
import vongdoi.ingest.source.SourceConfig;

/** Takes new landed files into bronze: each row exactly once, each bad one into quarantine. */
public final class IngestSources implements Job {
  /**
   * Bytes of text for a byte of the Parquet file that its rows fill; packed texts are half of that.
   */
  private static final int TEXT = 4;

  private static final int PACKED = 2;

  private final IngestConfig config;
  private final TreeMap<String, SourceConfig> sources;
  private final ErasureRules erasure;

  public IngestSources(
      IngestConfig config, Map<String, SourceConfig> sources, ErasureRules erasure) {
    this.config = config;
    this.erasure = erasure;
    this.sources = new TreeMap<>(sources);
  }

  @Override
  public String name() {
    return "ingest.sources";
  }

  @Override
  public String meaning() {
    return "Takes new landed files in: each row exactly once, bad ones into quarantine";
  }

  @Override
  public List<Table> reads() {
    return List.of();
  }

  /** People may be erased at any time; a file that is taken in later must know. */
  @Override
  public List<Table> remembers() {
    return List.of(Silver.ERASED_IDENTIFIERS);
  }

  /** Orders made up of lines grow when further lines come; all other rows are only added. */
  @Override
  public List<Write> writes() {
    return Bronze.all().stream()
        .map(
            t ->
                t.equals(Bronze.ORDERS) && OrderLineSources.arePossible(sources)
                    ? Write.upsert(t)
                    : Write.append(t))
        .toList();
  }

  @Override
  public Schedule schedule() {
    return Schedule.DAILY_AND_WITHIN_DAY;
  }

  @Override
  public String settings() {
    return config + " " + sources;
  }

  /** Landed files are read once: under other settings, what has been taken in stays. */
  @Override
  public Memory memory() {
    return Memory.TAKEN_IN;
  }

  @Override
  public boolean looksOutside() {
    return true;
  }

  @Override
  public Outputs run(Inputs inputs) {
    List<NewFile> files =
        new NewFiles(config.lateDays(), config.fullListingDays(), sources).found(inputs);
    SourceChecks checks = new SourceChecks(inputs, sources, files);
    if (files.isEmpty()) {
      return judged(Outputs.none(), checks, checks.judge(List.of()));
    }
    inputs.found(weight(inputs.spark(), files), tables(files));
    SparkSession spark = inputs.spark();
    IngestSession.settle(spark);
    FileFindings findings = new FileFindings(spark.sparkContext());
    SourceFrames frames =
        new SourceFrames(
            spark,
            inputs.run(),
            config,
            sources,
            findings,
            new TextFrames(spark, findings, config.taskBytes()),
            new ColumnarFrames(spark, findings, config.lineLimits(false)));
    Optional<ErasedRows> erased =
        ErasedRows.areNone(inputs)
            ? Optional.empty()
            : Optional.of(new ErasedRows(inputs, erasure, files));
    List<DeduplicatedRows> rows = null;
    while (rows == null) {
      try {
        rows =
            new EntityLanes(inputs, config, sources, findings, erased)
                .of(parsed(inputs, frames, files));
      } catch (RuntimeException failure) {
        // What is torn behind a sound footer shows only when it is read: without it, once more.
        List<NewFile> torn = torn(spark, files, findings);
        if (torn.isEmpty()) {
          throw failure;
        }
        torn.forEach(
            f -> findings.setAside(f.number(), "the file is damaged: its rows cannot be read"));
      }
    }
    Judged judged = checks.judge(rows);
    Set<Integer> outside = checks.filesOf(judged.stopped());
    Outputs outputs =
        outside.size() == files.size()
            ? Outputs.none()
            : new BronzeOutputs(inputs, sources, files, findings, outside).of(rows);
    return judged(outputs, checks, judged);
  }

  private static Outputs judged(Outputs outputs, SourceChecks checks, Judged judged) {
    judged.findings().values().forEach(own -> own.forEach(outputs::found));
    return judged.stopped().isEmpty() ? outputs : outputs.refusing(checks.refusal(judged));
  }

  /** Where rows like those of the files may be already; lines may make up orders. */
  private Set<Table> tables(List<NewFile> files) {
    Set<Table> tables = new LinkedHashSet<>();
    for (NewFile file : files) {
      Entity entity = sources.get(file.source()).entity();
      tables.add(entity.table());
      if (entity == Entity.ORDERS) {
        tables.add(Bronze.ORDER_ITEMS);
      }
    }
    return tables;
  }

  /** About how many bytes the files' rows fill as a table. */
  private long weight(SparkSession spark, List<NewFile> files) {
    FileContent content = new FileContent(spark.sessionState().newHadoopConf());
    return files.stream()
        .mapToLong(
            f ->
                sources.get(f.source()).format().isText() && content.isPlain(f.file().path())
                    ? f.file().size() / TEXT
                    : PACKED * f.file().size())
        .sum();
  }

  /** Columnar files with a sound footer whose rows cannot be read; asked after a failure only. */
  private List<NewFile> torn(SparkSession spark, List<NewFile> files, FileFindings findings) {
    ColumnarFiles storage = new ColumnarFiles(spark);
    Map<Integer, String> known = findings.setAside();
    return files.stream()
        .filter(f -> sources.get(f.source()).format() == Format.PARQUET)
        .filter(f -> f.file().size() > 0 && !known.containsKey(f.number()))
        .filter(f -> !storage.isReadable(f.file().path()))
        .toList();
  }

  /** Frame of each entity that has new files: the union over its sources. */
  private Map<Entity, Dataset<Row>> parsed(
      Inputs inputs, SourceFrames frames, List<NewFile> files) {
    OrderLineSources lines =
        new OrderLineSources(inputs.spark(), config.lineLimits(false), sources);
    Map<String, List<NewFile>> bySource = new TreeMap<>();
    files.forEach(f -> bySource.computeIfAbsent(f.source(), s -> new ArrayList<>()).add(f));
    Map<Entity, Dataset<Row>> parsed = new EnumMap<>(Entity.class);
    bySource.forEach(
        (name, own) -> {
          Entity entity = lines.areIn(name, own) ? Entity.ORDER_ITEMS : sources.get(name).entity();
          parsed.merge(entity, frames.of(name, entity, own), (a, b) -> a.unionByName(b, true));
        });
    return parsed;
  }
}
