package vongdoi.ingest.landing;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;

import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.classic.SparkSession;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;
import vongdoi.common.job.Inputs;
import vongdoi.ingest.row.WorkingColumns;
import vongdoi.ingest.source.Entity;

/**
 * Finds the rows of a batch that are known: delivered twice within it, or taken in before. The rows
 * are parsed once and rest in the files of the one shuffle that also lays them out for the write;
 * the search itself moves only 128-bit hashes of their keys.
 */
public final class Deduplication {
  /** Most row numbers to leave out that are sent to every task: 16 bytes each. */
  private static final long MOST_LEFT_OUT = 2_000_000;

  /** Most new keys that are sent to every task to be looked up: some 100 bytes each. */
  private static final long MOST_LOOKED_UP = 500_000;

  private static final String IS_FRESH = WorkingColumns.IS_GOOD + " and n = 1";
  private static final String IS_REPEATED = WorkingColumns.IS_GOOD + " and n > 1";

  private final Inputs inputs;
  private final int duplicateWindowDays;
  private final Set<Integer> damaged;
  private final Optional<ErasedRows> erased;
  private final Entity entity;
  private final RowChecks checks;

  /**
   * @param duplicateWindowDays days around the batch's event dates within which ids are looked up
   * @param damaged numbers of the files that are set aside whole
   * @param erased knows the rows of people who were erased; empty: there are none
   * @param checks what the rows are held against
   */
  public Deduplication(
      Inputs inputs,
      int duplicateWindowDays,
      Set<Integer> damaged,
      Optional<ErasedRows> erased,
      Entity entity,
      RowChecks checks) {
    this.inputs = inputs;
    this.duplicateWindowDays = duplicateWindowDays;
    this.damaged = damaged;
    this.erased = erased;
    this.entity = entity;
    this.checks = checks;
  }

  public DeduplicatedRows of(Dataset<Row> stored) {
    Map<Integer, FileCounts> counts = new HashMap<>();
    Map<Integer, RowChecks.Counted> checked = new HashMap<>();
    Dataset<Row> rows = withoutErased(DeduplicatedRows.without(damaged, stored), counts);
    Dataset<Row> keys = keep(ranked(rows));
    long repeated = 0;
    LocalDate first = null;
    LocalDate last = null;
    LocalDate reach = LocalDate.EPOCH;
    for (Row r : summary(keys)) {
      FileCounts file =
          new FileCounts(
              r.getAs("accepted"),
              r.getAs("duplicate"),
              0,
              r.getAs("quarantined"),
              r.getAs("filtered"),
              r.getAs("late"),
              r.getAs("future"));
      int number = ((Number) r.getAs("file")).intValue();
      counts.merge(number, file, FileCounts::plus);
      checked.put(number, checks.counted(r));
      repeated += file.duplicate();
      first = earlier(first, r.getAs("first_day"));
      last = later(last, r.getAs("last_day"));
      reach = later(reach, r.getAs("reach"));
    }
    Dataset<Row> leftOut = keys.where(IS_REPEATED).select(WorkingColumns.ROW);
    long accepted = counts.values().stream().mapToLong(FileCounts::accepted).sum();
    if (!inputs.isFirst() && accepted > 0) {
      Dataset<Row> known = keep(known(keys, first, last, accepted));
      for (Row r : summaryOfKnown(known)) {
        FileCounts less =
            new FileCounts(
                -r.<Long>getAs("n"),
                r.getAs("n"),
                0,
                0,
                0,
                -r.<Long>getAs("late"),
                -r.<Long>getAs("future"));
        counts.merge(((Number) r.getAs("file")).intValue(), less, FileCounts::plus);
        repeated += less.duplicate();
      }
      leftOut = leftOut.union(known.select(WorkingColumns.ROW));
    }
    Dataset<Row> bad =
        keys.where(WorkingColumns.IS_BAD)
            .select(WorkingColumns.ROW, WorkingColumns.REASON, WorkingColumns.RAW);
    boolean isAnyBad = counts.values().stream().anyMatch(file -> file.quarantined() > 0);
    return new DeduplicatedRows(
        entity,
        without(leftOut, repeated, rows.where(WorkingColumns.IS_GOOD)),
        isAnyBad ? erased.map(e -> e.withoutTexts(bad)).orElse(bad) : bad,
        counts,
        checked,
        reach);
  }

  /** Counts the rows of people who were erased, and leaves them out. */
  private Dataset<Row> withoutErased(Dataset<Row> rows, Map<Integer, FileCounts> counts) {
    if (erased.isEmpty() || !ErasedRows.mayHold(entity)) {
      return rows;
    }
    Dataset<Row> away = keep(erased.get().among(rows, entity));
    long all = 0;
    for (Row r :
        away.groupBy(expr(WorkingColumns.FILE).as("file"))
            .agg(count("true").as("n"))
            .collectAsList()) {
      counts.put(((Number) r.getAs("file")).intValue(), FileCounts.ofErased(r.getAs("n")));
      all += r.<Long>getAs("n");
    }
    return without(away, all, rows);
  }

  /**
   * Computes the rows once and leaves them in shuffle files, laid out by date, where every later
   * pass reads them; the files go when the frame does.
   */
  public static Dataset<Row> stored(Dataset<Row> rows, Entity entity) {
    String layout =
        entity.table().partitionedBy().isEmpty()
            ? entity.table().key().get(0)
            : entity.table().partitionedBy().get(0);
    Dataset<Row> laidOut = rows.hint("rebalance", col(layout));
    RDD<InternalRow> computed = laidOut.queryExecution().toRdd();
    return ((SparkSession) rows.sparkSession())
        .internalCreateDataFrame(computed, laidOut.schema(), false);
  }

  /** Hashed keys of all rows with what the counts need; {@code n} numbers the rows of one key. */
  private Dataset<Row> ranked(Dataset<Row> rows) {
    String key = String.join(", ", entity.table().key());
    String received = entity == Entity.EVENTS ? "received_at" : "cast(null as timestamp)";
    String isFuture = entity == Entity.EVENTS ? "is_future" : "false";
    LocalDate date = inputs.run().date();
    List<String> columns = new ArrayList<>(checks.columns(List.of(rows.columns())));
    columns.addAll(
        List.of(
            WorkingColumns.ROW,
            "if(%s, xxhash64(%s), %s) as h1"
                .formatted(WorkingColumns.IS_GOOD, key, WorkingColumns.ROW),
            "if(%s, xxhash64('2', %s), null) as h2".formatted(WorkingColumns.IS_GOOD, key),
            received + " as received",
            WorkingColumns.REASON,
            WorkingColumns.RAW,
            entity.date().orElse("cast(null as date)") + " as day",
            "_effective_date as reach",
            "_effective_date < date'%s' and _effective_date > date'1970-01-01' as late"
                .formatted(date.minusDays(1)),
            "coalesce(%s, false) or _effective_date > date'%s' as future"
                .formatted(isFuture, date)));
    return rows.selectExpr(columns.toArray(String[]::new))
        .selectExpr(
            "*",
            "row_number() over (partition by h1, h2 order by received, "
                + WorkingColumns.ROW
                + ") as n")
        .drop("received");
  }

  private List<Row> summary(Dataset<Row> keys) {
    List<Column> sums = new ArrayList<>(checks.sums());
    sums.addAll(
        List.of(
            count(IS_REPEATED).as("duplicate"),
            count(WorkingColumns.IS_BAD).as("quarantined"),
            count(WorkingColumns.IS_FILTERED).as("filtered"),
            count(IS_FRESH + " and late").as("late"),
            count(IS_FRESH + " and future").as("future"),
            expr("max(if(" + IS_FRESH + ", reach, null))").as("reach"),
            expr("min(if(" + IS_FRESH + ", day, null))").as("first_day"),
            expr("max(if(" + IS_FRESH + ", day, null))").as("last_day")));
    return keys.groupBy(expr(WorkingColumns.FILE).as("file"))
        .agg(count(IS_FRESH).as("accepted"), sums.toArray(Column[]::new))
        .collectAsList();
  }

  private static List<Row> summaryOfKnown(Dataset<Row> known) {
    return known
        .groupBy(expr(WorkingColumns.FILE).as("file"))
        .agg(count("true").as("n"), count("late").as("late"), count("future").as("future"))
        .collectAsList();
  }

  private static Column count(String condition) {
    return expr("count_if(" + condition + ")");
  }

  /** Rows of the batch whose key an earlier run has taken in. */
  private Dataset<Row> known(Dataset<Row> keys, LocalDate first, LocalDate last, long accepted) {
    Dataset<Row> fresh =
        keys.where(IS_FRESH).select(WorkingColumns.ROW, "h1", "h2", "late", "future");
    Dataset<Row> existing = inputs.own(entity.table());
    if (first != null) {
      int around = entity == Entity.EVENTS ? duplicateWindowDays : 0;
      existing =
          existing.where(
              col(entity.date().get())
                  .between(
                      lit(Date.valueOf(first.minusDays(around))),
                      lit(Date.valueOf(last.plusDays(around)))));
    }
    String key = String.join(", ", entity.table().key());
    Dataset<Row> existingKeys =
        existing.selectExpr("xxhash64(" + key + ") as h1", "xxhash64('2', " + key + ") as h2");
    if (accepted > MOST_LOOKED_UP) {
      return fresh.join(existingKeys, names("h1", "h2"), "left_semi");
    }
    return existingKeys
        .join(broadcast(fresh), names("h1", "h2"), "inner")
        .dropDuplicates(WorkingColumns.ROW);
  }

  private static Dataset<Row> without(Dataset<Row> leftOut, long count, Dataset<Row> rows) {
    if (count == 0) {
      return rows;
    }
    return rows.join(
        count <= MOST_LEFT_OUT ? broadcast(leftOut) : leftOut,
        names(WorkingColumns.ROW),
        "left_anti");
  }

  private static Seq<String> names(String... names) {
    return CollectionConverters.asScala(List.of(names)).toSeq();
  }

  private Dataset<Row> keep(Dataset<Row> rows) {
    synchronized (inputs) {
      return inputs.keep(rows);
    }
  }

  private static LocalDate earlier(LocalDate a, Date b) {
    return b == null ? a : a == null || b.toLocalDate().isBefore(a) ? b.toLocalDate() : a;
  }

  private static LocalDate later(LocalDate a, Date b) {
    return b == null ? a : a == null || b.toLocalDate().isAfter(a) ? b.toLocalDate() : a;
  }
}
