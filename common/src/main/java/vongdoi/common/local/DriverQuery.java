package vongdoi.common.local;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.spark.Dependency;
import org.apache.spark.ShuffleDependency;
import org.apache.spark.SparkContext;
import org.apache.spark.SparkEnv;
import org.apache.spark.TaskContext;
import org.apache.spark.TaskContextImpl;
import org.apache.spark.executor.TaskMetrics;
import org.apache.spark.memory.TaskMemoryManager;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.storage.StorageLevel;
import scala.Option;
import scala.collection.Iterator;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Computes a plan of one partition in the calling thread. As a Spark job the same plan would be
 * serialized and read back, twice for a collect, which takes longer than computing a few rows.
 */
final class DriverQuery {
  /** Tasks of Spark's own have numbers from 0 on. */
  private static final AtomicLong TASKS = new AtomicLong(Long.MIN_VALUE);

  private DriverQuery() {}

  /** The rows of a plan; empty where it needs a shuffle, or has not exactly one partition. */
  static Optional<List<InternalRow>> rows(SparkPlan plan) {
    RDD<InternalRow> rdd = plan.execute();
    return rdd.getNumPartitions() == 1 && isNarrow(rdd)
        ? Optional.of(computed(rdd))
        : Optional.empty();
  }

  /** Whether an RDD needs nothing that tasks of other stages or the store of blocks would hold. */
  private static boolean isNarrow(RDD<?> rdd) {
    if (!rdd.getStorageLevel().equals(StorageLevel.NONE())) {
      return false;
    }
    for (Dependency<?> parent : CollectionConverters.asJava(rdd.dependencies())) {
      if (parent instanceof ShuffleDependency || !isNarrow(parent.rdd())) {
        return false;
      }
    }
    return true;
  }

  private static List<InternalRow> computed(RDD<InternalRow> rdd) {
    SparkEnv spark = SparkEnv.get();
    SparkContext context = rdd.sparkContext();
    long id = TASKS.getAndIncrement();
    TaskMemoryManager memory = new TaskMemoryManager(spark.memoryManager(), id);
    TaskContextImpl task =
        new TaskContextImpl(
            0,
            0,
            0,
            id,
            0,
            1,
            memory,
            context.getLocalProperties(),
            spark.metricsSystem(),
            TaskMetrics.empty(),
            1,
            Scala.map(java.util.Map.of()));
    spark.blockManager().registerTask(id);
    try {
      return TaskContext.withTaskContext(task, () -> all(rdd, task));
    } finally {
      memory.cleanUpAllAllocatedMemory();
      spark.blockManager().releaseAllLocksForTask(id);
    }
  }

  private static List<InternalRow> all(RDD<InternalRow> rdd, TaskContextImpl task) {
    List<InternalRow> rows = new ArrayList<>();
    try {
      Iterator<InternalRow> iterator = rdd.iterator(rdd.partitions()[0], task);
      while (iterator.hasNext()) {
        rows.add(iterator.next().copy());
      }
    } catch (RuntimeException | Error e) {
      task.markTaskFailed(e);
      throw e;
    } finally {
      task.markTaskCompleted(Option.empty());
    }
    return rows;
  }
}
