package vongdoi.export;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.lit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import vongdoi.common.catalog.Gold;
import vongdoi.common.job.Inputs;
import vongdoi.common.storage.ExportFiles;
import vongdoi.common.storage.StoredFiles;
import vongdoi.export.ExportConfig.Mode;

/**
 * The files of a run: first the lists, then their manifests, then the pointers that readers trust,
 * so that a run killed anywhere is completed by the next one.
 */
final class Publication {
  /**
   * What becomes of members at their destinations. Cells are most of the bytes: only what writes
   * them reads them, and all that counts and records reads rows without.
   *
   * @param recorded every row: {@code destination, segment, customer_id, matter, delivered,
   *     suppressed_reason}, {@link Counts#hashed hashes} of its cells, and what else a ledger holds
   * @param delivered rows that are delivered, where the placement has put them: {@code destination,
   *     segment, bucket, position, cells}
   * @param placement which task writes which rows
   */
  record Rows(Dataset<Row> recorded, Dataset<Row> delivered, Placement placement) {

    /** What is written of rows that are delivered. */
    static Dataset<Row> delivered(Dataset<Row> rows) {
      return rows.select(
          col("destination"),
          col("segment"),
          col("bucket"),
          Placement.POSITION.as("position"),
          col("cells"));
    }
  }

  private final ExportConfig config;
  private final Inputs inputs;
  private final Pointer pointer;
  private final Configuration hadoop;
  private final Map<String, Optional<String>> pointers = new TreeMap<>();

  /**
   * @param pointer what readers find the files by
   */
  Publication(ExportConfig config, Inputs inputs, Pointer pointer) {
    this.config = config;
    this.pointer = pointer;
    this.inputs = inputs;
    this.hadoop = inputs.spark().sessionState().newHadoopConf();
  }

  /** Every destination with every segment that it takes. */
  List<Audience> audiences() {
    List<Row> segments =
        inputs
            .table(Gold.SEGMENTS)
            .orderBy("segment")
            .selectExpr("segment", "action is not null", "is_service")
            .collectAsList();
    List<Audience> audiences = new ArrayList<>();
    config
        .destinations()
        .forEach(
            (key, destination) -> {
              for (Row s : segments) {
                if (destination.takes(s.getString(0))) {
                  audiences.add(
                      new Audience(
                          key,
                          s.getString(0),
                          s.getBoolean(1),
                          s.getBoolean(2),
                          Audience.name(s.getString(0), config.names(key))));
                }
              }
            });
    return audiences;
  }

  /** Run date of the list that each audience's pointer names, by key. */
  Map<String, LocalDate> published(List<Audience> audiences) {
    Map<String, LocalDate> published = new TreeMap<>();
    for (Audience audience : audiences) {
      Optional<String> inPlace = StoredFiles.text(hadoop, pointer(audience));
      pointers.put(audience.key(), inPlace);
      Pointer.date(inPlace).ifPresent(date -> published.put(audience.key(), date));
    }
    return published;
  }

  /**
   * Publishes what is not published yet and tells how many audiences that were.
   *
   * @param audiences those that {@link #published} has looked at
   */
  int publish(
      List<Audience> audiences, Rows rows, Map<String, Counts> counts, ListChanges changes) {
    Map<String, ListChanges.Change> changed = changes.byAudience();
    List<Manifest> outdated = new ArrayList<>();
    for (Audience audience : audiences) {
      Manifest next =
          new Manifest(
              audience,
              config
                  .destinations()
                  .get(audience.destination())
                  .of(audience.segment(), audience.name(), config.accounts()),
              inputs.run().date(),
              counts.getOrDefault(audience.key(), Counts.NONE),
              Optional.ofNullable(changed.get(audience.key())));
      if (!pointer.names(next, pointers.get(audience.key()))) {
        outdated.add(next);
      }
    }
    Map<String, List<ExportFiles.Part>> files = write(outdated, rows, changes);
    for (Manifest manifest : outdated) {
      StoredFiles.put(
          hadoop,
          directory(manifest) + "/manifest.json",
          manifest.toJson(files, inputs.versions()));
    }
    for (Manifest manifest : outdated) {
      Audience audience = manifest.audience();
      String text = pointer.to(manifest, pointers.get(audience.key()));
      StoredFiles.put(hadoop, pointer(audience), text);
    }
    return outdated.size();
  }

  private String directory(Manifest manifest) {
    return inputs.path("exports", manifest.audience().key(), manifest.directory());
  }

  private String pointer(Audience audience) {
    return inputs.path("exports", audience.key(), pointer.file());
  }

  private Map<String, List<ExportFiles.Part>> write(
      List<Manifest> outdated, Rows rows, ListChanges changes) {
    Map<String, Target> targets = new TreeMap<>();
    for (Manifest manifest : outdated) {
      String directory = directory(manifest);
      manifest
          .lists()
          .forEach(
              (stem, list) ->
                  targets.put(
                      list,
                      Target.of(
                          directory + "/" + stem,
                          manifest.destination(),
                          manifest.audience(),
                          tasks(manifest, stem, rows.placement()))));
    }
    if (targets.isEmpty()) {
      return Map.of();
    }
    try {
      WriteAudiences writing = new WriteAudiences(targets, hadoop);
      Dataset<Row> full = full(rows.delivered());
      return writing.write(
          changes.isEmpty() ? full : full.unionByName(writing.placed(changes.files())));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write the audiences", e);
    }
  }

  /** Tasks that write a list: of changes it is known only now how many there are. */
  private int tasks(Manifest manifest, String stem, Placement placement) {
    return manifest.change().isPresent()
        ? Placement.tasks(manifest.rows(stem), config.taskRows())
        : placement.tasks(manifest.audience().segment());
  }

  /** Rows of whole lists to write: {@code list, bucket, position, cells}. */
  private Dataset<Row> full(Dataset<Row> delivered) {
    Object[] whole =
        config.destinations().keySet().stream().filter(d -> config.mode(d) == Mode.FULL).toArray();
    return delivered
        .where(col("destination").isin(whole))
        .select(
            concat_ws("/", col("destination"), col("segment"), lit("part")).as("list"),
            col("bucket"),
            col("position"),
            col("cells"));
  }
}
