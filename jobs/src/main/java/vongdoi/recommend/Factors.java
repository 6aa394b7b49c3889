package vongdoi.recommend;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.ml.recommendation.ALS;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import vongdoi.recommend.ways.BuyerHistory;
import vongdoi.recommend.ways.Learner;
import vongdoi.recommend.ways.Scorer;
import vongdoi.recommend.ways.Shop;
import vongdoi.recommend.ways.Tastes;
import vongdoi.recommend.ways.Ways;

/**
 * Implicit matrix factorisation by MLlib's alternating least squares: products near to a customer
 * in a space of tastes that the purchases of all span.
 *
 * <p>It learns in one partition, so that the factors are the same at any parallelism.
 */
final class Factors {
  private static final StructType RATINGS =
      StructType.fromDDL("customer INT, product INT, days FLOAT");

  private Factors() {}

  static Learner of(SparkSession spark, RecommendConfig.Factors settings) {
    return Ways.way(
        "als",
        List.of(new Learner.Axis("confidence", 10, 1, 40)),
        (shop, tried) -> learn(spark, shop, settings, tried));
  }

  private static Scorer learn(
      SparkSession spark, Shop shop, RecommendConfig.Factors settings, Map<String, Double> tried) {
    List<Row> ratings = new ArrayList<>();
    for (int customer = 0; customer < shop.histories().size(); customer++) {
      BuyerHistory history = shop.histories().get(customer);
      for (int k = 0; k < history.size(); k++) {
        ratings.add(RowFactory.create(customer, history.product()[k], (float) history.days()[k]));
      }
    }
    float[][] factors = new float[shop.products()][];
    double confidence = tried.get("confidence");
    if (!ratings.isEmpty()) {
      new ALS()
          .setImplicitPrefs(true)
          .setRank(settings.rank())
          .setMaxIter(settings.iterations())
          .setRegParam(settings.regularization())
          .setAlpha(confidence)
          .setNumBlocks(1)
          .setSeed(settings.seed())
          .setUserCol("customer")
          .setItemCol("product")
          .setRatingCol("days")
          .fit(spark.createDataFrame(ratings, RATINGS).coalesce(1))
          .itemFactors()
          .collectAsList()
          .forEach(row -> factors[row.getInt(0)] = floats(row.getList(1)));
    }
    return Tastes.of(factors, settings.rank(), confidence, settings.regularization());
  }

  private static float[] floats(List<Float> values) {
    float[] floats = new float[values.size()];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = values.get(i);
    }
    return floats;
  }
}
