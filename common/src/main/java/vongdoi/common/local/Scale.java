package vongdoi.common.local;

import java.util.List;
import org.apache.spark.sql.SparkSession;

/**
 * How much of Spark a job is worth, by the size of what it reads. The rows are the same at any
 * scale; only the way to them differs.
 */
public enum Scale {
  /** Rows in the driver's memory: one partition, interpreted expressions, no query per table. */
  LOCAL,
  /** Interpreted expressions: compiling them would take longer than computing them. */
  INTERPRETED,
  /** All that Spark has, as the configuration sets it. */
  FULL;

  /** Brings a session of its own to this scale. */
  public void settle(SparkSession session) {
    if (this == FULL) {
      return;
    }
    session.conf().set("spark.sql.codegen.wholeStage", "false");
    session.conf().set("spark.sql.codegen.factoryMode", "NO_CODEGEN");
    session.conf().set("spark.sql.adaptive.enabled", "false");
    if (this == LOCAL) {
      session.conf().set("spark.sql.shuffle.partitions", "1");
      session.conf().set("spark.sql.leafNodeDefaultParallelism", "1");
      // Within one partition nothing has to be sent anywhere.
      session.conf().set("spark.sql.autoBroadcastJoinThreshold", "-1");
      session.conf().set("spark.sql.optimizer.disableHints", "true");
      ((org.apache.spark.sql.classic.SparkSession) session)
          .experimental()
          .extraStrategies_$eq(Scala.seq(List.of(new OnePartition())));
    }
  }
}
