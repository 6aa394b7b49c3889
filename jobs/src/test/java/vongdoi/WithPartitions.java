package vongdoi;

import java.util.List;
import vongdoi.common.job.Inputs;
import vongdoi.common.job.Job;
import vongdoi.common.job.Outputs;
import vongdoi.common.table.Table;
import vongdoi.common.table.Write;

/**
 * A job run with another number of shuffle partitions, to show that the result does not depend on
 * it. It counts as other settings, so that the same date runs again.
 */
public record WithPartitions(Job job, int partitions) implements Job {
  @Override
  public String name() {
    return job.name();
  }

  @Override
  public String meaning() {
    return job.meaning();
  }

  @Override
  public List<Table> reads() {
    return job.reads();
  }

  @Override
  public List<Write> writes() {
    return job.writes();
  }

  @Override
  public String settings() {
    return job.settings() + " in " + partitions;
  }

  @Override
  public Outputs run(Inputs inputs) {
    inputs.spark().conf().set("spark.sql.shuffle.partitions", String.valueOf(partitions));
    inputs.spark().conf().set("spark.sql.adaptive.coalescePartitions.enabled", "false");
    return job.run(inputs);
  }
}
