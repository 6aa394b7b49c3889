package vongdoi.segment;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import vongdoi.common.job.Inputs;
import vongdoi.common.job.Job;
import vongdoi.common.job.Outputs;
import vongdoi.common.table.Table;
import vongdoi.common.table.Write;

/** Leaves given rows where another stage would leave its own. */
record StandIn(Write write, Dataset<Row> rows) implements Job {
  @Override
  public String name() {
    return "test.stand-in";
  }

  @Override
  public String meaning() {
    return "stands in for the owner of a table";
  }

  @Override
  public List<Table> reads() {
    return List.of();
  }

  @Override
  public List<Write> writes() {
    return List.of(write);
  }

  @Override
  public String settings() {
    return String.valueOf(rows.hashCode());
  }

  @Override
  public Outputs run(Inputs inputs) {
    return Outputs.of(write.table(), rows);
  }
}
