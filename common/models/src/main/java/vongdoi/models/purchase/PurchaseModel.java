package vongdoi.models.purchase;

import org.apache.spark.ml.Model;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.MLWritable;
import org.apache.spark.ml.util.MLWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import vongdoi.models.fitting.FitSummary;
import vongdoi.models.params.Schemas;
import vongdoi.models.saving.FittedModelWriter;

/**
 * A fitted model of purchases and dropout: adds to each purchase history the probability of being
 * alive, of buying within the horizon, and the purchases expected in it, plain and discounted; null
 * where the history is null or impossible.
 *
 * @param <M> the model of one family
 */
public abstract class PurchaseModel<M extends PurchaseModel<M>> extends Model<M>
    implements PurchaseHistoryParams<M>, CovariateParams<M>, MLWritable {

  private static final long serialVersionUID = 1;

  private final String uid;
  private final PurchaseProcess process;
  private final FitSummary summary;
  private final PurchaseHistoryParams.Declared purchaseHistory;
  private final CovariateParams.Declared covariates;

  protected PurchaseModel(String uid, PurchaseProcess process, FitSummary summary) {
    this.uid = uid;
    this.process = process;
    this.summary = summary;
    this.purchaseHistory = new PurchaseHistoryParams.Declared(this);
    this.covariates = new CovariateParams.Declared(this);
  }

  @Override
  public String uid() {
    return uid;
  }

  @Override
  public PurchaseHistoryParams.Declared purchaseHistory() {
    return purchaseHistory;
  }

  @Override
  public CovariateParams.Declared covariates() {
    return covariates;
  }

  public FitSummary summary() {
    return summary;
  }

  /** The model of this family with another uid or fit. */
  protected abstract M model(String uid, FitSummary summary);

  /**
   * The fitted law for customers with the given covariates, in the order of the coefficients.
   *
   * @throws IllegalArgumentException if their number is not that of the fit
   */
  public PurchaseDistribution law(double... ofCustomer) {
    CovariateEffects effects = effects();
    if (ofCustomer.length != effects.size()) {
      throw new IllegalArgumentException(
          "Invalid number of covariates: %d (must be %d, in the order of %s)"
              .formatted(ofCustomer.length, effects.size(), covariates.columns()));
    }
    return process.law(effects.parameters(estimates(), ofCustomer, 0));
  }

  @Override
  public Dataset<Row> transform(Dataset<?> rows) {
    transformSchema(rows.schema());
    return PurchaseForecast.added(
        rows, this, process, estimates(), covariates().columns(), effects());
  }

  @Override
  public StructType transformSchema(StructType schema) {
    covariates.columns().forEach(column -> Schemas.numeric(schema, column));
    return forecastSchema(schema);
  }

  @Override
  public M copy(ParamMap extra) {
    M copy = copyValues(model(uid, summary), extra);
    copy.setParent(parent());
    return copy;
  }

  @Override
  public MLWriter write() {
    return new FittedModelWriter(this, summary);
  }

  private CovariateEffects effects() {
    return new CovariateEffects(
        process,
        process.parameters().size(),
        covariates.ofTransactions().size(),
        covariates.ofLifetime().size());
  }

  private double[] estimates() {
    return summary.estimates().stream().mapToDouble(d -> d).toArray();
  }
}
