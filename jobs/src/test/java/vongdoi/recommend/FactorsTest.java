package vongdoi.recommend;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.spark.ml.recommendation.ALS;
import org.apache.spark.ml.recommendation.ALSModel;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import vongdoi.common.spark.LocalSpark;
import vongdoi.recommend.ways.BuyerHistory;
import vongdoi.recommend.ways.PurchaseLog;
import vongdoi.recommend.ways.Scorer;
import vongdoi.recommend.ways.Shop;

class FactorsTest {

  /** Tastes are worked out from the products' factors alone, for whoever has bought. */
  @Test
  void aCustomersTastesAreThoseOfMllib() {
    Random random = new Random(3);
    List<long[]> customers = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      long[] bought = new long[5];
      for (int k = 0; k < bought.length; k++) {
        bought[k] = PurchaseLog.packed(i % 3 * 4 + random.nextInt(6), random.nextInt(90));
      }
      Arrays.sort(bought);
      customers.add(bought);
    }
    Shop shop = Shop.of(new PurchaseLog(14, customers), 0, 365);
    RecommendConfig.Factors settings = new RecommendConfig.Factors(4, 5, .1, 42);
    Scorer scorer =
        Factors.of(LocalSpark.session(), settings).learn(shop, Map.of("confidence", 10.0));
    ALSModel model = mllib(shop, settings);
    Map<Integer, List<Float>> products = factors(model.itemFactors().collectAsList());
    factors(model.userFactors().collectAsList())
        .forEach(
            (customer, x) -> {
              float[] scores = new float[14];
              scorer.score(shop.histories().get(customer), scores);
              products.forEach((product, y) -> assertEquals(dot(x, y), scores[product], 1e-3));
            });
  }

  private static ALSModel mllib(Shop shop, RecommendConfig.Factors settings) {
    List<Row> ratings = new ArrayList<>();
    for (int customer = 0; customer < shop.histories().size(); customer++) {
      BuyerHistory history = shop.histories().get(customer);
      for (int k = 0; k < history.size(); k++) {
        ratings.add(RowFactory.create(customer, history.product()[k], (float) history.days()[k]));
      }
    }
    return new ALS()
        .setImplicitPrefs(true)
        .setRank(settings.rank())
        .setMaxIter(settings.iterations())
        .setRegParam(settings.regularization())
        .setAlpha(10)
        .setNumBlocks(1)
        .setSeed(settings.seed())
        .setUserCol("customer")
        .setItemCol("product")
        .setRatingCol("days")
        .fit(
            LocalSpark.session()
                .createDataFrame(
                    ratings, StructType.fromDDL("customer INT, product INT, days FLOAT"))
                .coalesce(1));
  }

  private static Map<Integer, List<Float>> factors(List<Row> rows) {
    Map<Integer, List<Float>> factors = new HashMap<>();
    rows.forEach(row -> factors.put(row.getInt(0), row.getList(1)));
    return factors;
  }

  private static double dot(List<Float> x, List<Float> y) {
    double sum = 0;
    for (int a = 0; a < x.size(); a++) {
      sum += x.get(a) * y.get(a);
    }
    return sum;
  }
}
