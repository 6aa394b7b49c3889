package vongdoi.models.families;

import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import vongdoi.models.fitting.FitSummary;
import vongdoi.models.purchase.PurchaseModel;
import vongdoi.models.saving.FittedModelReader;

/** A fitted BG/BB: forecasts of purchases for each purchase history. */
public final class BetaGeometricBetaBernoulliModel
    extends PurchaseModel<BetaGeometricBetaBernoulliModel> {

  private static final long serialVersionUID = 1;

  BetaGeometricBetaBernoulliModel(String uid, FitSummary summary) {
    super(uid, new BetaGeometricBetaBernoulliProcess(), summary);
  }

  /** A model with known parameters. */
  public static BetaGeometricBetaBernoulliModel of(BetaGeometricBetaBernoulliDistribution known) {
    return new BetaGeometricBetaBernoulliModel(
        Identifiable$.MODULE$.randomUID("betaGeometricBetaBernoulli"),
        FitSummary.given(
            BetaGeometricBetaBernoulliDistribution.PARAMETERS,
            known.alpha(),
            known.beta(),
            known.gamma(),
            known.delta()));
  }

  @Override
  protected BetaGeometricBetaBernoulliModel model(String uid, FitSummary summary) {
    return new BetaGeometricBetaBernoulliModel(uid, summary);
  }

  public static MLReader<BetaGeometricBetaBernoulliModel> read() {
    return new FittedModelReader<>(
        BetaGeometricBetaBernoulliModel.class, BetaGeometricBetaBernoulliModel::new);
  }

  public static BetaGeometricBetaBernoulliModel load(String path) {
    return read().load(path);
  }
}
