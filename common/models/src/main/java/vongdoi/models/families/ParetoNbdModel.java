package vongdoi.models.families;

import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import vongdoi.models.fitting.FitSummary;
import vongdoi.models.purchase.PurchaseModel;
import vongdoi.models.saving.FittedModelReader;

/** A fitted Pareto/NBD: forecasts of purchases for each purchase history. */
public final class ParetoNbdModel extends PurchaseModel<ParetoNbdModel> {

  private static final long serialVersionUID = 1;

  ParetoNbdModel(String uid, FitSummary summary) {
    super(uid, new ParetoNbdProcess(), summary);
  }

  /** A model with known parameters. */
  public static ParetoNbdModel of(ParetoNbdDistribution known) {
    return new ParetoNbdModel(
        Identifiable$.MODULE$.randomUID("paretoNbd"),
        FitSummary.given(
            ParetoNbdDistribution.PARAMETERS, known.r(), known.alpha(), known.s(), known.beta()));
  }

  @Override
  protected ParetoNbdModel model(String uid, FitSummary summary) {
    return new ParetoNbdModel(uid, summary);
  }

  public static MLReader<ParetoNbdModel> read() {
    return new FittedModelReader<>(ParetoNbdModel.class, ParetoNbdModel::new);
  }

  public static ParetoNbdModel load(String path) {
    return read().load(path);
  }
}
