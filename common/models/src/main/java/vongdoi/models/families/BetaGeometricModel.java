package vongdoi.models.families;

import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import vongdoi.models.fitting.FitSummary;
import vongdoi.models.purchase.PurchaseModel;
import vongdoi.models.saving.FittedModelReader;

/** A fitted BG/NBD: forecasts of purchases for each purchase history. */
public final class BetaGeometricModel extends PurchaseModel<BetaGeometricModel> {

  private static final long serialVersionUID = 1;

  BetaGeometricModel(String uid, FitSummary summary) {
    super(uid, new BetaGeometricProcess(), summary);
  }

  /** A model with known parameters. */
  public static BetaGeometricModel of(BetaGeometricDistribution known) {
    return new BetaGeometricModel(
        Identifiable$.MODULE$.randomUID("betaGeometric"),
        FitSummary.given(
            BetaGeometricDistribution.PARAMETERS, known.r(), known.alpha(), known.a(), known.b()));
  }

  @Override
  protected BetaGeometricModel model(String uid, FitSummary summary) {
    return new BetaGeometricModel(uid, summary);
  }

  public static MLReader<BetaGeometricModel> read() {
    return new FittedModelReader<>(BetaGeometricModel.class, BetaGeometricModel::new);
  }

  public static BetaGeometricModel load(String path) {
    return read().load(path);
  }
}
