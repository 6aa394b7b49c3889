package vongdoi.ingest;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPOutputStream;
import vongdoi.common.job.Run;
import vongdoi.common.spark.LocalSpark;
import vongdoi.customer.ErasureRules;
import vongdoi.customer.Salted;
import vongdoi.ingest.source.Entity;
import vongdoi.ingest.source.Format;
import vongdoi.ingest.source.SourceConfig;

/** A landing folder of one test, and sources that read from it. */
final class Landfall {
  private static final IngestConfig.Limits LIMITS = new IngestConfig.Limits(20, 40, 60, 50, 1, 600);

  static final IngestConfig CONFIG =
      new IngestConfig(
          35,
          7,
          300,
          40,
          200,
          10_000,
          LIMITS,
          32L << 20,
          2,
          new IngestConfig.PlausibleYears(1980, 2100),
          List.of(),
          Map.of("completed order", "Order Completed"));

  static final ErasureRules ERASURE = new ErasureRules(new Salted("salt"), List.of(), Map.of());

  private static final Run RUN =
      new Run(LocalDate.of(2026, 1, 5), ZoneId.of("Asia/Ho_Chi_Minh"), "VND", "VN");

  final Path root;
  private final TreeMap<String, SourceConfig> sources = new TreeMap<>();

  Landfall() {
    try {
      Path lakes = Files.createDirectories(Path.of("target", "landing"));
      root = Files.createTempDirectory(lakes, "in").toAbsolutePath();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Adds a source over a folder named after it. */
  Landfall source(String name, Entity entity, Format format, Map<String, String> columns) {
    return source(
        name,
        new SourceConfig(
            entity,
            format,
            root.resolve(name).toString(),
            Optional.empty(),
            Map.of(),
            columns,
            Optional.empty(),
            Optional.empty()));
  }

  Landfall source(String name, SourceConfig source) {
    sources.put(name, source);
    return this;
  }

  /** Changes a source that was added. */
  Landfall with(String name, UnaryOperator<SourceConfig> change) {
    sources.computeIfPresent(name, (n, source) -> change.apply(source));
    return this;
  }

  IngestSources job(long taskBytes) {
    return job(taskBytes, CONFIG.limits());
  }

  /** A job whose reading may take so many seconds. */
  IngestSources jobWithin(int seconds) {
    return job(CONFIG.taskBytes(), new IngestConfig.Limits(20, 40, 60, 50, 1, seconds));
  }

  private IngestSources job(long taskBytes, IngestConfig.Limits limits) {
    return new IngestSources(
        new IngestConfig(
            CONFIG.lateDays(),
            CONFIG.fullListingDays(),
            CONFIG.futureAllowanceSeconds(),
            CONFIG.duplicateWindowDays(),
            CONFIG.rawTextLength(),
            CONFIG.maxLineBytes(),
            limits,
            taskBytes,
            CONFIG.lanes(),
            CONFIG.plausibleYears(),
            CONFIG.identifyingProperties(),
            CONFIG.eventAliases()),
        sources,
        ERASURE);
  }

  SourceSample sample() {
    return new SourceSample(LocalSpark.session(), RUN, CONFIG, sources);
  }

  IngestSources job() {
    return new IngestSources(CONFIG, sources, ERASURE);
  }

  Landfall put(String file, String... lines) {
    return put(file, (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
  }

  Landfall gz(String file, String... lines) {
    return put(file, packed(lines));
  }

  static byte[] packed(String... lines) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gz = new GZIPOutputStream(bytes)) {
      gz.write((String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  Landfall put(String file, byte[] content) {
    try {
      Path path = root.resolve(file);
      Files.createDirectories(path.getParent());
      Files.write(path, content);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
