package vongdoi.models.fitting;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.plans.logical.LocalRelation;
import org.apache.spark.sql.execution.QueryExecution;
import org.apache.spark.sql.functions;
import org.apache.spark.storage.StorageLevel;
import scala.jdk.javaapi.CollectionConverters;

/**
 * The sufficient statistics of a fit: distinct observations with the summed weight of the customers
 * who share them (at day grain about a third of the customers, at week grain a twentieth). They are
 * held on the driver if few, else as cached blocks on the executors until closed.
 */
public final class Observations implements AutoCloseable {

  /** Rows that one thread sums at a time: fixed, so that sums are the same on any machine. */
  private static final int CHUNK = 8192;

  private static final int SAMPLE_ROWS = 16_384;

  /** Distinct rows that a task holds at a time: some 40 MB. */
  private static final int BLOCK_ROWS = 1 << 18;

  private static final int LEAST_STRETCH = 4;

  private final int stride;
  private final ObservationBlock local;
  private final JavaRDD<ObservationBlock> distributed;
  private final long size;
  private final double[] sums;
  private int passes;

  private Observations(
      int stride,
      ObservationBlock local,
      JavaRDD<ObservationBlock> distributed,
      long size,
      double[] sums) {
    this.stride = stride;
    this.local = local;
    this.distributed = distributed;
    this.size = size;
    this.sums = sums;
  }

  /**
   * Groups rows by their statistics.
   *
   * @param name what is being fitted, for messages
   * @param weight of a row; 0 or more
   * @param driverRows up to how many distinct observations go to the driver
   * @throws IllegalArgumentException if a row is impossible or none is left
   */
  public static Observations of(
      String name,
      Dataset<?> rows,
      List<Column> statistics,
      Column weight,
      Likelihood likelihood,
      int driverRows) {
    int stride = statistics.size() + 1;
    Dataset<Row> numbers = numbers(rows, statistics, weight);
    return onDriver(numbers, stride, likelihood, driverRows)
        .orElseGet(() -> shuffled(name, numbers, stride, likelihood, driverRows));
  }

  /**
   * Grouped without a shuffle: each task groups its own rows, and the driver what they found. Empty
   * where that is too much for it, or where some rows are impossible, which are then counted.
   */
  private static Optional<Observations> onDriver(
      Dataset<Row> numbers, int stride, Likelihood likelihood, int driverRows) {
    QueryExecution query = query(numbers);
    if (query.optimizedPlan() instanceof LocalRelation inMemory) {
      // Rows that the driver holds already need no task.
      List<ObservationBlock> blocks = new ArrayList<>();
      ObservationBlock.grouped(
              CollectionConverters.asJava(inMemory.data()).iterator(),
              stride,
              BLOCK_ROWS,
              likelihood)
          .forEachRemaining(blocks::add);
      return merged(
          blocks.stream().map(Totals::ofBlock).toList(), () -> blocks, stride, driverRows);
    }
    JavaRDD<ObservationBlock> blocks =
        query
            .toRdd()
            .toJavaRDD()
            .mapPartitions(rows -> ObservationBlock.grouped(rows, stride, BLOCK_ROWS, likelihood))
            .persist(StorageLevel.MEMORY_AND_DISK());
    try {
      return merged(blocks.map(Totals::ofBlock).collect(), blocks::collect, stride, driverRows);
    } finally {
      blocks.unpersist(false);
    }
  }

  private static Optional<Observations> merged(
      List<Totals> totals, Supplier<List<ObservationBlock>> blocks, int stride, int driverRows) {
    Totals all = Totals.of(totals, stride);
    if (all.rejected > 0 || all.size == 0 || all.size > driverRows) {
      return Optional.empty();
    }
    ObservationBlock local = ObservationBlock.merged(blocks.get(), stride);
    return Optional.of(new Observations(stride, local, null, local.size(), local.weightedSums()));
  }

  private static Observations shuffled(
      String name, Dataset<Row> numbers, int stride, Likelihood likelihood, int driverRows) {
    JavaRDD<ObservationBlock> blocks =
        query(grouped(numbers, stride))
            .toRdd()
            .toJavaRDD()
            .mapPartitions(
                rows -> List.of(ObservationBlock.of(rows, stride, likelihood)).iterator())
            .persist(StorageLevel.MEMORY_AND_DISK());
    boolean keep = false;
    try {
      Totals totals = Totals.of(blocks.map(Totals::ofBlock).collect(), stride);
      totals.check(name);
      keep = totals.size > driverRows;
      ObservationBlock local = keep ? null : ObservationBlock.merged(blocks.collect(), stride);
      double[] sums = keep ? totals.sums : local.weightedSums();
      return new Observations(stride, local, keep ? blocks : null, totals.size, sums);
    } finally {
      if (!keep) {
        blocks.unpersist(false);
      }
    }
  }

  /**
   * An even sample of the sorted rows that is enough to find the neighbourhood of the maximum;
   * empty where that would save little.
   */
  Optional<Observations> sample() {
    int stretch = (int) (size / SAMPLE_ROWS);
    if (stretch < LEAST_STRETCH) {
      return Optional.empty();
    }
    ObservationBlock some =
        local != null
            ? local.oneOf(stretch)
            : ObservationBlock.merged(
                distributed.map(block -> block.oneOf(stretch)).collect(), stride);
    return Optional.of(new Observations(stride, some, null, some.size(), some.weightedSums()));
  }

  /** Number of distinct observations. */
  long size() {
    return size;
  }

  /** How often all observations have been summed up so far. */
  int passes() {
    return passes;
  }

  /** Sum of weights: the number of customers. */
  double weight() {
    return sums[stride - 1];
  }

  /** Weighted mean of one statistic. */
  public double mean(int statistic) {
    return sums[statistic] / weight();
  }

  /** Log likelihood and gradient, in that order; one Spark job if the blocks are distributed. */
  double[] sum(Likelihood likelihood, double[] parameters) {
    passes++;
    int length = likelihood.dimension() + 1;
    if (local != null) {
      return added(
          IntStream.range(0, (local.size() + CHUNK - 1) / CHUNK)
              .parallel()
              .mapToObj(i -> local.sum(likelihood, parameters, i * CHUNK, CHUNK))
              .toList(),
          length);
    }
    // A few numbers per partition, added in partition order: treeAggregate would add them in the
    // order in which tasks happen to finish.
    return added(
        distributed.map(block -> block.sum(likelihood, parameters, 0, block.size())).collect(),
        length);
  }

  @Override
  public void close() {
    if (distributed != null) {
      distributed.unpersist(false);
    }
  }

  private static Dataset<Row> numbers(Dataset<?> rows, List<Column> statistics, Column weight) {
    List<Column> columns = new ArrayList<>();
    for (int i = 0; i < statistics.size(); i++) {
      columns.add(statistics.get(i).cast("double").as("statistic" + i));
    }
    Column number = weight.cast("double");
    columns.add(coalesce(when(number.geq(0), number), lit(Double.NaN)).as("weight"));
    return rows.select(columns.toArray(Column[]::new));
  }

  private static Dataset<Row> grouped(Dataset<Row> numbers, int stride) {
    Column[] keys = new Column[stride - 1];
    for (int i = 0; i < keys.length; i++) {
      keys[i] = new Column("statistic" + i);
    }
    return numbers.groupBy(keys).agg(functions.sum("weight"));
  }

  /** Gives rows as Spark holds them: no object is made of a number. */
  private static QueryExecution query(Dataset<Row> rows) {
    return ((org.apache.spark.sql.classic.Dataset<Row>) rows).queryExecution();
  }

  private static double[] added(List<double[]> parts, int length) {
    double[] total = new double[length];
    for (double[] part : parts) {
      for (int i = 0; i < length; i++) {
        total[i] += part[i];
      }
    }
    return total;
  }

  /** What one pass over the blocks tells about them. */
  private record Totals(long size, double[] sums, long rejected, String complaint)
      implements Serializable {

    static Totals ofBlock(ObservationBlock block) {
      return new Totals(block.size(), block.weightedSums(), block.rejected(), block.complaint());
    }

    static Totals of(List<Totals> parts, int stride) {
      return new Totals(
          parts.stream().mapToLong(Totals::size).sum(),
          added(parts.stream().map(Totals::sums).toList(), stride),
          parts.stream().mapToLong(Totals::rejected).sum(),
          parts.stream().map(Totals::complaint).filter(c -> c != null).findFirst().orElse(null));
    }

    void check(String name) {
      if (rejected > 0) {
        throw new IllegalArgumentException(
            "Cannot fit %s: %d distinct rows are impossible (%s). Filter or mend them first"
                .formatted(name, rejected, complaint));
      }
      if (size == 0) {
        throw new IllegalArgumentException(
            "Cannot fit %s: there is no row with a weight above 0".formatted(name));
      }
    }
  }
}
