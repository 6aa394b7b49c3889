package vongdoi.maintain;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.date_sub;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import vongdoi.common.catalog.Bronze;
import vongdoi.common.catalog.Catalog;
import vongdoi.common.catalog.Gold;
import vongdoi.common.job.Inputs;
import vongdoi.common.job.Job;
import vongdoi.common.job.Memory;
import vongdoi.common.job.Outputs;
import vongdoi.common.job.Preview;
import vongdoi.common.job.Schedule;
import vongdoi.common.storage.DatedFolder;
import vongdoi.common.storage.Landing;
import vongdoi.common.storage.StoredFile;
import vongdoi.common.storage.StoredFiles;
import vongdoi.common.table.Table;
import vongdoi.common.table.Upkeep;
import vongdoi.common.table.Write;

/**
 * Archives and deletes what has been kept long enough: landed files, those that were taken in apart
 * from those that were not, exports, stored models and rows. What it would do is its preview.
 */
public final class RetainData implements Job {
  private static final StructType LISTED =
      StructType.fromDDL("source string, file string, file_version string");
  private static final String DELETED = "deleted";

  /** Where models are stored below {@code models/}, and the table that tells which ones score. */
  private static final Map<String, Table> TRAININGS =
      new TreeMap<>(
          Map.of(
              "churn", Gold.CHURN_TRAININGS,
              "contract-hazard", Gold.HAZARD_TRAININGS,
              "uplift", Gold.UPLIFT_TRAININGS));

  private static final int ISO_DATE = "2026-10-31".length();

  private final RetentionConfig config;
  private final TreeMap<String, String> sources;

  /**
   * @param sources path of each source whose landed files are files of its own
   */
  public RetainData(RetentionConfig config, Map<String, String> sources) {
    this.config = config;
    this.sources = new TreeMap<>(sources);
  }

  @Override
  public String name() {
    return "maintain.retention";
  }

  @Override
  public String meaning() {
    return "Archives and deletes landed files, exports, models and rows that were kept long enough";
  }

  @Override
  public List<Table> reads() {
    List<Table> tables = new ArrayList<>(List.of(Bronze.LANDED_FILES));
    tables.addAll(TRAININGS.values());
    return tables;
  }

  @Override
  public List<Write> writes() {
    return List.of(Write.upsert(Gold.RETENTION_LOG));
  }

  @Override
  public Schedule schedule() {
    return Schedule.BESIDE;
  }

  @Override
  public String settings() {
    return config + " " + sources;
  }

  @Override
  public Memory memory() {
    return Memory.NOTHING;
  }

  @Override
  public boolean looksOutside() {
    return true;
  }

  /**
   * Files, or rows, that are dealt with alike.
   *
   * @param subject what they are, such as {@code raw crm, used}
   * @param action archived or deleted
   * @param rows of a table
   * @param oldest day of the oldest of them; null where none is told
   */
  private record Step(
      String subject,
      String action,
      long files,
      long bytes,
      long rows,
      LocalDate oldest,
      Runnable carriedOut) {

    String inWords() {
      return "%-32s %-8s %,d files, %,d bytes, %,d rows%s"
          .formatted(
              subject, action, files, bytes, rows, oldest == null ? "" : ", oldest " + oldest);
    }
  }

  @Override
  public Outputs run(Inputs inputs) {
    inputs.found(0, reads());
    List<Row> log = new ArrayList<>();
    Outputs outputs = Outputs.none();
    List<Step> steps = plan(inputs);
    for (Step step : steps) {
      step.carriedOut().run();
      log.add(
          RowFactory.create(
              Date.valueOf(inputs.run().date()),
              step.subject(),
              step.action(),
              step.files(),
              step.bytes(),
              step.rows(),
              step.oldest() == null ? null : Date.valueOf(step.oldest())));
    }
    if (!log.isEmpty()) {
      outputs =
          Outputs.of(
              Gold.RETENTION_LOG, inputs.spark().createDataFrame(log, Gold.RETENTION_LOG.schema()));
    }
    return outputs
        .count("files", steps.stream().mapToLong(Step::files).sum())
        .count("rows_removed", steps.stream().mapToLong(Step::rows).sum());
  }

  @Override
  public Optional<Preview> preview(Inputs inputs) {
    SortedMap<String, Long> counts = new TreeMap<>();
    List<String> lines = new ArrayList<>();
    for (Step step : plan(inputs)) {
      counts.merge("files", step.files(), Long::sum);
      counts.merge("rows_removed", step.rows(), Long::sum);
      lines.add(step.inWords());
    }
    return Optional.of(new Preview(counts, lines));
  }

  private List<Step> plan(Inputs inputs) {
    List<Step> steps = new ArrayList<>();
    Configuration hadoop = inputs.spark().sessionState().newHadoopConf();
    sources.forEach(
        (source, path) ->
            config.of(source).ifPresent(raw -> raw(source, path, raw, inputs, hadoop, steps)));
    exports(inputs, hadoop, steps);
    TRAININGS.forEach((family, table) -> models(family, table, inputs, hadoop, steps));
    config.tables().forEach((name, rows) -> table(name, rows, inputs, steps));
    return steps;
  }

  private static void raw(
      String source,
      String path,
      RetentionConfig.Raw raw,
      Inputs inputs,
      Configuration hadoop,
      List<Step> steps) {
    LocalDate today = inputs.run().date();
    List<StoredFile> old =
        listed(path, hadoop).stream()
            .filter(f -> f.landedDay().isBefore(today.minusDays(shortest(raw))))
            .toList();
    Set<String> used = used(source, old, inputs);
    List<StoredFile> usedUp = new ArrayList<>();
    List<StoredFile> unused = new ArrayList<>();
    for (StoredFile file : old) {
      boolean isUsed = used.contains(file.path());
      Optional<Integer> days = isUsed ? Optional.of(raw.usedDays()) : raw.unusedDays();
      if (days.isPresent() && file.landedDay().isBefore(today.minusDays(days.get()))) {
        (isUsed ? usedUp : unused).add(file);
      }
    }
    add("raw " + source + ", used", source, usedUp, raw, hadoop, steps);
    add("raw " + source + ", unused", source, unused, raw, hadoop, steps);
    if (raw.archive().isPresent() && raw.archiveDays().isPresent()) {
      LocalDate last = today.minusDays(raw.archiveDays().get());
      List<StoredFile> archived =
          listed(raw.archive().get() + "/" + source, hadoop).stream()
              .filter(f -> f.landedDay().isBefore(last))
              .toList();
      delete("archive " + source, archived, hadoop, steps);
    }
  }

  private static int shortest(RetentionConfig.Raw raw) {
    return Math.min(raw.usedDays(), raw.unusedDays().orElse(raw.usedDays()));
  }

  /** Files of a landing place; none where nothing is there. */
  private static List<StoredFile> listed(String path, Configuration hadoop) {
    try {
      return new Landing(hadoop).files(path, Optional.empty());
    } catch (FileNotFoundException e) {
      return List.of();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot list " + path, e);
    }
  }

  /** Of some files those whose rows were taken in as they stand now. */
  private static Set<String> used(String source, List<StoredFile> files, Inputs inputs) {
    if (files.isEmpty()) {
      return Set.of();
    }
    List<Row> rows = new ArrayList<>();
    files.forEach(f -> rows.add(RowFactory.create(source, f.path(), f.version())));
    return new HashSet<>(
        inputs
            .spark()
            .createDataFrame(rows, LISTED)
            .join(
                inputs.table(Bronze.LANDED_FILES).where("status <> 'quarantined'"),
                new String[] {"source", "file", "file_version"},
                "left_semi")
            .select("file")
            .collectAsList()
            .stream()
            .map(r -> r.getString(0))
            .toList());
  }

  private static void add(
      String subject,
      String source,
      List<StoredFile> files,
      RetentionConfig.Raw raw,
      Configuration hadoop,
      List<Step> steps) {
    if (raw.then() == RetentionConfig.Then.DELETE) {
      delete(subject, files, hadoop, steps);
      return;
    }
    String archive = raw.archive().orElseThrow() + "/" + source + "/";
    step(
        subject,
        "archived",
        files,
        () ->
            files.forEach(
                f ->
                    StoredFiles.move(
                        hadoop, f.path(), archive + f.landedDay() + "/" + flat(f.path()))),
        steps);
  }

  /** A path as one name, so that two files of one name stay two. */
  private static String flat(String path) {
    return path.replaceFirst("^[a-z0-9]+:/*", "").replace("/", "~");
  }

  private static void delete(
      String subject, List<StoredFile> files, Configuration hadoop, List<Step> steps) {
    step(
        subject,
        DELETED,
        files,
        () -> files.forEach(f -> StoredFiles.delete(hadoop, f.path())),
        steps);
  }

  private static void step(
      String subject,
      String action,
      List<StoredFile> files,
      Runnable carriedOut,
      List<Step> steps) {
    if (files.isEmpty()) {
      return;
    }
    steps.add(
        new Step(
            subject,
            action,
            files.size(),
            files.stream().mapToLong(StoredFile::size).sum(),
            0,
            files.stream().map(StoredFile::landedDay).min(LocalDate::compareTo).orElse(null),
            carriedOut));
  }

  /** Runs of each audience that are long past and that no pointer names. */
  private void exports(Inputs inputs, Configuration hadoop, List<Step> steps) {
    LocalDate last = inputs.run().date().minusDays(config.exportDays());
    List<String> gone = new ArrayList<>();
    LocalDate oldest = null;
    for (String destination : StoredFiles.in(hadoop, inputs.path("exports"))) {
      for (String audience : StoredFiles.in(hadoop, destination)) {
        List<String> inside = StoredFiles.in(hadoop, audience);
        String pointers =
            inside.stream()
                .filter(p -> p.endsWith(".json"))
                .map(p -> StoredFiles.text(hadoop, p).orElse(""))
                .collect(Collectors.joining());
        for (String run : inside) {
          String name = run.substring(run.lastIndexOf('/') + 1);
          Optional<LocalDate> day = DatedFolder.day(name).filter(d -> name.startsWith("run_date="));
          if (day.isPresent() && day.get().isBefore(last) && !pointers.contains(name + "/")) {
            gone.add(run);
            oldest = oldest == null || day.get().isBefore(oldest) ? day.get() : oldest;
          }
        }
      }
    }
    folders("exports", gone, oldest, hadoop, steps);
  }

  /** Stored models long past that neither score nor are the newest. */
  private void models(
      String family, Table trainings, Inputs inputs, Configuration hadoop, List<Step> steps) {
    LocalDate last = inputs.run().date().minusDays(config.modelDays());
    String folder = inputs.path("models", family);
    List<String> stored =
        StoredFiles.in(hadoop, folder).stream()
            .filter(m -> trainedOn(m).filter(day -> day.isBefore(last)).isPresent())
            .toList();
    if (stored.isEmpty()) {
      return;
    }
    Set<String> kept =
        inputs
            .table(trainings)
            .where(
                "status = 'champion' or trained_on = date'%s'".formatted(newest(trainings, inputs)))
            .select("version")
            .collectAsList()
            .stream()
            .map(r -> r.getString(0))
            .collect(Collectors.toSet());
    List<String> gone =
        stored.stream().filter(m -> !kept.contains(m.substring(m.lastIndexOf('/') + 1))).toList();
    LocalDate oldest =
        gone.stream().flatMap(m -> trainedOn(m).stream()).min(LocalDate::compareTo).orElse(null);
    folders("models " + family, gone, oldest, hadoop, steps);
  }

  private static LocalDate newest(Table trainings, Inputs inputs) {
    Date newest = inputs.table(trainings).selectExpr("max(trained_on)").head().getDate(0);
    return newest == null ? LocalDate.EPOCH : newest.toLocalDate();
  }

  private static Optional<LocalDate> trainedOn(String model) {
    String name = model.substring(model.lastIndexOf('/') + 1);
    return DatedFolder.day(name.substring(Math.max(0, name.length() - ISO_DATE)));
  }

  private static void folders(
      String subject, List<String> gone, LocalDate oldest, Configuration hadoop, List<Step> steps) {
    if (gone.isEmpty()) {
      return;
    }
    List<StoredFile> files = gone.stream().flatMap(f -> listed(f, hadoop).stream()).toList();
    steps.add(
        new Step(
            subject,
            DELETED,
            files.size(),
            files.stream().mapToLong(StoredFile::size).sum(),
            0,
            oldest,
            () -> gone.forEach(f -> StoredFiles.delete(hadoop, f))));
  }

  private static void table(
      String name, RetentionConfig.Rows rows, Inputs inputs, List<Step> steps) {
    Table table =
        Catalog.all().stream().filter(t -> t.fullName().equals(name)).findFirst().orElseThrow();
    Upkeep upkeep = inputs.upkeep();
    if (!upkeep.exists(table)) {
      return;
    }
    Column isOver = col(rows.column()).lt(date_sub(inputs.date(), rows.days()));
    long over = upkeep.count(table, isOver);
    if (over > 0) {
      steps.add(
          new Step("table " + name, DELETED, 0, 0, over, null, () -> upkeep.erase(table, isOver)));
    }
  }
}
