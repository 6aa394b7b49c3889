package vongdoi.models.families;

import java.util.List;
import vongdoi.models.purchase.PurchaseDistribution;
import vongdoi.models.purchase.PurchaseHistoryLikelihood;
import vongdoi.models.purchase.PurchaseProcess;

/** How the Pareto/NBD is fitted. */
final class ParetoNbdProcess extends PurchaseProcess {

  private static final long serialVersionUID = 1;

  ParetoNbdProcess() {
    super(
        ParetoNbdDistribution.PARAMETERS,
        List.of(1, 3),
        new double[] {0.6, 0.5},
        new double[] {0, 0, 0, -1});
  }

  @Override
  public PurchaseHistoryLikelihood likelihood() {
    return new ParetoNbdLikelihood();
  }

  @Override
  public PurchaseDistribution law(double[] p) {
    return new ParetoNbdDistribution(p[0], p[1], p[2], p[3]);
  }
}
