package vongdoi.models.families;

import java.util.List;
import vongdoi.models.purchase.PurchaseDistribution;
import vongdoi.models.purchase.PurchaseHistoryLikelihood;
import vongdoi.models.purchase.PurchaseProcess;

/** How the BG/BB is fitted. */
final class BetaGeometricBetaBernoulliProcess extends PurchaseProcess {

  private static final long serialVersionUID = 1;

  BetaGeometricBetaBernoulliProcess() {
    super(
        BetaGeometricBetaBernoulliDistribution.PARAMETERS,
        List.of(),
        new double[] {0.7, 3},
        new double[] {0, 0, 0, -1});
  }

  @Override
  public PurchaseHistoryLikelihood likelihood() {
    return new BetaGeometricBetaBernoulliLikelihood();
  }

  @Override
  public PurchaseHistoryLikelihood withoutDropout() {
    return new BetaBernoulliLikelihood();
  }

  @Override
  public boolean accepts(double frequency, double recency, double age) {
    return BetaGeometricBetaBernoulliLikelihood.accepts(frequency, recency, age);
  }

  @Override
  public PurchaseDistribution law(double[] p) {
    return new BetaGeometricBetaBernoulliDistribution(p[0], p[1], p[2], p[3]);
  }
}
