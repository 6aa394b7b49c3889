package vongdoi.models.families;

import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import vongdoi.models.fitting.FitSummary;
import vongdoi.models.purchase.PurchaseEstimator;
import vongdoi.models.saving.EstimatorReader;

/**
 * Fits the BG/BB model of opportunities taken and dropout by maximum likelihood. The age is the
 * number of opportunities so far, the recency that of the last one taken.
 *
 * <p>Fader, Hardie and Shang (2010), "Customer-Base Analysis in a Discrete-Time Noncontractual
 * Setting". On the gifts of 11,104 donors over six years it finds alpha = 1.204, beta = 0.750,
 * gamma = 0.657, delta = 2.783 and the log likelihood -33225.6.
 */
public final class BetaGeometricBetaBernoulli
    extends PurchaseEstimator<BetaGeometricBetaBernoulli, BetaGeometricBetaBernoulliModel> {

  private static final long serialVersionUID = 1;

  public BetaGeometricBetaBernoulli() {
    this(Identifiable$.MODULE$.randomUID("betaGeometricBetaBernoulli"));
  }

  public BetaGeometricBetaBernoulli(String uid) {
    super(uid, new BetaGeometricBetaBernoulliProcess());
  }

  @Override
  protected BetaGeometricBetaBernoulliModel model(String uid, FitSummary summary) {
    return new BetaGeometricBetaBernoulliModel(uid, summary);
  }

  public static MLReader<BetaGeometricBetaBernoulli> read() {
    return new EstimatorReader<>(BetaGeometricBetaBernoulli.class, BetaGeometricBetaBernoulli::new);
  }

  public static BetaGeometricBetaBernoulli load(String path) {
    return read().load(path);
  }
}
