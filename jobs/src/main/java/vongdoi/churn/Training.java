package vongdoi.churn;

import java.sql.Date;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import vongdoi.common.catalog.Gold;
import vongdoi.customer.models.InBothLanguages;
import vongdoi.customer.models.StoredModel;

/**
 * The result of one training: a row of {@code gold.churn_trainings} and, unless it was rejected,
 * the model.
 */
record Training(
    String status,
    String algorithm,
    long rows,
    Map<String, Double> parameters,
    Map<String, Double> metrics,
    InBothLanguages reason,
    Optional<PipelineModel> model) {
  static final String MODEL = "churn";
  static final StoredModel STORED = new StoredModel(MODEL, "churn.train");
  static final String CHAMPION = "champion";
  static final String CHALLENGER = "challenger";
  static final String REJECTED = "rejected";

  /** Name of the stored model: the date it was trained for, so that a rerun gives the same. */
  static String version(LocalDate trainingDate) {
    return MODEL + "-" + trainingDate;
  }

  /** The same with what came of the scores before it. */
  Training knowing(Promise promise) {
    Map<String, Double> more = new TreeMap<>(metrics);
    more.putAll(promise.metrics());
    return new Training(
        status,
        algorithm,
        rows,
        parameters,
        more,
        promise.isBroken()
            ? reason
                .then(new InBothLanguages(". Before it, ", ". Trước đó, "))
                .then(promise.inWords())
            : reason,
        model);
  }

  /**
   * @param sum of the stored model's files; null: none is stored
   */
  Dataset<Row> row(SparkSession spark, LocalDate trainingDate, ChurnConfig config, String sum) {
    Row row =
        RowFactory.create(
            MODEL,
            version(trainingDate),
            status,
            Date.valueOf(trainingDate),
            config.horizonDays(),
            algorithm,
            rows,
            parameters,
            metrics,
            reason.en(),
            reason.vi(),
            sum);
    return spark.createDataFrame(List.of(row), Gold.CHURN_TRAININGS.schema());
  }
}
