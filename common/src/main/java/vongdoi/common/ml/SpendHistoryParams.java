package vongdoi.common.ml;

import java.io.Serializable;
import java.util.List;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.Params;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.StructType;

/**
 * Params of estimators and models of spend per order: one row per customer with the number of
 * orders and their mean spend. Use the same orders for both, by custom the repeat ones.
 *
 * @param <S> the estimator or model, returned by the setters
 */
public interface SpendHistoryParams<S extends SpendHistoryParams<S>> extends Params {

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

  default S setFrequencyCol(String column) {
    return with(frequencyCol(), column);
  }

  default S setMonetaryCol(String column) {
    return with(monetaryCol(), column);
  }

  default S setExpectedSpendCol(String column) {
    return with(expectedSpendCol(), column);
  }

  /** The two input columns in the order of the likelihood. */
  default List<Column> spendColumns() {
    return List.of(
        new Column(getOrDefault(frequencyCol())), new Column(getOrDefault(monetaryCol())));
  }

  /** The schema with the expected spend, after a check of the inputs. */
  default StructType spendSchema(StructType schema) {
    return Schemas.extended(
        schema,
        List.of(getOrDefault(frequencyCol()), getOrDefault(monetaryCol())),
        List.of(getOrDefault(expectedSpendCol())));
  }

  @SuppressWarnings("unchecked")
  private S with(Param<String> param, String value) {
    set(param, value);
    return (S) this;
  }

  /** The params themselves: an interface cannot hold them. */
  final class Declared implements Serializable {
    private final Param<String> frequencyCol;
    private final Param<String> monetaryCol;
    private final Param<String> expectedSpendCol;

    Declared(Params owner) {
      frequencyCol =
          new Param<>(owner, "frequencyCol", "column of orders that the mean spend is over");
      monetaryCol = new Param<>(owner, "monetaryCol", "column of mean spend per order");
      expectedSpendCol =
          new Param<>(owner, "expectedSpendCol", "output: expected spend on an order to come");
      owner.setDefault(frequencyCol, "frequency");
      owner.setDefault(monetaryCol, "monetary_value");
      owner.setDefault(expectedSpendCol, "expected_spend");
    }
  }
}
