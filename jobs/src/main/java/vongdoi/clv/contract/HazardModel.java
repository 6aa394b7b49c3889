package vongdoi.clv.contract;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.classification.LogisticRegressionModel;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import vongdoi.clv.contract.HazardFields.Predictor;
import vongdoi.common.catalog.Gold;
import vongdoi.common.job.Inputs;
import vongdoi.customer.models.StoredModel;

/**
 * A learnt hazard of contracts.
 *
 * @param version name under models/contract-hazard
 * @param model from the rows of {@link ContractMonths} to the hazard
 * @param kind of data that it was learnt from
 * @param parameters coefficients and means of the regression that gives the reasons, by predictor
 */
public record HazardModel(
    String version, PipelineModel model, ContractMonths.Kind kind, Map<String, Double> parameters) {

  public static final String NAME = "contract-hazard";
  private static final StoredModel STORED = new StoredModel(NAME, "clv.hazard");
  private static final String SNAPSHOT = "of_a_snapshot";
  private static final String COEFFICIENT = "coefficient.";
  private static final String MEAN = "mean.";

  /** The newest that was trained by the date of the run and found better than none. */
  public static Optional<HazardModel> champion(Inputs inputs) {
    if (inputs.isEmpty(Gold.HAZARD_TRAININGS)) {
      return Optional.empty();
    }
    List<Row> newest =
        inputs
            .table(Gold.HAZARD_TRAININGS)
            .where(col("status").equalTo("champion").and(col("trained_on").leq(inputs.date())))
            .orderBy(col("trained_on").desc(), col("version").desc())
            .limit(1)
            .select("version", "parameters", "content_sha256")
            .collectAsList();
    return newest.stream().map(row -> loaded(row, inputs)).findFirst();
  }

  private static HazardModel loaded(Row row, Inputs inputs) {
    Map<String, Double> parameters = row.getJavaMap(1);
    String version = row.getString(0);
    return new HazardModel(
        version,
        STORED.load(inputs, version, row.getString(2)),
        parameters.get(SNAPSHOT) == 1 ? ContractMonths.Kind.SNAPSHOT : ContractMonths.Kind.HISTORY,
        parameters);
  }

  /** Stores the model and tells the sum of its files. */
  public String save(Inputs inputs) {
    return STORED.save(model, inputs, version);
  }

  /** Parameters of a training: {@code coefficient.x3.plan=basic} and {@code mean.x3}. */
  public static Map<String, Double> described(
      LogisticRegressionModel regression,
      List<Predictor> predictors,
      double[] means,
      ContractMonths.Kind kind) {
    Map<String, Double> parameters = new TreeMap<>();
    for (int i = 0; i < predictors.size(); i++) {
      String column = HazardFit.column(i);
      parameters.put(
          COEFFICIENT + column + "." + predictors.get(i).title(),
          regression.coefficients().apply(i));
      parameters.put(MEAN + column, means[i]);
    }
    parameters.put("intercept", regression.intercept());
    parameters.put(SNAPSHOT, kind == ContractMonths.Kind.SNAPSHOT ? 1.0 : 0.0);
    return parameters;
  }

  /** Why contracts end sooner than the average one, of rows that the model has transformed. */
  HazardReasons reasons() {
    HazardReasons reasons = new HazardReasons();
    parameters.forEach(
        (name, coefficient) -> {
          if (name.startsWith(COEFFICIENT)) {
            String[] parts = name.substring(COEFFICIENT.length()).split("\\.", 2);
            reasons.add(parts[1], parts[0], coefficient, parameters.get(MEAN + parts[0]));
          }
        });
    return reasons;
  }

  /** Adds {@code hazard} to months to come, and to the first of each contract the reasons. */
  public Dataset<Row> scored(Dataset<Row> months) {
    HazardReasons reasons = reasons();
    return model
        .transform(months)
        .withColumn("hazard", HazardFit.probability())
        .withColumn("reasons_en", when(col("ahead").equalTo(0), reasons.in("en")))
        .withColumn("reasons_vi", when(col("ahead").equalTo(0), reasons.in("vi")));
  }
}
