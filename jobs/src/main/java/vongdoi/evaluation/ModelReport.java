package vongdoi.evaluation;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Date;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import vongdoi.common.catalog.Gold;
import vongdoi.common.table.Warehouse;

/**
 * The models trained as of a date with what they foretold on the time held back, as
 * gold.model_metrics has it.
 *
 * @param models by name, each with its facts and its metrics
 */
public record ModelReport(Map<String, Model> models) {

  /** One model. */
  public record Model(
      String version,
      String status,
      String algorithm,
      String reason,
      Map<String, Double> metrics) {}

  public static ModelReport of(Warehouse warehouse, LocalDate date) {
    Map<String, Map<String, Double>> metrics = new TreeMap<>();
    warehouse
        .read(Gold.MODEL_METRICS)
        .where(col("trained_on").equalTo(lit(Date.valueOf(date))))
        .where("metric not like 'parameter.%'")
        .selectExpr("concat(model, ' ', version)", "metric", "value")
        .collectAsList()
        .forEach(
            row ->
                metrics
                    .computeIfAbsent(row.getString(0), model -> new TreeMap<>())
                    .put(row.getString(1), row.getDouble(2)));
    Map<String, Model> models = new LinkedHashMap<>();
    for (Row row :
        warehouse
            .read(Gold.MODELS)
            .where(col("trained_on").equalTo(lit(Date.valueOf(date))))
            .orderBy("model", "version")
            .select("model", "version", "status", "algorithm", "reason")
            .collectAsList()) {
      models.put(
          row.getString(0),
          new Model(
              row.getString(1),
              row.getString(2),
              row.getString(3),
              row.getString(4),
              metrics.getOrDefault(row.getString(0) + " " + row.getString(1), Map.of())));
    }
    return new ModelReport(models);
  }

  public String toJson() throws JsonProcessingException {
    return new ObjectMapper().writeValueAsString(models);
  }

  public String toText() {
    StringBuilder text = new StringBuilder();
    models.forEach(
        (name, model) -> {
          text.append(
              "%n%s: %s (%s, %s)%n  %s%n"
                  .formatted(
                      name, model.algorithm(), model.version(), model.status(), model.reason()));
          model
              .metrics()
              .forEach(
                  (metric, value) ->
                      text.append(String.format(Locale.ROOT, "  %-52s %,.4f%n", metric, value)));
        });
    return text.isEmpty() ? "No model was trained as of this date" : text.toString().strip();
  }
}
