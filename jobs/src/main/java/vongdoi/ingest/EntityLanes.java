package vongdoi.ingest;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.spark.SparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import vongdoi.common.job.ExitCode;
import vongdoi.common.job.Inputs;
import vongdoi.common.job.JobException;
import vongdoi.ingest.files.FileFindings;
import vongdoi.ingest.landing.DeduplicatedRows;
import vongdoi.ingest.landing.Deduplication;
import vongdoi.ingest.landing.ErasedRows;
import vongdoi.ingest.landing.RowChecks;
import vongdoi.ingest.source.Entity;
import vongdoi.ingest.source.SourceConfig;

/** Parses and deduplicates the entities of a run side by side. */
final class EntityLanes {
  private final Inputs inputs;
  private final IngestConfig config;
  private final Map<String, SourceConfig> sources;
  private final FileFindings findings;
  private final Optional<ErasedRows> erased;

  EntityLanes(
      Inputs inputs,
      IngestConfig config,
      Map<String, SourceConfig> sources,
      FileFindings findings,
      Optional<ErasedRows> erased) {
    this.sources = sources;
    this.erased = erased;
    this.inputs = inputs;
    this.config = config;
    this.findings = findings;
  }

  List<DeduplicatedRows> of(Map<Entity, Dataset<Row>> parsed) {
    // Made for this run: its threads inherit the job group that the run's rows are counted by.
    ExecutorService pool = Executors.newFixedThreadPool(config.lanes());
    try {
      List<Callable<DeduplicatedRows>> steps = new ArrayList<>();
      parsed.forEach((entity, rows) -> steps.add(() -> deduplicated(entity, rows)));
      List<DeduplicatedRows> all = new ArrayList<>();
      for (Future<DeduplicatedRows> step :
          pool.invokeAll(steps, config.limits().seconds(), TimeUnit.SECONDS)) {
        all.add(step.get());
      }
      return all;
    } catch (CancellationException e) {
      SparkContext context = inputs.spark().sparkContext();
      context.cancelJobGroup(context.getLocalProperty("spark.jobGroup.id"));
      throw new JobException(
          ExitCode.CONFIGURATION,
          "Cannot take landed files in within %d seconds (ingest.limits.seconds): look for an expression of a mapping that takes for ever, such as a pattern with a repetition within a repetition, or raise the limit. Nothing was taken in"
              .formatted(config.limits().seconds()),
          e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException failure
          ? failure
          : new IllegalStateException("Cannot take landed files in", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while taking landed files in", e);
    } finally {
      pool.shutdownNow();
    }
  }

  private DeduplicatedRows deduplicated(Entity entity, Dataset<Row> rows) {
    Dataset<Row> stored = Deduplication.stored(rows, entity);
    return new Deduplication(
            inputs,
            config.duplicateWindowDays(),
            findings.setAside().keySet(),
            erased,
            entity,
            RowChecks.of(sources, entity))
        .of(stored);
  }
}
