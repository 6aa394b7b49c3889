package vongdoi.common.ml;

import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.DefaultParamsWritable;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.types.StructType;

/**
 * Fits the BG/NBD model of repeat purchases and dropout by maximum likelihood.
 *
 * <p>Fader, Hardie and Lee (2005), "Counting Your Customers the Easy Way". On their CDNOW sample
 * (2,357 customers, weeks) it finds r = 0.243, alpha = 4.414, a = 0.793, b = 2.426 and the log
 * likelihood -9582.4.
 */
public final class BetaGeometric extends Estimator<BetaGeometricModel>
    implements FittingParams<BetaGeometric>,
        PurchaseHistoryParams<BetaGeometric>,
        DefaultParamsWritable {

  private static final long serialVersionUID = 1;

  private final String uid;
  private final FittingParams.Declared fitting;
  private final PurchaseHistoryParams.Declared purchaseHistory;

  public BetaGeometric() {
    this(Identifiable$.MODULE$.randomUID("betaGeometric"));
  }

  public BetaGeometric(String uid) {
    this.uid = uid;
    this.fitting = new FittingParams.Declared(this);
    this.purchaseHistory = new PurchaseHistoryParams.Declared(this);
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
  public PurchaseHistoryParams.Declared purchaseHistory() {
    return purchaseHistory;
  }

  @Override
  public BetaGeometricModel fit(Dataset<?> rows) {
    transformSchema(rows.schema());
    FitSummary summary =
        PurchaseHistoryFit.fit(
            this, "BetaGeometric", rows, new BetaGeometricLikelihood(), BetaGeometric::space);
    return copyValues(new BetaGeometricModel(uid, summary), new ParamMap()).setParent(this);
  }

  @Override
  public StructType transformSchema(StructType schema) {
    checkWeight(schema);
    return forecastSchema(schema);
  }

  @Override
  public BetaGeometric copy(ParamMap extra) {
    return defaultCopy(extra);
  }

  public static MLReader<BetaGeometric> read() {
    return new DefaultParamsReader<>();
  }

  public static BetaGeometric load(String path) {
    return read().load(path);
  }

  private static ParameterSpace space(PurchaseHistoryFit.Start start) {
    return new ParameterSpace(
        BetaGeometricDistribution.PARAMETERS,
        new double[4],
        new double[] {1, start.meanAge(), 1, 1},
        new double[] {start.r(), start.alpha(), 1, 3});
  }
}
