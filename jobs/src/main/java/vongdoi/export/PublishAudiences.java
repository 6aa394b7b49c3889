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
import vongdoi.common.catalog.Silver;
import vongdoi.common.job.Inputs;
import vongdoi.common.job.Job;
import vongdoi.common.job.Outputs;
import vongdoi.common.storage.ExportFiles;
import vongdoi.common.storage.StoredFiles;
import vongdoi.common.table.Table;
import vongdoi.common.table.Write;
import vongdoi.export.ExportConfig.Mode;

/**
 * Publishes the audiences: files first, then their manifest, then the pointer that readers trust,
 * and last the ledger, so that a run killed anywhere is completed by the next one.
 */
public final class PublishAudiences implements Job {
  private final ExportConfig config;

  public PublishAudiences(ExportConfig config) {
    this.config = config;
  }

  @Override
  public String name() {
    return "export.audiences";
  }

  @Override
  public String meaning() {
    return "Writes each segment's members for each destination and records who was left out, and why";
  }

  @Override
  public List<Table> reads() {
    return List.of(
        Gold.SEGMENTS,
        Gold.SEGMENT_MEMBERS,
        Gold.NEXT_ACTIONS,
        Gold.LIFECYCLE,
        Gold.CLV_SCORES,
        Gold.CHURN_SCORES,
        Silver.PROFILES,
        Silver.CONSENTS);
  }

  @Override
  public List<Write> writes() {
    return List.of(
        Write.replace(Gold.AUDIENCE_LISTS), Write.replacePartitions(Gold.AUDIENCE_LEDGER));
  }

  @Override
  public String settings() {
    return config.toString();
  }

  @Override
  public Outputs run(Inputs inputs) {
    DestinationFunctions.register(inputs.spark(), config.tiktokPhonePlus());
    Configuration hadoop = inputs.spark().sessionState().newHadoopConf();
    List<Audience> audiences = audiences(inputs);
    Map<String, Optional<String>> pointers = new TreeMap<>();
    Map<String, LocalDate> published = new TreeMap<>();
    for (Audience audience : audiences) {
      Optional<String> pointer = StoredFiles.text(hadoop, pointer(audience, inputs));
      pointers.put(audience.key(), pointer);
      Manifest.pointedDate(pointer).ifPresent(date -> published.put(audience.key(), date));
    }
    Dataset<Row> rows = inputs.keep(new AudienceRows(config, audiences).of(inputs));
    Map<String, Counts> counts = Counts.of(rows);
    ListChanges changes = ListChanges.of(config, inputs, audiences, rows, published);
    Map<String, ListChanges.Change> changed = changes.byAudience();
    List<Manifest> outdated = new ArrayList<>();
    for (Audience audience : audiences) {
      Manifest next =
          new Manifest(
              audience,
              config.destinations().get(audience.destination()),
              inputs.run().date(),
              counts.getOrDefault(audience.key(), Counts.NONE),
              Optional.ofNullable(changed.get(audience.key())));
      if (!next.isPublished(pointers.get(audience.key()))) {
        outdated.add(next);
      }
    }
    publish(outdated, rows, changes, hadoop, inputs);
    return outputs(rows, counts, changes, inputs).count("audiences_published", outdated.size());
  }

  private void publish(
      List<Manifest> outdated,
      Dataset<Row> rows,
      ListChanges changes,
      Configuration hadoop,
      Inputs inputs) {
    Map<String, List<ExportFiles.Part>> files = write(outdated, rows, changes, hadoop, inputs);
    for (Manifest manifest : outdated) {
      StoredFiles.put(
          hadoop,
          directory(manifest, inputs) + "/manifest.json",
          manifest.toJson(files, inputs.versions()));
    }
    for (Manifest manifest : outdated) {
      StoredFiles.put(hadoop, pointer(manifest.audience(), inputs), manifest.pointer());
    }
  }

  private List<Audience> audiences(Inputs inputs) {
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

  private static String directory(Manifest manifest, Inputs inputs) {
    return inputs.path("exports", manifest.audience().key(), manifest.directory());
  }

  private static String pointer(Audience audience, Inputs inputs) {
    return inputs.path("exports", audience.key(), "latest.json");
  }

  private Map<String, List<ExportFiles.Part>> write(
      List<Manifest> outdated,
      Dataset<Row> rows,
      ListChanges changes,
      Configuration hadoop,
      Inputs inputs) {
    Map<String, Target> targets = new TreeMap<>();
    for (Manifest manifest : outdated) {
      String directory = directory(manifest, inputs);
      manifest
          .lists()
          .forEach(
              (stem, list) ->
                  targets.put(
                      list,
                      Target.of(
                          directory + "/" + stem,
                          manifest.destination(),
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
                col("customer_id").as("position"),
                col("cells"));
    return changes.isEmpty() ? full : full.unionByName(changes.files());
  }

  private static Outputs outputs(
      Dataset<Row> rows, Map<String, Counts> counts, ListChanges changes, Inputs inputs) {
    Outputs outputs = Outputs.of(Gold.AUDIENCE_LEDGER, rows.withColumn("run_date", inputs.date()));
    if (!changes.isEmpty()) {
      outputs.and(Gold.AUDIENCE_LISTS, changes.lists(rows));
    } else if (!inputs.own(Gold.AUDIENCE_LISTS).isEmpty()) {
      outputs.and(Gold.AUDIENCE_LISTS, inputs.own(Gold.AUDIENCE_LISTS).limit(0));
    }
    counts
        .values()
        .forEach(c -> outputs.count("delivered", c.delivered()).count("control", c.control()));
    return outputs;
  }
}
