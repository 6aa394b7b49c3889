package vongdoi.models.families;

import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import vongdoi.models.fitting.FitSummary;
import vongdoi.models.purchase.PurchaseModel;
import vongdoi.models.saving.FittedModelReader;

/** A fitted MBG/NBD: forecasts of purchases for each purchase history. */
public final class ModifiedBetaGeometricModel extends PurchaseModel<ModifiedBetaGeometricModel> {

  private static final long serialVersionUID = 1;

  ModifiedBetaGeometricModel(String uid, FitSummary summary) {
    super(uid, new ModifiedBetaGeometricProcess(), summary);
  }

  /** A model with known parameters. */
  public static ModifiedBetaGeometricModel of(ModifiedBetaGeometricDistribution known) {
    return new ModifiedBetaGeometricModel(
        Identifiable$.MODULE$.randomUID("modifiedBetaGeometric"),
        FitSummary.given(
            ModifiedBetaGeometricDistribution.PARAMETERS,
            known.r(),
            known.alpha(),
            known.a(),
            known.b()));
  }

  @Override
  protected ModifiedBetaGeometricModel model(String uid, FitSummary summary) {
    return new ModifiedBetaGeometricModel(uid, summary);
  }

  public static MLReader<ModifiedBetaGeometricModel> read() {
    return new FittedModelReader<>(
        ModifiedBetaGeometricModel.class, ModifiedBetaGeometricModel::new);
  }

  public static ModifiedBetaGeometricModel load(String path) {
    return read().load(path);
  }
}
