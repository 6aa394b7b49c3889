package vongdoi.generate;

import static org.apache.spark.sql.functions.col;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;
import vongdoi.generate.files.DailyLanding;
import vongdoi.generate.files.DatedFiles;
import vongdoi.generate.files.LandingFolder;
import vongdoi.generate.files.LandingRow;
import vongdoi.generate.shop.ShopCatalog;
import vongdoi.generate.shop.ShopParts;
import vongdoi.generate.shop.ShopSettings;
import vongdoi.generate.truth.TruthTables;

/**
 * Writes the raw files of a made-up Vietnamese shop, and the truth beside them, on as many machines
 * as Spark has. Everything is drawn from the seed and an index, so the files depend on the settings
 * alone; nothing is held on the driver.
 */
public final class ShopGenerator {
  private static final String DONE = "truth/summary.json";
  private static final String STARTED = "truth/settings.txt";

  private final SparkSession spark;
  private final ShopSettings settings;

  public ShopGenerator(SparkSession spark, ShopSettings settings) {
    this.spark = spark;
    this.settings = settings;
  }

  /**
   * Writes {@code raw/} and {@code truth/} under a folder. A folder already written from the same
   * settings is left as it is; one begun is completed; any other is refused.
   */
  public ShopSummary write(String outUri) {
    var configuration = new SerializableConfiguration(spark.sessionState().newHadoopConf());
    LandingFolder folder = new LandingFolder(outUri, configuration);
    try {
      if (folder.exists(DONE)) {
        ShopSummary done = new ObjectMapper().readValue(folder.read(DONE), ShopSummary.class);
        requireSame(outUri, done.settings());
        return done;
      }
      claim(folder, outUri);
      // A shop of few days has no feedback yet, and a source that is nowhere is a mistake.
      folder.makeFolder(ShopPart.EVENTS);
      for (DailyLanding landing : DailyLanding.values()) {
        folder.makeFolder(landing.folder());
      }
      writeProducts(folder);
      ShopSummary summary = summary(writeRaw(folder));
      new TruthTables(spark, settings).write(outUri + "/truth");
      try (OutputStream out = folder.create(DONE)) {
        out.write(new ObjectMapper().writeValueAsBytes(summary));
      }
      return summary;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write the shop to " + outUri, e);
    }
  }

  private void claim(LandingFolder folder, String outUri) throws IOException {
    if (folder.exists(STARTED)) {
      requireSame(outUri, new String(folder.read(STARTED), StandardCharsets.UTF_8));
    } else if (folder.exists("raw") || folder.exists("truth")) {
      throw occupied(outUri);
    }
    try (OutputStream out = folder.create(STARTED)) {
      out.write(settings.toString().getBytes(StandardCharsets.UTF_8));
    }
  }

  private void requireSame(String outUri, String other) {
    if (!other.equals(settings.toString())) {
      throw occupied(outUri);
    }
  }

  private static IllegalStateException occupied(String outUri) {
    return new IllegalStateException(
        "Cannot write the shop to "
            + outUri
            + ": raw/ or truth/ of other settings lies there. Choose an empty folder.");
  }

  private static void writeProducts(LandingFolder folder) throws IOException {
    StringBuilder lines = new StringBuilder();
    for (ShopCatalog.Product p : ShopCatalog.PRODUCTS) {
      String price = Long.toString(p.price());
      lines.append(
          DailyLanding.PRODUCTS.line(p.id(), p.name(), p.category(), p.brand(), price, "VND"));
      lines.append('\n');
    }
    try (OutputStream out = folder.create(DailyLanding.PRODUCTS.path(""))) {
      out.write(lines.toString().getBytes(StandardCharsets.UTF_8));
    }
  }

  /** One Spark job: events are written where they are made, the rest is gathered by file. */
  private List<Row> writeRaw(LandingFolder folder) {
    ShopSettings shop = settings;
    int writers = Math.max(4, Math.min(4_000, shop.customers() / 5_000));
    return ShopParts.numbers(spark, shop)
        .flatMap(
            (FlatMapFunction<Long, Row>) part -> new ShopPart(shop, folder, part.intValue()),
            Encoders.row(LandingRow.SCHEMA))
        .repartition(writers, col("file"))
        .sortWithinPartitions("rank", "line")
        .mapPartitions(
            (MapPartitionsFunction<Row, Row>) rows -> new DatedFiles(shop, folder).write(rows),
            Encoders.row(DatedFiles.SCHEMA))
        .collectAsList();
  }

  private ShopSummary summary(List<Row> counts) {
    Map<String, Long> rows = new TreeMap<>();
    Map<String, Long> broken = new TreeMap<>();
    long duplicate = 0;
    long future = 0;
    rows.put(DailyLanding.PRODUCTS.entity(), (long) ShopCatalog.PRODUCTS.size());
    for (Row row : counts) {
      long count = row.getLong(2);
      switch (row.getString(1)) {
        case "good" -> rows.merge(row.getString(0), count, Long::sum);
        case "broken" -> broken.merge(row.getString(0), count, Long::sum);
        case "duplicate" -> duplicate += count;
        default -> future += count;
      }
    }
    return new ShopSummary(settings.toString(), rows, broken, duplicate, future);
  }
}
