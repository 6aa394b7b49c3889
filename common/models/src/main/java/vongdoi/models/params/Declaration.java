package vongdoi.models.params;

import java.util.List;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamValidators;
import org.apache.spark.ml.param.Params;
import org.apache.spark.ml.param.StringArrayParam;

/**
 * Declares the params of one estimator or model with their ranges and defaults.
 *
 * @param owner the estimator or model
 */
public record Declaration(Params owner) {

  /** A column that there need not be. */
  public Param<String> column(String name, String doc) {
    return new Param<>(owner, name, doc);
  }

  /** A column by its usual name. */
  public Param<String> column(String name, String doc, String usual) {
    return withDefault(column(name, doc), usual);
  }

  /** Any number of columns, by default none. */
  public StringArrayParam columns(String name, String doc) {
    StringArrayParam param = new StringArrayParam(owner, name, doc);
    owner.setDefault(param, new String[0]);
    return param;
  }

  /** One of a few words, by default the first. */
  public Param<String> word(String name, String doc, List<String> words) {
    return withDefault(new Param<>(owner, name, doc, ParamValidators.inArray(words)), words.get(0));
  }

  /** A number above 0. */
  public DoubleParam positive(String name, String doc, double usual) {
    return withDefault(new DoubleParam(owner, name, doc + " (> 0)", ParamValidators.gt(0)), usual);
  }

  /** A number that is not below 0. */
  public DoubleParam notNegative(String name, String doc, double usual) {
    return withDefault(
        new DoubleParam(owner, name, doc + " (>= 0)", ParamValidators.gtEq(0)), usual);
  }

  /** A whole number that is not below the least. */
  public IntParam count(String name, String doc, int least, int usual) {
    return withDefault(
        new IntParam(owner, name, doc + " (>= " + least + ")", ParamValidators.gtEq(least)), usual);
  }

  private <T, P extends Param<T>> P withDefault(P param, T usual) {
    owner.setDefault(param, usual);
    return param;
  }
}
