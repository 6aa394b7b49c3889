package vongdoi.ingest.check;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import vongdoi.common.job.Run;
import vongdoi.common.table.TableColumn;
import vongdoi.ingest.IngestConfig;
import vongdoi.ingest.SourceSample;
import vongdoi.ingest.SourceSample.Cell;
import vongdoi.ingest.SourceSample.Sample;
import vongdoi.ingest.SourceSample.SampledRow;
import vongdoi.ingest.lines.CsvDialect;
import vongdoi.ingest.source.Entity;
import vongdoi.ingest.source.Format;
import vongdoi.ingest.source.SourceConfig;

/** Looks at a sample of a source, as the ingest would read it, and says what is wrong with it. */
public final class CheckSources {
  private final List<Guess> guesses;
  private final Configuration conf;
  private final Run run;
  private final Map<String, SourceConfig> sources;
  private final SourceSample samples;

  /**
   * @param isStatus whether a word is an order's status of known meaning
   */
  public CheckSources(
      SparkSession spark,
      Run run,
      IngestConfig config,
      Map<String, SourceConfig> sources,
      Predicate<String> isStatus) {
    this.guesses =
        List.of(
            new TimeGuess(),
            new ContactGuess(),
            new AmountGuess(),
            new IdGuess(),
            new StatusGuess(isStatus),
            new UnmappedGuess());
    this.conf = spark.sessionState().newHadoopConf();
    this.run = run;
    this.sources = sources;
    this.samples = new SourceSample(spark, run, config, sources);
  }

  /**
   * Checks one source.
   *
   * @param rows most rows that are read
   */
  public SourceCheck of(String name, int rows) {
    SourceConfig source = sources.get(name);
    Sample sample = samples.of(name, rows);
    boolean isLines = sample.entity() == Entity.ORDER_ITEMS && source.entity() == Entity.ORDERS;
    List<TableColumn> canonical = isLines ? Entity.canonicalOfLines() : sample.entity().canonical();
    Look look =
        new Look(
            name,
            source,
            sample,
            canonical,
            source.currency().orElse(run.currency()),
            source.country().orElse(run.country()),
            landed(sample.files()),
            sample.rows().stream().map(r -> raw(source, sample, r)).toList());
    return new SourceCheck(
        name,
        source.entity().word() + (isLines ? " by line" : ""),
        source.format().name().toLowerCase(java.util.Locale.ROOT),
        sample.files(),
        look.read().size() + unread(look).size(),
        (int) sample.rows().stream().filter(Look::isFiltered).count(),
        reasons(look).values().stream().mapToInt(i -> i).sum(),
        reasons(look),
        canonical.stream()
            .filter(c -> look.fills(c.name()))
            .map(c -> ColumnCheck.of(c, look))
            .toList(),
        look.unmapped(),
        findings(look));
  }

  private List<Finding> findings(Look look) {
    Sample sample = look.sample();
    List<Finding> found = new ArrayList<>();
    sample
        .misfit()
        .ifPresent(
            m ->
                found.add(
                    Finding.breaks(
                        m.key(),
                        "it does not fit the raw columns (%s)".formatted(m.problem()),
                        null)));
    boolean isTroubled =
        !sample.setAside().isEmpty() || !unread(look).isEmpty() || sample.rows().isEmpty();
    List<Finding> ofFile =
        isTroubled || look.source().format() == Format.CSV ? ofFile(look) : List.of();
    found.addAll(ofFile);
    if (found.isEmpty()) {
      sample
          .setAside()
          .forEach(
              s ->
                  found.add(
                      Finding.breaks("path", "a file would be set aside: " + s.reason(), null)));
    }
    if (look.read().isEmpty()) {
      if (found.isEmpty()) {
        found.add(nothingRead(look));
      }
      return found;
    }
    List<Finding> inWords = new ExplanationGuess().of(look);
    found.addAll(inWords);
    Look sound = inWords.isEmpty() ? look : look.without(ExplanationGuess.rows(look));
    guesses.forEach(guess -> found.addAll(guess.of(sound)));
    look.sample().required().stream()
        .filter(r -> look.fills(r) && look.values(r).isEmpty())
        .filter(r -> found.stream().noneMatch(f -> f.subject().equals(r)))
        .forEach(r -> found.add(Finding.breaks(r, "no row has it", null)));
    look.sample().required().stream()
        .filter(r -> look.fills(r) && !look.values(r).isEmpty())
        .filter(r -> look.cells(r).stream().anyMatch(Cell::isEmpty))
        .forEach(
            r ->
                found.add(
                    Finding.doubt(
                        r,
                        "%d of %d rows lack it"
                            .formatted(
                                look.cells(r).stream().filter(Cell::isEmpty).count(),
                                look.read().size()),
                        null)));
    return found.stream().map(f -> heavier(look, f)).toList();
  }

  /** A required column of which nothing can be read keeps every row out. */
  private static Finding heavier(Look look, Finding finding) {
    String column = finding.subject();
    return look.sample().required().contains(column) && look.values(column).isEmpty()
        ? new Finding(Finding.Weight.BREAKS, column, finding.problem(), finding.mend())
        : finding;
  }

  private static Finding nothingRead(Look look) {
    return look.sample().rows().isEmpty()
        ? Finding.doubt("path", "its files hold no rows", null)
        : Finding.breaks("path", "no row can be read", null);
  }

  private List<Finding> ofFile(Look look) {
    Sample sample = look.sample();
    if (sample.files().isEmpty()) {
      return List.of();
    }
    String file =
        sample.setAside().isEmpty() ? sample.files().get(0) : sample.setAside().get(0).file();
    return new FileGuess(look, Head.of(file, conf)).findings();
  }

  /** Rows that have no values at all. */
  private static List<SampledRow> unread(Look look) {
    return look.sample().rows().stream()
        .filter(r -> r.cells().isEmpty() && !Look.isFiltered(r))
        .toList();
  }

  private static SortedMap<String, Integer> reasons(Look look) {
    SortedMap<String, Integer> reasons = new TreeMap<>();
    unread(look).forEach(r -> reasons.merge(r.reason().orElse("no values"), 1, Integer::sum));
    look.read().stream()
        .flatMap(r -> r.reason().stream())
        .forEach(r -> reasons.merge(r, 1, Integer::sum));
    return reasons;
  }

  private static Map<String, String> raw(SourceConfig source, Sample sample, SampledRow row) {
    if (row.raw() == null) {
      return Map.of();
    }
    if (source.format() != Format.CSV) {
      return RawText.ofJson(row.raw());
    }
    CsvDialect dialect = CsvDialect.of(source.options());
    List<String> delimiters =
        dialect.delimiter() == null ? FileGuess.DELIMITERS : List.of(dialect.delimiter());
    return RawText.ofCsv(row.raw(), sample.rawColumns(), delimiters, dialect.quote());
  }

  private Instant landed(List<String> files) {
    Instant newest = Instant.EPOCH;
    for (String file : files) {
      try {
        Path path = new Path(file);
        long written = path.getFileSystem(conf).getFileStatus(path).getModificationTime();
        Instant at = Instant.ofEpochMilli(written);
        newest = at.isAfter(newest) ? at : newest;
      } catch (IOException e) {
        throw new UncheckedIOException("Cannot look at " + file + ": " + e.getMessage(), e);
      }
    }
    return newest;
  }
}
