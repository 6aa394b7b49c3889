package vongdoi.models.contract;

import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.DefaultParamsWritable;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.types.StructType;
import vongdoi.models.fitting.FitSummary;
import vongdoi.models.fitting.Likelihood;
import vongdoi.models.fitting.Observations;
import vongdoi.models.fitting.ParameterSpace;
import vongdoi.models.params.FittingParams;
import vongdoi.models.saving.EstimatorReader;

/**
 * Fits the shifted beta-geometric model of contracts and subscriptions by maximum likelihood.
 *
 * <p>Fader and Hardie (2007), "How to Project Customer Retention". On the seven renewals of their
 * "High End" customers it finds alpha = 0.668, beta = 3.806.
 */
public final class ShiftedBetaGeometric extends Estimator<ShiftedBetaGeometricModel>
    implements FittingParams<ShiftedBetaGeometric>,
        ContractParams<ShiftedBetaGeometric>,
        DefaultParamsWritable {

  private static final long serialVersionUID = 1;

  private final String uid;
  private final FittingParams.Declared fitting;
  private final ContractParams.Declared contract;

  public ShiftedBetaGeometric() {
    this(Identifiable$.MODULE$.randomUID("shiftedBetaGeometric"));
  }

  public ShiftedBetaGeometric(String uid) {
    this.uid = uid;
    this.fitting = new FittingParams.Declared(this);
    this.contract = new ContractParams.Declared(this);
  }

  @Override
  public String uid() {
    return uid;
  }

  @Override
  public FittingParams.Declared fitting() {
    return fitting;
  }

  @Override
  public ContractParams.Declared contract() {
    return contract;
  }

  @Override
  public ShiftedBetaGeometricModel fit(Dataset<?> rows) {
    transformSchema(rows.schema());
    Likelihood likelihood = new ShiftedBetaGeometricLikelihood();
    try (Observations observations =
        Observations.of(
            "ShiftedBetaGeometric",
            rows,
            contractColumns(),
            weight(),
            likelihood,
            (int) getOrDefault(maxDriverRows()))) {
      ParameterSpace space =
          ParameterSpace.positive(
              ShiftedBetaGeometricDistribution.PARAMETERS,
              new double[] {1, 1},
              new double[] {1, 2});
      FitSummary summary =
          fitSettings().fit("ShiftedBetaGeometric", likelihood, observations, space, Double.NaN);
      return copyValues(new ShiftedBetaGeometricModel(uid, summary), new ParamMap())
          .setParent(this);
    }
  }

  @Override
  public StructType transformSchema(StructType schema) {
    checkWeight(schema);
    return contractSchema(schema);
  }

  @Override
  public ShiftedBetaGeometric copy(ParamMap extra) {
    return defaultCopy(extra);
  }

  public static MLReader<ShiftedBetaGeometric> read() {
    return new EstimatorReader<>(ShiftedBetaGeometric.class, ShiftedBetaGeometric::new);
  }

  public static ShiftedBetaGeometric load(String path) {
    return read().load(path);
  }
}
