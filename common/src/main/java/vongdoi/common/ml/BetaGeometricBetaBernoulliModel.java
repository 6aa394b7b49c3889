package vongdoi.common.ml;

import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;

/** A fitted BG/BB: forecasts of purchases for each purchase history. */
public final class BetaGeometricBetaBernoulliModel
    extends PurchaseModel<BetaGeometricBetaBernoulliModel> {

  private static final long serialVersionUID = 1;

  BetaGeometricBetaBernoulliModel(String uid, FitSummary summary) {
    super(uid, PurchaseFamily.BETA_GEOMETRIC_BETA_BERNOULLI, summary);
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
  BetaGeometricBetaBernoulliModel model(String uid, FitSummary summary) {
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
