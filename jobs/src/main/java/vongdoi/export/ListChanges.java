package vongdoi.export;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sha2;
import static org.apache.spark.sql.functions.to_json;
import static org.apache.spark.sql.functions.when;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import vongdoi.common.catalog.Gold;
import vongdoi.common.job.Inputs;
import vongdoi.export.ExportConfig.Mode;

/**
 * What destinations that are told changes must hear: rows that are new to a list, and rows that
 * have left it, with the cells that the destination knows them by. A list is a set of rows, whoever
 * they are about, so that a person who is erased or merged away is taken back as well.
 */
final class ListChanges {
  private static final StructType HEAD =
      StructType.fromDDL("destination string, segment string, cells array<string>");

  /**
   * The changes of one audience.
   *
   * @param since run date of the list that they change; empty: nothing is there, or it is not known
   *     what, so that the new rows are the whole list
   * @param fingerprint of the changed rows, whatever their order
   */
  record Change(Optional<LocalDate> since, long adds, long removes, String fingerprint) {}

  private final ExportConfig config;
  private final Inputs inputs;
  private final List<Audience> audiences;
  private final Map<String, LocalDate> since;
  private final Dataset<Row> changed;

  private ListChanges(
      ExportConfig config,
      Inputs inputs,
      List<Audience> audiences,
      Map<String, LocalDate> since,
      Dataset<Row> changed) {
    this.config = config;
    this.inputs = inputs;
    this.audiences = audiences;
    this.since = since;
    this.changed = changed;
  }

  /**
   * Compares today's rows with the lists that were published last.
   *
   * @param audiences all of them; those of other modes are left alone
   * @param rows that are delivered: {@code destination, segment, cells}
   * @param published run date that each audience's pointer names, by key
   */
  static ListChanges of(
      ExportConfig config,
      Inputs inputs,
      List<Audience> audiences,
      Dataset<Row> rows,
      Map<String, LocalDate> published) {
    List<Audience> told =
        audiences.stream().filter(a -> config.mode(a.destination()) == Mode.CHANGES).toList();
    if (told.isEmpty()) {
      return new ListChanges(config, inputs, told, Map.of(), null);
    }
    Map<String, LocalDate> since = since(config, inputs, told, published);
    Dataset<Row> marked =
        before(inputs, since)
            .withColumn("mark", lit(-1))
            .unionByName(after(rows, told).withColumn("mark", lit(1)));
    Dataset<Row> changed =
        inputs.keep(
            marked
                .groupBy("destination", "segment", "row_hash")
                .agg(expr("first(cells) as cells"), expr("sum(mark) as mark"))
                .where("mark <> 0"));
    return new ListChanges(config, inputs, told, since, changed);
  }

  /**
   * Run date of the list that a destination has, by audience. It has one only where the pointer
   * names it or this very run, and where its columns were the same.
   */
  private static Map<String, LocalDate> since(
      ExportConfig config, Inputs inputs, List<Audience> told, Map<String, LocalDate> published) {
    Map<String, LocalDate> newest = new TreeMap<>();
    Map<String, List<String>> columns = new TreeMap<>();
    for (Row list :
        inputs
            .own(Gold.AUDIENCE_LISTS)
            .where("row_hash = ''")
            .where(col("run_date").lt(inputs.date()))
            .orderBy("run_date")
            .selectExpr("concat_ws('/', destination, segment)", "run_date", "cells")
            .collectAsList()) {
      newest.put(list.getString(0), list.getDate(1).toLocalDate());
      columns.put(list.getString(0), list.getList(2));
    }
    Map<String, LocalDate> since = new TreeMap<>();
    for (Audience audience : told) {
      String key = audience.key();
      LocalDate date = newest.get(key);
      LocalDate pointed = published.get(key);
      boolean isThere =
          date != null && (date.equals(pointed) || inputs.run().date().equals(pointed));
      if (isThere && columns.get(key).equals(layout(config, audience))) {
        since.put(key, date);
      }
    }
    return since;
  }

  /** What a row of the list is made of. */
  private static List<String> layout(ExportConfig config, Audience audience) {
    return config.destinations().get(audience.destination()).columns().stream()
        .map(c -> c.header() + " = " + c.value() + c.times().map(n -> " * " + n).orElse(""))
        .toList();
  }

  private static Dataset<Row> before(Inputs inputs, Map<String, LocalDate> since) {
    return published(inputs, since)
        .where("row_hash <> ''")
        .select("destination", "segment", "row_hash", "cells");
  }

  /** The lists that were published last, with their heads. */
  private static Dataset<Row> published(Inputs inputs, Map<String, LocalDate> since) {
    Object[] lists = since.entrySet().stream().map(e -> e.getKey() + "/" + e.getValue()).toArray();
    return inputs
        .own(Gold.AUDIENCE_LISTS)
        .where(concat_ws("/", col("destination"), col("segment"), col("run_date")).isin(lists));
  }

  private static Dataset<Row> after(Dataset<Row> rows, List<Audience> told) {
    Object[] destinations = told.stream().map(Audience::destination).distinct().toArray();
    return rows.where(col("destination").isin(destinations))
        .select(
            col("destination"),
            col("segment"),
            sha2(to_json(col("cells")), 256).as("row_hash"),
            col("cells"))
        .dropDuplicates("destination", "segment", "row_hash");
  }

  /** Whether any destination is told changes. */
  boolean isEmpty() {
    return audiences.isEmpty();
  }

  /** The changes by audience key, of every audience that is told changes. */
  Map<String, Change> byAudience() {
    Map<String, Change> changes = new TreeMap<>();
    for (Audience audience : audiences) {
      Optional<LocalDate> date = Optional.ofNullable(since.get(audience.key()));
      changes.put(audience.key(), new Change(date, 0, 0, ""));
    }
    if (isEmpty()) {
      return changes;
    }
    for (Row row :
        changed
            .groupBy("destination", "segment")
            .agg(
                expr("count_if(mark > 0) as adds"),
                expr("count_if(mark < 0) as removes"),
                expr("cast(bit_xor(xxhash64(row_hash, mark)) as string) as fingerprint"))
            .collectAsList()) {
      changes.computeIfPresent(
          row.getString(0) + "/" + row.getString(1),
          (key, none) ->
              new Change(none.since(), row.getLong(2), row.getLong(3), row.getString(4)));
    }
    return changes;
  }

  /** Rows to write: {@code list, position, cells}. */
  Dataset<Row> files() {
    return changed.select(
        concat_ws(
                "/",
                col("destination"),
                col("segment"),
                when(col("mark").gt(0), "part").otherwise("removes"))
            .as("list"),
        col("row_hash").as("position"),
        col("cells"));
  }

  /**
   * Rows of {@code gold.audience_lists}: today's lists and those that they were compared with.
   *
   * @param rows that are delivered
   */
  Dataset<Row> lists(Dataset<Row> rows) {
    List<Row> heads = new ArrayList<>();
    for (Audience audience : audiences) {
      heads.add(
          RowFactory.create(
              audience.destination(),
              audience.segment(),
              layout(config, audience).toArray(String[]::new)));
    }
    Dataset<Row> today =
        after(rows, audiences)
            .unionByName(
                inputs.spark().createDataFrame(heads, HEAD).withColumn("row_hash", lit("")))
            .withColumn("run_date", inputs.date());
    return published(inputs, since)
        .select("run_date", "destination", "segment", "row_hash", "cells")
        .unionByName(today);
  }
}
