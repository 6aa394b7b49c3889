package vongdoi.models.contract;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
 * A fitted shifted beta-geometric model: adds to each contract the probability of the next renewal,
 * of all within the horizon, and the renewals expected in it; 0 where the contract has ended.
 */
public final class ShiftedBetaGeometricModel extends Model<ShiftedBetaGeometricModel>
    implements ContractParams<ShiftedBetaGeometricModel>, MLWritable {

  private static final long serialVersionUID = 1;

  private final String uid;
  private final FitSummary summary;
  private final ContractParams.Declared contract;

  ShiftedBetaGeometricModel(String uid, FitSummary summary) {
    this.uid = uid;
    this.summary = summary;
    this.contract = new ContractParams.Declared(this);
  }

  /** A model with known parameters. */
  public static ShiftedBetaGeometricModel of(ShiftedBetaGeometricDistribution known) {
    return new ShiftedBetaGeometricModel(
        Identifiable$.MODULE$.randomUID("shiftedBetaGeometric"),
        FitSummary.given(ShiftedBetaGeometricDistribution.PARAMETERS, known.alpha(), known.beta()));
  }

  @Override
  public String uid() {
    return uid;
  }

  @Override
  public ContractParams.Declared contract() {
    return contract;
  }

  public FitSummary summary() {
    return summary;
  }

  /** The fitted law, for single contracts. */
  public ShiftedBetaGeometricDistribution distribution() {
    return new ShiftedBetaGeometricDistribution(
        summary.parameter("alpha"), summary.parameter("beta"));
  }

  @Override
  public Dataset<Row> transform(Dataset<?> rows) {
    transformSchema(rows.schema());
    Column[] contract =
        contractColumns().stream().map(c -> c.cast("double")).toArray(Column[]::new);
    List<Column> columns = new ArrayList<>(List.of(new Column("*")));
    figures()
        .forEach(
            (name, figure) -> {
              UDF2<Double, Double, Double> value =
                  (periods, ended) ->
                      periods == null
                              || ended == null
                              || !ShiftedBetaGeometricLikelihood.accepts(periods, ended)
                          ? null
                          : (Double) (ended == 1 ? 0 : figure.afterRenewals(periods));
              columns.add(functions.udf(value, DataTypes.DoubleType).apply(contract).as(name));
            });
    return rows.select(columns.toArray(Column[]::new));
  }

  /** A figure of a contract in force. */
  @FunctionalInterface
  private interface Figure extends Serializable {
    double afterRenewals(double renewals);
  }

  private Map<String, Figure> figures() {
    ShiftedBetaGeometricDistribution law = distribution();
    int ahead = (int) getOrDefault(horizon());
    double rate = (double) getOrDefault(discountRate());
    Map<String, Figure> figures = new LinkedHashMap<>();
    figures.put(getOrDefault(renewalProbabilityCol()), law::renewalProbability);
    figures.put(
        getOrDefault(survivalProbabilityCol()),
        renewals -> law.survivalProbability(renewals, ahead));
    figures.put(
        getOrDefault(expectedRenewalsCol()), renewals -> law.expectedRenewals(renewals, ahead));
    figures.put(
        getOrDefault(discountedRenewalsCol()),
        renewals -> law.discountedRenewals(renewals, ahead, rate));
    figures.remove("");
    return figures;
  }

  @Override
  public StructType transformSchema(StructType schema) {
    return contractSchema(schema);
  }

  @Override
  public ShiftedBetaGeometricModel copy(ParamMap extra) {
    return copyValues(new ShiftedBetaGeometricModel(uid, summary), extra).setParent(parent());
  }

  @Override
  public MLWriter write() {
    return new FittedModelWriter(this, summary);
  }

  public static MLReader<ShiftedBetaGeometricModel> read() {
    return new FittedModelReader<>(ShiftedBetaGeometricModel.class, ShiftedBetaGeometricModel::new);
  }

  public static ShiftedBetaGeometricModel load(String path) {
    return read().load(path);
  }
}
