package vongdoi.ingest;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.util.CollectionAccumulator;
import vongdoi.common.job.Inputs;
import vongdoi.ingest.TextRows.Damaged;

/** Parses and deduplicates the entities of a run side by side. */
final class Intake {
  private final Inputs inputs;
  private final IngestConfig config;
  private final CollectionAccumulator<Damaged> damaged;

  Intake(Inputs inputs, IngestConfig config, CollectionAccumulator<Damaged> damaged) {
    this.inputs = inputs;
    this.config = config;
    this.damaged = damaged;
  }

  List<Taken> of(Map<Entity, Dataset<Row>> parsed) {
    // Made for this run: its threads inherit the job group that the run's rows are counted by.
    ExecutorService pool = Executors.newFixedThreadPool(config.lanes());
    try {
      List<Callable<Taken>> steps = new ArrayList<>();
      parsed.forEach((entity, rows) -> steps.add(() -> taken(entity, rows)));
      List<Taken> taken = new ArrayList<>();
      for (Future<Taken> step : pool.invokeAll(steps)) {
        taken.add(step.get());
      }
      return taken;
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

  private Taken taken(Entity entity, Dataset<Row> rows) {
    Dataset<Row> stored = Deduplication.stored(rows, entity);
    return new Deduplication(inputs, config, damaged.value(), entity).of(stored);
  }
}
