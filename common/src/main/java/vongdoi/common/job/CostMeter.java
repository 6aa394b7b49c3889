package vongdoi.common.job;

import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;
import org.apache.spark.SparkContext;
import org.apache.spark.executor.TaskMetrics;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerEvent;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.scheduler.SparkListenerStageSubmitted;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.sql.execution.ui.SparkListenerSQLExecutionStart;

/** Adds up what each run costs, by Spark job group. */
final class CostMeter extends SparkListener implements AutoCloseable {
  private static final String JOB_GROUP = "spark.jobGroup.id";
  private static final long WAIT_MILLIS = 60_000;
  private static final double NANOS = 1e9;

  /** Stands for a count that Spark's listeners were too far behind to tell. */
  private static final long UNKNOWN = -1;

  private final SparkContext context;
  private final Map<Integer, String> groups = new ConcurrentHashMap<>();
  private final Map<String, Sums> costs = new ConcurrentHashMap<>();

  /** Written by the one thread of Spark's listener bus, read once the bus is empty. */
  private static final class Sums {
    private long rowsRead;
    private long sparkJobs;
    private long queries;
    private long taskCpuNanos;
    private long bytesRead;
    private long bytesWritten;
  }

  private CostMeter(SparkContext context) {
    this.context = context;
  }

  static CostMeter listeningTo(SparkContext context) {
    CostMeter listener = new CostMeter(context);
    context.addSparkListener(listener);
    return listener;
  }

  @Override
  public void onOtherEvent(SparkListenerEvent event) {
    if (event instanceof SparkListenerSQLExecutionStart query && query.jobGroupId().isDefined()) {
      of(query.jobGroupId().get()).queries++;
    }
  }

  @Override
  public void onJobStart(SparkListenerJobStart event) {
    String group = group(event.properties());
    if (group != null) {
      of(group).sparkJobs++;
    }
  }

  @Override
  public void onStageSubmitted(SparkListenerStageSubmitted event) {
    String group = group(event.properties());
    if (group != null) {
      groups.put(event.stageInfo().stageId(), group);
    }
  }

  @Override
  public void onTaskEnd(SparkListenerTaskEnd event) {
    String group = groups.get(event.stageId());
    TaskMetrics metrics = event.taskMetrics();
    if (group != null && metrics != null) {
      Sums sums = of(group);
      sums.rowsRead += metrics.inputMetrics().recordsRead();
      sums.bytesRead += metrics.inputMetrics().bytesRead();
      sums.bytesWritten += metrics.outputMetrics().bytesWritten();
      sums.taskCpuNanos += metrics.executorCpuTime();
    }
  }

  private static String group(Properties properties) {
    return properties == null ? null : properties.getProperty(JOB_GROUP);
  }

  private Sums of(String group) {
    return costs.computeIfAbsent(group, g -> new Sums());
  }

  /**
   * What a group has cost, once Spark has told of all of it; forgets the group. Rows are -1 where
   * it has not after a minute.
   */
  Cost taken(String group) {
    boolean isTold = isTold();
    groups.values().removeIf(group::equals);
    Sums sums = costs.remove(group);
    if (sums == null) {
      return Cost.NONE;
    }
    return new Cost(
        isTold ? sums.rowsRead : UNKNOWN,
        sums.sparkJobs,
        sums.queries,
        sums.taskCpuNanos / NANOS,
        0,
        sums.bytesRead,
        sums.bytesWritten);
  }

  private boolean isTold() {
    try {
      context.listenerBus().waitUntilEmpty(WAIT_MILLIS);
      return true;
    } catch (TimeoutException e) {
      return false;
    }
  }

  @Override
  public void close() {
    context.removeSparkListener(this);
  }
}
