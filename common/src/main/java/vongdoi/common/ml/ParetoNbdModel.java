package vongdoi.common.ml;

import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;

/** A fitted Pareto/NBD: forecasts of purchases for each purchase history. */
public final class ParetoNbdModel extends PurchaseModel<ParetoNbdModel> {

  private static final long serialVersionUID = 1;

  ParetoNbdModel(String uid, FitSummary summary) {
    super(uid, PurchaseFamily.PARETO_NBD, summary);
  }

  /** A model with known parameters. */
  public static ParetoNbdModel of(ParetoNbdDistribution known) {
    return new ParetoNbdModel(
        Identifiable$.MODULE$.randomUID("paretoNbd"),
        FitSummary.given(
            ParetoNbdDistribution.PARAMETERS, known.r(), known.alpha(), known.s(), known.beta()));
  }

  @Override
  ParetoNbdModel model(String uid, FitSummary summary) {
    return new ParetoNbdModel(uid, summary);
  }

  public static MLReader<ParetoNbdModel> read() {
    return new FittedModelReader<>(ParetoNbdModel.class, ParetoNbdModel::new);
  }

  public static ParetoNbdModel load(String path) {
    return read().load(path);
  }
}
