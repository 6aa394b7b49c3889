package vongdoi.models.purchase;

import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.DefaultParamsWritable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.types.StructType;
import vongdoi.models.fitting.FitSummary;
import vongdoi.models.params.FittingParams;
import vongdoi.models.params.Schemas;

/**
 * What the estimators of all families of purchases and dropout share: they group the histories, fit
 * by maximum likelihood and hand the result to their model.
 *
 * @param <E> the estimator
 * @param <M> its model
 */
public abstract class PurchaseEstimator<
        E extends PurchaseEstimator<E, M>, M extends PurchaseModel<M>>
    extends Estimator<M>
    implements FittingParams<E>,
        PurchaseHistoryParams<E>,
        CovariateParams<E>,
        DefaultParamsWritable {

  private static final long serialVersionUID = 1;

  private final String uid;
  private final PurchaseProcess process;
  private final FittingParams.Declared fitting;
  private final PurchaseHistoryParams.Declared purchaseHistory;
  private final CovariateParams.Declared covariates;

  protected PurchaseEstimator(String uid, PurchaseProcess process) {
    this.uid = uid;
    this.process = process;
    this.fitting = new FittingParams.Declared(this);
    this.purchaseHistory = new PurchaseHistoryParams.Declared(this);
    this.covariates = new CovariateParams.Declared(this);
  }

  @Override
  public String uid() {
    return uid;
  }

  @Override
  public FittingParams.Declared fitting() {
    return fitting;
  }

  @Override
  public PurchaseHistoryParams.Declared purchaseHistory() {
    return purchaseHistory;
  }

  @Override
  public CovariateParams.Declared covariates() {
    return covariates;
  }

  /** What the family assumes. */
  public PurchaseProcess process() {
    return process;
  }

  /** The model of this family with a fit. */
  protected abstract M model(String uid, FitSummary summary);

  @Override
  @SuppressWarnings("unchecked")
  public M fit(Dataset<?> rows) {
    transformSchema(rows.schema());
    String name = getClass().getSimpleName();
    FitSummary summary = PurchaseHistoryFit.fit((E) this, name, process, rows, covariates);
    M model = copyValues(model(uid, summary), new ParamMap());
    model.setParent(this);
    return model;
  }

  @Override
  public StructType transformSchema(StructType schema) {
    checkWeight(schema);
    covariates.columns().forEach(column -> Schemas.numeric(schema, column));
    return forecastSchema(schema);
  }

  @Override
  public E copy(ParamMap extra) {
    return defaultCopy(extra);
  }
}
