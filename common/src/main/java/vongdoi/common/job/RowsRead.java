package vongdoi.common.job;

import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.LongAdder;
import org.apache.spark.SparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerStageSubmitted;
import org.apache.spark.scheduler.SparkListenerTaskEnd;

/** Counts the rows that each run's tasks read from storage, by Spark job group. */
final class RowsRead extends SparkListener implements AutoCloseable {
  private static final String JOB_GROUP = "spark.jobGroup.id";
  private static final long WAIT_MILLIS = 60_000;

  /** Stands for a count that Spark's listeners were too far behind to tell. */
  private static final long UNKNOWN = -1;

  private final SparkContext context;
  private final Map<Integer, String> groups = new ConcurrentHashMap<>();
  private final Map<String, LongAdder> rows = new ConcurrentHashMap<>();

  private RowsRead(SparkContext context) {
    this.context = context;
  }

  static RowsRead listeningTo(SparkContext context) {
    RowsRead listener = new RowsRead(context);
    context.addSparkListener(listener);
    return listener;
  }

  @Override
  public void onStageSubmitted(SparkListenerStageSubmitted event) {
    Properties properties = event.properties();
    String group = properties == null ? null : properties.getProperty(JOB_GROUP);
    if (group != null) {
      groups.put(event.stageInfo().stageId(), group);
    }
  }

  @Override
  public void onTaskEnd(SparkListenerTaskEnd event) {
    String group = groups.get(event.stageId());
    if (group != null && event.taskMetrics() != null) {
      rows.computeIfAbsent(group, g -> new LongAdder())
          .add(event.taskMetrics().inputMetrics().recordsRead());
    }
  }

  /**
   * Rows that the tasks of a group have read, once Spark has told of all of them; forgets the
   * group. -1 where it has not after a minute.
   */
  long taken(String group) {
    boolean isTold = isTold();
    groups.values().removeIf(group::equals);
    LongAdder counted = rows.remove(group);
    if (!isTold) {
      return UNKNOWN;
    }
    return counted == null ? 0 : counted.sum();
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
