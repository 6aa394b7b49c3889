package vongdoi.models.families;

import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import vongdoi.models.fitting.FitSummary;
import vongdoi.models.purchase.PurchaseEstimator;
import vongdoi.models.saving.EstimatorReader;

/**
 * Fits the Pareto/NBD model of repeat purchases and dropout by maximum likelihood.
 *
 * <p>Schmittlein, Morrison and Colombo (1987), "Counting Your Customers". On the CDNOW sample
 * (2,357 customers, weeks) it finds r = 0.553, alpha = 10.578, s = 0.606, beta = 11.669 and the log
 * likelihood -9595.0.
 */
public final class ParetoNbd extends PurchaseEstimator<ParetoNbd, ParetoNbdModel> {

  private static final long serialVersionUID = 1;

  public ParetoNbd() {
    this(Identifiable$.MODULE$.randomUID("paretoNbd"));
  }

  public ParetoNbd(String uid) {
    super(uid, new ParetoNbdProcess());
  }

  @Override
  protected ParetoNbdModel model(String uid, FitSummary summary) {
    return new ParetoNbdModel(uid, summary);
  }

  public static MLReader<ParetoNbd> read() {
    return new EstimatorReader<>(ParetoNbd.class, ParetoNbd::new);
  }

  public static ParetoNbd load(String path) {
    return read().load(path);
  }
}
