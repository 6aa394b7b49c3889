package vongdoi.models.spend;

import org.apache.spark.ml.Model;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.ml.util.MLWritable;
import org.apache.spark.ml.util.MLWriter;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF2;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import vongdoi.models.fitting.FitSummary;
import vongdoi.models.saving.FittedModelReader;
import vongdoi.models.saving.FittedModelWriter;

/**
 * A fitted gamma-gamma model: adds to each customer the expected spend per order to come. A
 * customer without orders is given the population's mean.
 */
public final class GammaGammaModel extends Model<GammaGammaModel>
    implements SpendHistoryParams<GammaGammaModel>, MLWritable {

  private static final long serialVersionUID = 1;

  private final String uid;
  private final FitSummary summary;
  private final SpendHistoryParams.Declared spendHistory;

  GammaGammaModel(String uid, FitSummary summary) {
    this.uid = uid;
    this.summary = summary;
    this.spendHistory = new SpendHistoryParams.Declared(this);
  }

  /** A model with known parameters. */
  public static GammaGammaModel of(GammaGammaDistribution known) {
    return new GammaGammaModel(
        Identifiable$.MODULE$.randomUID("gammaGamma"),
        FitSummary.given(GammaGammaDistribution.PARAMETERS, known.p(), known.q(), known.v()));
  }

  @Override
  public String uid() {
    return uid;
  }

  @Override
  public SpendHistoryParams.Declared spendHistory() {
    return spendHistory;
  }

  public FitSummary summary() {
    return summary;
  }

  /** The fitted law, for single customers. */
  public GammaGammaDistribution distribution() {
    return new GammaGammaDistribution(
        summary.parameter("p"), summary.parameter("q"), summary.parameter("v"));
  }

  @Override
  public Dataset<Row> transform(Dataset<?> rows) {
    transformSchema(rows.schema());
    GammaGammaDistribution law = distribution();
    UDF2<Double, Double, Double> spend =
        (orders, mean) -> {
          if (orders == null || orders == 0) {
            return law.meanSpend();
          }
          return mean == null || !GammaGammaLikelihood.accepts(orders, mean)
              ? null
              : (Double) law.expectedSpend(orders, mean);
        };
    Column[] history = spendColumns().stream().map(c -> c.cast("double")).toArray(Column[]::new);
    Column expected = functions.udf(spend, DataTypes.DoubleType).apply(history);
    Dataset<Row> result = rows.withColumn(getOrDefault(expectedSpendCol()), expected);
    return values() ? result.withColumn(getOrDefault(valueCol()), value()) : result;
  }

  private Column value() {
    return new Column(getOrDefault(purchasesCol()))
        .multiply(new Column(getOrDefault(expectedSpendCol())))
        .multiply(functions.lit((double) getOrDefault(margin())));
  }

  @Override
  public StructType transformSchema(StructType schema) {
    return spendSchema(schema);
  }

  @Override
  public GammaGammaModel copy(ParamMap extra) {
    return copyValues(new GammaGammaModel(uid, summary), extra).setParent(parent());
  }

  @Override
  public MLWriter write() {
    return new FittedModelWriter(this, summary);
  }

  public static MLReader<GammaGammaModel> read() {
    return new FittedModelReader<>(GammaGammaModel.class, GammaGammaModel::new);
  }

  public static GammaGammaModel load(String path) {
    return read().load(path);
  }
}
