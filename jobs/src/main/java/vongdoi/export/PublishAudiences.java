package vongdoi.export;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
import vongdoi.export.ExportConfig.Cell;
import vongdoi.export.ExportConfig.Destination;

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
    return List.of(Write.replacePartitions(Gold.AUDIENCE_LEDGER));
  }

  @Override
  public String settings() {
    return config.toString();
  }

  @Override
  public Outputs run(Inputs inputs) {
    List<Audience> audiences = audiences(inputs);
    Dataset<Row> rows = inputs.keep(new AudienceRows(config, audiences).of(inputs));
    Map<String, Counts> counts = Counts.of(rows);
    Configuration hadoop = inputs.spark().sessionState().newHadoopConf();
    Map<String, Manifest> outdated = new TreeMap<>();
    for (Audience audience : audiences) {
      Manifest next = manifest(audience, counts, inputs);
      if (!next.isPublished(StoredFiles.text(hadoop, pointer(audience, inputs)))) {
        outdated.put(audience.key(), next);
      }
    }
    Map<String, List<ExportFiles.Part>> files = write(rows, outdated, hadoop, inputs);
    for (Manifest manifest : outdated.values()) {
      String directory = directory(manifest, inputs);
      StoredFiles.put(
          hadoop,
          directory + "/manifest.json",
          manifest.toJson(files.get(manifest.audience().key()), inputs.versions()));
    }
    for (Manifest manifest : outdated.values()) {
      StoredFiles.put(hadoop, pointer(manifest.audience(), inputs), manifest.pointer());
    }
    return outputs(rows, counts, inputs).count("audiences_published", outdated.size());
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
                      new Audience(key, s.getString(0), s.getBoolean(1), s.getBoolean(2)));
                }
              }
            });
    return audiences;
  }

  private Manifest manifest(Audience audience, Map<String, Counts> counts, Inputs inputs) {
    return new Manifest(
        audience,
        config.destinations().get(audience.destination()),
        inputs.run().date(),
        counts.getOrDefault(audience.key(), Counts.NONE));
  }

  private static String directory(Manifest manifest, Inputs inputs) {
    return inputs.path("exports", manifest.audience().key(), manifest.directory());
  }

  private static String pointer(Audience audience, Inputs inputs) {
    return inputs.path("exports", audience.key(), "latest.json");
  }

  private static Map<String, List<ExportFiles.Part>> write(
      Dataset<Row> rows, Map<String, Manifest> outdated, Configuration hadoop, Inputs inputs) {
    if (outdated.isEmpty()) {
      return Map.of();
    }
    Map<String, Target> targets = new TreeMap<>();
    for (Manifest manifest : outdated.values()) {
      Destination destination = manifest.destination();
      targets.put(
          manifest.audience().key(),
          new Target(
              directory(manifest, inputs),
              destination.dialect(),
              destination.columns().stream().map(Cell::header).toList(),
              destination.maxBytes()));
    }
    Dataset<Row> delivered =
        rows.where("delivered")
            .select(
                concat_ws("/", col("destination"), col("segment")).as("audience"),
                col("customer_id"),
                col("cells"))
            .where(col("audience").isin(targets.keySet().toArray()));
    try {
      return new WriteAudiences(targets, hadoop).write(delivered);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write the audiences", e);
    }
  }

  private static Outputs outputs(Dataset<Row> rows, Map<String, Counts> counts, Inputs inputs) {
    Outputs outputs = Outputs.of(Gold.AUDIENCE_LEDGER, rows.withColumn("run_date", inputs.date()));
    counts
        .values()
        .forEach(c -> outputs.count("delivered", c.delivered()).count("control", c.control()));
    return outputs;
  }
}
