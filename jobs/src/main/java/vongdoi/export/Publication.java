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
      List<Audience> audiences,
      Dataset<Row> rows,
      Map<String, Counts> counts,
      ListChanges changes) {
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
      List<Manifest> outdated, Dataset<Row> rows, ListChanges changes) {
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
                          tasks(manifest.rows(stem)))));
    }
    if (targets.isEmpty()) {
      return Map.of();
    }
    try {
      return new WriteAudiences(targets, hadoop).write(lists(rows, changes));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write the audiences", e);
    }
  }

  private int tasks(long rows) {
    return Math.toIntExact(Math.max(1, (rows + config.taskRows() - 1) / config.taskRows()));
  }

  /** Rows to write: {@code list, position, cells}. */
  private Dataset<Row> lists(Dataset<Row> rows, ListChanges changes) {
    Object[] whole =
        config.destinations().keySet().stream().filter(d -> config.mode(d) == Mode.FULL).toArray();
    Dataset<Row> full =
        rows.where("delivered")
            .where(col("destination").isin(whole))
            .select(
                concat_ws("/", col("destination"), col("segment"), lit("part")).as("list"),
                concat_ws("|", col("customer_id"), col("matter")).as("position"),
                col("cells"));
    return changes.isEmpty() ? full : full.unionByName(changes.files());
  }
}
