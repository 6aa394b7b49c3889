package vongdoi.report;

import static org.apache.spark.sql.functions.col;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import vongdoi.common.catalog.Gold;
import vongdoi.common.job.Inputs;
import vongdoi.common.job.Job;
import vongdoi.common.job.Outputs;
import vongdoi.common.table.Table;
import vongdoi.common.table.Write;

/** Brings the models of all training jobs into one list, with their metrics a row each. */
public final class ReportModels implements Job {

  @Override
  public String name() {
    return "report.models";
  }

  @Override
  public String meaning() {
    return "Lists every trained model and its metrics";
  }

  @Override
  public List<Table> reads() {
    return List.of(
        Gold.CHURN_TRAININGS,
        Gold.CLV_TRAININGS,
        Gold.CONTRACT_TRAININGS,
        Gold.HAZARD_TRAININGS,
        Gold.RECOMMEND_TRAININGS,
        Gold.UPLIFT_TRAININGS);
  }

  @Override
  public List<Write> writes() {
    return List.of(Write.sync(Gold.MODEL_METRICS), Write.sync(Gold.MODELS));
  }

  @Override
  public String settings() {
    return "";
  }

  @Override
  public Outputs run(Inputs inputs) {
    // What every training tells; where the model itself is stored there is its sum besides.
    Column[] columns =
        Gold.CLV_TRAININGS.columnNames().stream().map(c -> col(c)).toArray(Column[]::new);
    Dataset<Row> trainings =
        reads().stream()
            .map(table -> inputs.table(table).select(columns))
            .reduce(Dataset::unionByName)
            .orElseThrow();
    return Outputs.of(Gold.MODEL_METRICS, metrics(trainings)).and(Gold.MODELS, trainings);
  }

  private static Dataset<Row> metrics(Dataset<Row> trainings) {
    return trainings
        .selectExpr(
            "model",
            "version",
            "status",
            "trained_on",
            "explode(map_concat(coalesce(metrics, map()), transform_keys(coalesce(parameters,"
                + " map()), (k, v) -> concat('parameter.', k)))) as (metric, value)")
        .where(col("value").isNotNull());
  }
}
