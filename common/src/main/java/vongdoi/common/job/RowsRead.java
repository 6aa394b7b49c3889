package vongdoi.common.job;

import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.apache.spark.SparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerStageSubmitted;
import org.apache.spark.scheduler.SparkListenerTaskEnd;

/** Counts the rows that each job's tasks read from storage, by Spark job group. */
final class RowsRead extends SparkListener {
  private static final String JOB_GROUP = "spark.jobGroup.id";
  private final Map<Integer, String> groups = new ConcurrentHashMap<>();
  private final Map<String, LongAdder> rows = new ConcurrentHashMap<>();

  static RowsRead listeningTo(SparkContext context) {
    RowsRead listener = new RowsRead();
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

  long of(String group) {
    LongAdder counted = rows.get(group);
    return counted == null ? 0 : counted.sum();
  }
}
