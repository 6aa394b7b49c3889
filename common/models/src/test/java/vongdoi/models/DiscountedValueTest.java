package vongdoi.models;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import vongdoi.models.families.BetaGeometricDistribution;
import vongdoi.models.families.BetaGeometricModel;
import vongdoi.models.spend.GammaGammaDistribution;
import vongdoi.models.spend.GammaGammaModel;

class DiscountedValueTest {

  private static final BetaGeometricDistribution LAW =
      new BetaGeometricDistribution(0.243, 4.414, 0.793, 2.426);

  @Test
  void purchasesOfEachPeriodAreDividedByItsDiscount() {
    double first = LAW.expectedPurchases(2, 30, 38, 10);
    double second = LAW.expectedPurchases(2, 30, 38, 20) - first;
    double rest = LAW.expectedPurchases(2, 30, 38, 25) - first - second;
    assertEquals(
        first / 1.1 + second / 1.21 + rest / 1.331,
        LAW.discountedPurchases(2, 30, 38, 25, 10, 0.1),
        1e-14);
    assertEquals(first / 2, LAW.discountedPurchases(2, 30, 38, 10, 10, 1), 1e-14);
    assertEquals(first, LAW.discountedPurchases(2, 30, 38, 10, 10, 0), 1e-14);
    assertEquals(0, LAW.discountedPurchases(2, 30, 38, 0, 10, 0));
  }

  @Test
  void aPipelineGivesTheLifetimeValue() {
    Dataset<Row> rows =
        Reference.frame(
            List.of(
                Reference.history(2, 30, 38, 22.35),
                Reference.history(0, 0, 38, null),
                Reference.history(5, 20, 38, 80.0)));
    PipelineStage[] stages = {
      BetaGeometricModel.of(LAW)
          .setHorizon(39)
          .setDiscountPeriod(4.345)
          .setDiscountRate(0.01)
          .setDiscountedPurchasesCol("discounted"),
      GammaGammaModel.of(new GammaGammaDistribution(6.25, 3.74, 15.44))
          .setPurchasesCol("discounted")
          .setMargin(0.3)
    };
    Row scored = new Pipeline().setStages(stages).fit(rows).transform(rows).head();
    assertEquals(
        0.3 * LAW.discountedPurchases(2, 30, 38, 39, 4.345, 0.01) * 24.663713910761153,
        scored.<Double>getAs("clv"),
        1e-12);
  }
}
