package vongdoi.models.families;

import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import vongdoi.models.fitting.FitSummary;
import vongdoi.models.purchase.PurchaseEstimator;
import vongdoi.models.saving.EstimatorReader;

/**
 * Fits the BG/NBD model of repeat purchases and dropout by maximum likelihood.
 *
 * <p>Fader, Hardie and Lee (2005), "Counting Your Customers the Easy Way". On their CDNOW sample
 * (2,357 customers, weeks) it finds r = 0.243, alpha = 4.414, a = 0.793, b = 2.426 and the log
 * likelihood -9582.4.
 */
public final class BetaGeometric extends PurchaseEstimator<BetaGeometric, BetaGeometricModel> {

  private static final long serialVersionUID = 1;

  public BetaGeometric() {
    this(Identifiable$.MODULE$.randomUID("betaGeometric"));
  }

  public BetaGeometric(String uid) {
    super(uid, new BetaGeometricProcess());
  }

  @Override
  protected BetaGeometricModel model(String uid, FitSummary summary) {
    return new BetaGeometricModel(uid, summary);
  }

  public static MLReader<BetaGeometric> read() {
    return new EstimatorReader<>(BetaGeometric.class, BetaGeometric::new);
  }

  public static BetaGeometric load(String path) {
    return read().load(path);
  }
}
