package vongdoi.models.spend;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.Params;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.StructType;
import vongdoi.models.params.ChainedParams;
import vongdoi.models.params.Declaration;
import vongdoi.models.params.Schemas;

/**
 * Params of estimators and models of spend per order: one row per customer with the number of
 * orders and their mean spend. Use the same orders for both, by custom the repeat ones.
 *
 * @param <S> the estimator or model, returned by the setters
 */
public interface SpendHistoryParams<S extends SpendHistoryParams<S>> extends ChainedParams<S> {

  /** The declared params of one estimator or model. */
  Declared spendHistory();

  default Param<String> frequencyCol() {
    return spendHistory().frequencyCol;
  }

  default Param<String> monetaryCol() {
    return spendHistory().monetaryCol;
  }

  default Param<String> expectedSpendCol() {
    return spendHistory().expectedSpendCol;
  }

  default Param<String> purchasesCol() {
    return spendHistory().purchasesCol;
  }

  default DoubleParam margin() {
    return spendHistory().margin;
  }

  default Param<String> valueCol() {
    return spendHistory().valueCol;
  }

  default S setFrequencyCol(String column) {
    return with(frequencyCol(), column);
  }

  default S setMonetaryCol(String column) {
    return with(monetaryCol(), column);
  }

  default S setExpectedSpendCol(String column) {
    return with(expectedSpendCol(), column);
  }

  /**
   * Column of purchases to come, plain or discounted, to be valued; empty, as by default, for none.
   */
  default S setPurchasesCol(String column) {
    return with(purchasesCol(), column);
  }

  /** Share of spend that is profit. */
  default S setMargin(double share) {
    return with(margin(), share);
  }

  /** Output: margin x purchases x expected spend, where purchases are given. */
  default S setValueCol(String column) {
    return with(valueCol(), column);
  }

  /** The two input columns in the order of the likelihood. */
  default List<Column> spendColumns() {
    return List.of(
        new Column(getOrDefault(frequencyCol())), new Column(getOrDefault(monetaryCol())));
  }

  /** Whether purchases to come are to be valued. */
  default boolean values() {
    return !getOrDefault(purchasesCol()).isEmpty();
  }

  /** The schema with the outputs, after a check of the inputs. */
  default StructType spendSchema(StructType schema) {
    List<String> inputs =
        new ArrayList<>(List.of(getOrDefault(frequencyCol()), getOrDefault(monetaryCol())));
    List<String> outputs = new ArrayList<>(List.of(getOrDefault(expectedSpendCol())));
    if (values()) {
      inputs.add(getOrDefault(purchasesCol()));
      outputs.add(getOrDefault(valueCol()));
    }
    return Schemas.extended(schema, inputs, outputs);
  }

  /** The params themselves: an interface cannot hold them. */
  final class Declared implements Serializable {
    private final Param<String> frequencyCol;
    private final Param<String> monetaryCol;
    private final Param<String> expectedSpendCol;
    private final Param<String> purchasesCol;
    private final DoubleParam margin;
    private final Param<String> valueCol;

    Declared(Params owner) {
      Declaration declare = new Declaration(owner);
      frequencyCol =
          declare.column(
              "frequencyCol", "column of orders that the mean spend is over", "frequency");
      monetaryCol =
          declare.column("monetaryCol", "column of mean spend per order", "monetary_value");
      expectedSpendCol =
          declare.column(
              "expectedSpendCol", "output: expected spend on an order to come", "expected_spend");
      purchasesCol =
          declare.column(
              "purchasesCol", "column of purchases to come to be valued; empty for none", "");
      margin = declare.notNegative("margin", "share of spend that is profit", 1);
      valueCol =
          declare.column("valueCol", "output: margin x purchases to come x expected spend", "clv");
    }
  }
}
