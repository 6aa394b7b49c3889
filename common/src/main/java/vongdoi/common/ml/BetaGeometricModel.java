package vongdoi.common.ml;

import org.apache.spark.ml.Model;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.ml.util.MLWritable;
import org.apache.spark.ml.util.MLWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * A fitted BG/NBD: adds to each purchase history the probability of being alive, of buying within
 * the horizon, and the purchases expected in it; null where the history is null or impossible.
 */
public final class BetaGeometricModel extends Model<BetaGeometricModel>
    implements PurchaseHistoryParams<BetaGeometricModel>, MLWritable {

  private static final long serialVersionUID = 1;

  private final String uid;
  private final FitSummary summary;
  private final PurchaseHistoryParams.Declared purchaseHistory;

  BetaGeometricModel(String uid, FitSummary summary) {
    this.uid = uid;
    this.summary = summary;
    this.purchaseHistory = new PurchaseHistoryParams.Declared(this);
  }

  /** A model with known parameters. */
  public static BetaGeometricModel of(BetaGeometricDistribution known) {
    return new BetaGeometricModel(
        Identifiable$.MODULE$.randomUID("betaGeometric"),
        FitSummary.given(
            BetaGeometricDistribution.PARAMETERS, known.r(), known.alpha(), known.a(), known.b()));
  }

  @Override
  public String uid() {
    return uid;
  }

  @Override
  public PurchaseHistoryParams.Declared purchaseHistory() {
    return purchaseHistory;
  }

  public FitSummary summary() {
    return summary;
  }

  /** The fitted law, for single customers. */
  public BetaGeometricDistribution distribution() {
    return BetaGeometricDistribution.of(summary);
  }

  @Override
  public Dataset<Row> transform(Dataset<?> rows) {
    transformSchema(rows.schema());
    return PurchaseForecast.added(rows, this, distribution());
  }

  @Override
  public StructType transformSchema(StructType schema) {
    return forecastSchema(schema);
  }

  @Override
  public BetaGeometricModel copy(ParamMap extra) {
    return copyValues(new BetaGeometricModel(uid, summary), extra).setParent(parent());
  }

  @Override
  public MLWriter write() {
    return new FittedModelWriter(this, summary);
  }

  public static MLReader<BetaGeometricModel> read() {
    return new FittedModelReader<>(BetaGeometricModel.class, BetaGeometricModel::new);
  }

  public static BetaGeometricModel load(String path) {
    return read().load(path);
  }
}
