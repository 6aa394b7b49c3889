package vongdoi.models.spend;

import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.DefaultParamsWritable;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import vongdoi.models.fitting.FitSummary;
import vongdoi.models.fitting.Likelihood;
import vongdoi.models.fitting.Observations;
import vongdoi.models.fitting.ParameterSpace;
import vongdoi.models.params.FittingParams;
import vongdoi.models.saving.EstimatorReader;

/**
 * Fits the gamma-gamma model of spend per order by maximum likelihood, with q above 1 so that the
 * population has a mean. Customers without an order, or without spend, say nothing about it and are
 * left out.
 *
 * <p>Fader and Hardie (2013), "The Gamma-Gamma Model of Monetary Value". On the 946 repeat buyers
 * of the CDNOW sample it finds p = 6.25, q = 3.74, v = 15.44.
 */
public final class GammaGamma extends Estimator<GammaGammaModel>
    implements FittingParams<GammaGamma>, SpendHistoryParams<GammaGamma>, DefaultParamsWritable {

  private static final long serialVersionUID = 1;

  private final String uid;
  private final FittingParams.Declared fitting;
  private final SpendHistoryParams.Declared spendHistory;

  public GammaGamma() {
    this(Identifiable$.MODULE$.randomUID("gammaGamma"));
  }

  public GammaGamma(String uid) {
    this.uid = uid;
    this.fitting = new FittingParams.Declared(this);
    this.spendHistory = new SpendHistoryParams.Declared(this);
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
  public SpendHistoryParams.Declared spendHistory() {
    return spendHistory;
  }

  @Override
  public GammaGammaModel fit(Dataset<?> rows) {
    transformSchema(rows.schema());
    Likelihood likelihood = new GammaGammaLikelihood();
    Dataset<Row> spenders =
        rows.toDF().where(spendColumns().get(0).gt(0).and(spendColumns().get(1).gt(0)));
    try (Observations observations =
        Observations.of(
            "GammaGamma",
            spenders,
            spendColumns(),
            weight(),
            likelihood,
            (int) getOrDefault(maxDriverRows()))) {
      double meanSpend = observations.mean(1);
      ParameterSpace space =
          new ParameterSpace(
              GammaGammaDistribution.PARAMETERS,
              new double[] {0, 1, 0},
              new double[] {1, 1, meanSpend},
              new double[] {2, 3, meanSpend});
      FitSummary summary =
          fitSettings().fit("GammaGamma", likelihood, observations, space, Double.NaN);
      return copyValues(new GammaGammaModel(uid, summary), new ParamMap()).setParent(this);
    }
  }

  @Override
  public StructType transformSchema(StructType schema) {
    checkWeight(schema);
    return spendSchema(schema);
  }

  @Override
  public GammaGamma copy(ParamMap extra) {
    return defaultCopy(extra);
  }

  public static MLReader<GammaGamma> read() {
    return new EstimatorReader<>(GammaGamma.class, GammaGamma::new);
  }

  public static GammaGamma load(String path) {
    return read().load(path);
  }
}
