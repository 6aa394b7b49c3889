package vongdoi.models.families;

import java.util.List;
import vongdoi.models.purchase.PurchaseDistribution;
import vongdoi.models.purchase.PurchaseHistoryLikelihood;
import vongdoi.models.purchase.PurchaseProcess;

/** How the BG/NBD is fitted. */
final class BetaGeometricProcess extends PurchaseProcess {

  private static final long serialVersionUID = 1;

  BetaGeometricProcess() {
    super(
        BetaGeometricDistribution.PARAMETERS,
        List.of(1),
        new double[] {1, 3},
        new double[] {0, 0, 1, 1});
  }

  @Override
  public PurchaseHistoryLikelihood likelihood() {
    return new BetaGeometricLikelihood();
  }

  @Override
  public PurchaseDistribution law(double[] p) {
    return new BetaGeometricDistribution(p[0], p[1], p[2], p[3]);
  }
}
