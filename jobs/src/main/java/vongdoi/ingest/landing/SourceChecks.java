package vongdoi.ingest.landing;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import vongdoi.common.catalog.Bronze;
import vongdoi.common.job.GateRefusal;
import vongdoi.common.job.Inputs;
import vongdoi.common.table.Audit.Finding;
import vongdoi.common.table.Table;
import vongdoi.ingest.files.NewFile;
import vongdoi.ingest.source.Entity;
import vongdoi.ingest.source.SourceConfig;
import vongdoi.ingest.source.SourceQuality;
import vongdoi.ingest.source.SourceQuality.RowCheck;

/**
 * Holds what a run finds of each source against what its configuration expects. Rows were counted
 * while they were taken in; only the volume of earlier days, and how long nothing has come, ask
 * {@code bronze.landed_files} by one query for all sources.
 */
public final class SourceChecks {
  private static final int WEEKS = 4;
  private static final int LEAST_WEEKS = 2;
  private static final int DAYS_A_WEEK = 7;

  private final Inputs inputs;
  private final Map<String, SourceConfig> checked;
  private final List<NewFile> files;

  public SourceChecks(Inputs inputs, Map<String, SourceConfig> sources, List<NewFile> files) {
    this.inputs = inputs;
    this.files = files;
    this.checked = new TreeMap<>(sources);
    checked.values().removeIf(source -> source.quality().isEmpty());
  }

  /**
   * What was found, and of which sources nothing is taken in.
   *
   * @param findings by source, in the order of their names
   * @param stopped sources that a check stops
   */
  public record Judged(Map<String, List<Finding>> findings, Set<String> stopped) {}

  /** Judges what was counted. */
  public Judged judge(List<DeduplicatedRows> entities) {
    Map<String, List<Finding>> findings = new TreeMap<>();
    Set<String> stopped = new LinkedHashSet<>();
    if (checked.isEmpty()) {
      return new Judged(findings, stopped);
    }
    Map<String, FileCounts> counts = new HashMap<>();
    Map<String, List<RowChecks.Counted>> rows = new HashMap<>();
    for (DeduplicatedRows entity : entities) {
      entity
          .counts()
          .forEach((file, c) -> counts.merge(files.get(file).source(), c, FileCounts::plus));
      entity
          .checked()
          .forEach(
              (file, c) ->
                  rows.computeIfAbsent(files.get(file).source(), s -> new ArrayList<>()).add(c));
    }
    Map<String, Map<LocalDate, Long>> days = days(counts);
    checked.forEach(
        (name, source) -> {
          FileCounts came = counts.getOrDefault(name, FileCounts.NONE);
          List<Finding> own = new ArrayList<>();
          overTime(name, came, days.getOrDefault(name, Map.of()), own);
          quarantined(name, came, own);
          of(name, rows.getOrDefault(name, List.of()), own);
          findings.put(name, own);
          boolean isAccepted =
              source.quality().get().accepted().filter(inputs.run().date()::equals).isPresent();
          if (!isAccepted && own.stream().anyMatch(Finding::refuses)) {
            stopped.add(name);
          }
        });
    return new Judged(findings, stopped);
  }

  /** Numbers of the files that are left outside. */
  public Set<Integer> filesOf(Set<String> stopped) {
    return files.stream()
        .filter(file -> stopped.contains(file.source()))
        .map(NewFile::number)
        .collect(Collectors.toSet());
  }

  /** What is said of the sources that were stopped: their tables are held. */
  public GateRefusal refusal(Judged judged) {
    List<Finding> red = new ArrayList<>();
    Set<Table> held = new HashSet<>();
    List<String> texts = new ArrayList<>();
    for (String name : judged.stopped()) {
      Entity entity = checked.get(name).entity();
      held.add(entity.table());
      if (entity == Entity.ORDERS) {
        held.add(Bronze.ORDER_ITEMS);
      }
      for (Finding finding : judged.findings().get(name)) {
        if (!finding.passed()) {
          red.add(finding);
        }
        if (finding.refuses()) {
          texts.add(finding.check() + " (" + finding.reason() + ")");
        }
      }
    }
    String sources = String.join(", ", judged.stopped());
    String first = judged.stopped().iterator().next();
    return new GateRefusal(
        ("Cannot take in %s on %s: %s. Its files stay outside and are looked at again by the next"
                + " run; all other sources were taken in. Mend the delivery or, where it is right,"
                + " set sources.%s.quality.accepted = %2$s")
            .formatted(sources, inputs.run().date(), String.join("; ", texts), first),
        Bronze.LANDED_FILES,
        red,
        held);
  }

  private void overTime(
      String name, FileCounts came, Map<LocalDate, Long> days, List<Finding> findings) {
    SourceQuality quality = quality(name);
    // Within the day the day's delivery is not over.
    if (inputs.run().moment().isPresent()) {
      return;
    }
    LocalDate today = inputs.run().date();
    quality
        .freshnessDays()
        .ifPresent(
            most -> {
              LocalDate newest =
                  came.rowsIn() > 0
                      ? today
                      : days.keySet().stream()
                          .filter(day -> !day.isAfter(today))
                          .max(LocalDate::compareTo)
                          .orElse(today.minusDays(window() + 1L));
              long age = today.toEpochDay() - newest.toEpochDay();
              String more = age > window() ? "more than %d".formatted(window()) : "" + age;
              findings.add(
                  finding(
                      name,
                      SourceQuality.FRESHNESS,
                      age,
                      age <= most,
                      "nothing has come for %s days, at most %d are usual".formatted(more, most)));
            });
    quality
        .volume()
        .flatMap(volume -> usual(days, today).map(usual -> volume(name, came, days, usual)))
        .ifPresent(findings::add);
  }

  private Finding volume(String name, FileCounts came, Map<LocalDate, Long> days, double usual) {
    SourceQuality.Volume volume = quality(name).volume().orElseThrow();
    long rows = came.accepted() + days.getOrDefault(inputs.run().date(), 0L);
    double share = rows / usual;
    return finding(
        name,
        SourceQuality.VOLUME,
        share,
        share >= volume.least() && share <= volume.most(),
        String.format(Locale.ROOT, "%d rows, %.0f on such a weekday as a rule", rows, usual));
  }

  /** Median of the same weekday in the weeks before; a day without any delivery is not counted. */
  private static Optional<Double> usual(Map<LocalDate, Long> days, LocalDate today) {
    List<Long> same = new ArrayList<>();
    for (int week = 1; week <= WEEKS; week++) {
      Long rows = days.get(today.minusDays((long) DAYS_A_WEEK * week));
      if (rows != null && rows > 0) {
        same.add(rows);
      }
    }
    same.sort(null);
    if (same.size() < LEAST_WEEKS) {
      return Optional.empty();
    }
    int middle = same.size() / 2;
    return Optional.of(
        same.size() % 2 == 1
            ? (double) same.get(middle)
            : (same.get(middle - 1) + same.get(middle)) / 2.0);
  }

  private void quarantined(String name, FileCounts came, List<Finding> findings) {
    quality(name)
        .quarantined()
        .filter(most -> came.rowsIn() > 0)
        .ifPresent(
            most -> {
              double share = (double) came.quarantined() / came.rowsIn();
              findings.add(
                  finding(
                      name,
                      SourceQuality.QUARANTINED,
                      share,
                      share <= most,
                      "%d of %d rows were set aside".formatted(came.quarantined(), came.rowsIn())));
            });
  }

  private void of(String name, List<RowChecks.Counted> counted, List<Finding> findings) {
    long good = counted.stream().mapToLong(RowChecks.Counted::good).sum();
    if (good == 0) {
      return;
    }
    for (RowCheck check : quality(name).rowChecks()) {
      long broken =
          counted.stream().mapToLong(c -> c.broken().getOrDefault(check.condition(), 0L)).sum();
      findings.add(
          finding(
              name,
              check.name(),
              broken,
              good - broken >= check.least() * good,
              "%d of %d rows break it".formatted(broken, good)));
    }
  }

  private Finding finding(String name, String check, double value, boolean passed, String reason) {
    return new Finding(
        name + "." + check,
        quality(name).severity(check),
        value,
        passed,
        checked.get(name).entity().table().fullName(),
        passed ? "" : reason);
  }

  private SourceQuality quality(String name) {
    return checked.get(name).quality().orElseThrow();
  }

  /** Days that are looked back. */
  private int window() {
    return checked.values().stream()
        .mapToInt(source -> source.quality().get().freshnessDays().orElse(0))
        .reduce(WEEKS * DAYS_A_WEEK, Math::max);
  }

  /** Rows taken in by source and run date, of sources that have to be compared with other days. */
  private Map<String, Map<LocalDate, Long>> days(Map<String, FileCounts> counts) {
    Map<String, Map<LocalDate, Long>> days = new HashMap<>();
    Object[] asked =
        checked.entrySet().stream()
            .filter(s -> asksOtherDays(s.getValue(), counts.get(s.getKey())))
            .map(Map.Entry::getKey)
            .toArray();
    if (asked.length == 0 || inputs.isFirst() || inputs.run().moment().isPresent()) {
      return days;
    }
    LocalDate today = inputs.run().date();
    for (Row r :
        inputs
            .own(Bronze.LANDED_FILES)
            .where(col("source").isInCollection(List.of(asked)))
            .where(col("run_date").geq(lit(Date.valueOf(today.minusDays(window())))))
            .where(col("rows_in").gt(0))
            .groupBy("source", "run_date")
            .agg(org.apache.spark.sql.functions.sum("accepted"))
            .collectAsList()) {
      days.computeIfAbsent(r.getString(0), s -> new HashMap<>())
          .put(r.getDate(1).toLocalDate(), r.getLong(2));
    }
    return days;
  }

  private static boolean asksOtherDays(SourceConfig source, FileCounts came) {
    SourceQuality quality = source.quality().get();
    boolean isSilent = came == null || came.rowsIn() == 0;
    return quality.volume().isPresent() || quality.freshnessDays().isPresent() && isSilent;
  }
}
