package vongdoi.churn;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.classification.GBTClassificationModel;
import org.apache.spark.ml.classification.LogisticRegressionModel;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import vongdoi.churn.ClassifierMetrics.Scored;

/**
 * The predictors of the older snapshot with what came, looked at one by one: their means, by which
 * reasons are told, and whether one of them knows the future.
 */
record Sample(List<Vector> predictors, List<Boolean> churned) {

  /** At most the rows of the sample, in their fixed order. */
  static Sample of(Dataset<Row> prepared) {
    List<Row> rows =
        prepared
            .where(Snapshots.ROLE + " = '" + Snapshots.FIT + "'")
            .select(Predictors.FEATURES, "label")
            .collectAsList();
    return new Sample(
        rows.stream().map(row -> row.<Vector>getAs(0)).toList(),
        rows.stream().map(row -> row.getDouble(1) == 1).toList());
  }

  /** AUC of the predictor that tells most by itself, in whichever direction, under its name. */
  Map.Entry<String, Double> strongest() {
    String[] names = Predictors.columnNames();
    Map<String, Double> aucs = new TreeMap<>();
    for (int i = 0; i < names.length; i++) {
      double auc = ClassifierMetrics.auc(scored(i));
      aucs.put(Predictors.name(names[i]), Math.max(auc, 1 - auc));
    }
    return aucs.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow();
  }

  /** Coefficients or importances of a learner, and the means of the predictors. */
  Map<String, Double> described(List<Model<?>> classifiers, Model<?> linear) {
    Map<String, Double> parameters = new TreeMap<>();
    String[] names = Predictors.columnNames();
    for (int i = 0; i < names.length; i++) {
      int at = i;
      double mean = predictors.stream().mapToDouble(v -> v.apply(at)).average().orElse(0);
      parameters.put("mean." + Predictors.name(names[i]), mean);
    }
    if (linear instanceof LogisticRegressionModel model) {
      parameters.put("intercept", model.intercept());
      putAll(parameters, "coefficient.", model.coefficients());
    }
    for (Model<?> classifier : classifiers) {
      if (classifier instanceof GBTClassificationModel trees) {
        putAll(parameters, "importance.", trees.featureImportances());
      }
    }
    return parameters;
  }

  private List<Scored> scored(int predictor) {
    return IntStream.range(0, churned.size())
        .mapToObj(row -> new Scored(churned.get(row), predictors.get(row).apply(predictor)))
        .toList();
  }

  private static void putAll(Map<String, Double> parameters, String prefix, Vector values) {
    String[] names = Predictors.columnNames();
    for (int i = 0; i < names.length; i++) {
      parameters.put(prefix + Predictors.name(names[i]), values.apply(i));
    }
  }
}
