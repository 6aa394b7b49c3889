package vongdoi.ingest;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import vongdoi.common.job.Inputs;
import vongdoi.ingest.files.FileFindings;
import vongdoi.ingest.landing.DeduplicatedRows;
import vongdoi.ingest.landing.Deduplication;
import vongdoi.ingest.landing.ErasedRows;
import vongdoi.ingest.source.Entity;

/** Parses and deduplicates the entities of a run side by side. */
final class EntityLanes {
  private final Inputs inputs;
  private final IngestConfig config;
  private final FileFindings findings;
  private final Optional<ErasedRows> erased;

  EntityLanes(
      Inputs inputs, IngestConfig config, FileFindings findings, Optional<ErasedRows> erased) {
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
      for (Future<DeduplicatedRows> step : pool.invokeAll(steps)) {
        all.add(step.get());
      }
      return all;
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException failure
          ? failure
          : new IllegalStateException("Cannot take landed files in", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while taking landed files in", e);
    } finally {
      pool.shutdown();
    }
  }

  private DeduplicatedRows deduplicated(Entity entity, Dataset<Row> rows) {
    Dataset<Row> stored = Deduplication.stored(rows, entity);
    return new Deduplication(
            inputs, config.duplicateWindowDays(), findings.setAside().keySet(), erased, entity)
        .of(stored);
  }
}
