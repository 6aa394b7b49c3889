package vongdoi.models.families;

import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import vongdoi.models.fitting.FitSummary;
import vongdoi.models.purchase.PurchaseEstimator;
import vongdoi.models.saving.EstimatorReader;

/**
 * Fits the MBG/NBD model of repeat purchases and dropout by maximum likelihood.
 *
 * <p>Batislam, Denizel and Filiztekin (2007), "Empirical validation and comparison of models for
 * customer base analysis". On the CDNOW sample (2,357 customers, weeks) it finds r = 0.525, alpha =
 * 6.183, a = 0.891, b = 1.614 and the log likelihood -9582.1.
 */
public final class ModifiedBetaGeometric
    extends PurchaseEstimator<ModifiedBetaGeometric, ModifiedBetaGeometricModel> {

  private static final long serialVersionUID = 1;

  public ModifiedBetaGeometric() {
    this(Identifiable$.MODULE$.randomUID("modifiedBetaGeometric"));
  }

  public ModifiedBetaGeometric(String uid) {
    super(uid, new ModifiedBetaGeometricProcess());
  }

  @Override
  protected ModifiedBetaGeometricModel model(String uid, FitSummary summary) {
    return new ModifiedBetaGeometricModel(uid, summary);
  }

  public static MLReader<ModifiedBetaGeometric> read() {
    return new EstimatorReader<>(ModifiedBetaGeometric.class, ModifiedBetaGeometric::new);
  }

  public static ModifiedBetaGeometric load(String path) {
    return read().load(path);
  }
}
