package vongdoi.clv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import vongdoi.common.catalog.Gold;
import vongdoi.common.job.TestLake;
import vongdoi.common.spark.LocalSpark;

/** Shops of known growth and known returns, seen on two days a quarter apart. */
class SpendLawTest {
  private static final int CUSTOMERS = 3000;
  private static final String BEFORE = "2026-04-02";
  private static final String NOW = "2026-07-01";

  private static final StructType SCHEMA =
      StructType.fromDDL(
          "as_of_date string, customer_id string, days_since_first_order double,"
              + " days_first_to_last_order double, repeat_orders_count bigint,"
              + " mean_repeat_order_amount double, mean_repeat_bought_amount double,"
              + " orders_30d bigint, orders_90d bigint, orders_365d bigint, amount_90d double,"
              + " amount_365d double, total_amount double, bought_amount double,"
              + " returned_share double, kept_share double");

  /**
   * Customers with a pace, a mean spend and a share of orders that they send back.
   *
   * @param yearlyGrowth of spend
   * @param returns whether customers send orders back: on average one in three
   */
  private static Dataset<Row> shop(double yearlyGrowth, boolean returns) {
    SplittableRandom random = new SplittableRandom(11);
    double growth = Math.log(1 + yearlyGrowth) / 365;
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < CUSTOMERS; i++) {
      double first = 90 + 200 * random.nextDouble();
      double rate = 0.002 + 0.028 * random.nextDouble();
      double mean = 20 / (0.2 + random.nextDouble());
      double share = returns ? Math.pow(random.nextDouble(), 2) : 0;
      List<double[]> orders = new ArrayList<>();
      for (double t = first; t < 545; t += -Math.log(1 - random.nextDouble()) / rate) {
        double amount =
            mean
                * Math.exp(growth * t)
                * -0.5
                * Math.log(random.nextDouble() * random.nextDouble());
        orders.add(new double[] {t, amount, random.nextDouble() < share ? 0 : amount});
      }
      rows.add(row(BEFORE, i, orders, 455, share));
      rows.add(row(NOW, i, orders, 545, share));
    }
    return LocalSpark.session()
        .createDataFrame(rows, SCHEMA)
        .selectExpr(
            "* except (as_of_date)",
            "date(as_of_date) as as_of_date",
            "true as is_buyer",
            "'person' as customer_class",
            "'USD' as currency",
            "0L as sessions_30d",
            "0D as discount_share",
            "cast(null as double) as margin_share");
  }

  private static Row row(String date, int id, List<double[]> orders, double day, double share) {
    List<double[]> known = orders.stream().filter(order -> order[0] < day).toList();
    double first = known.get(0)[0];
    double bought = sum(known, 1, 0);
    double net = sum(known, 2, 0);
    int repeats = known.size() - 1;
    return RowFactory.create(
        date,
        "c" + id,
        day - first,
        known.get(repeats)[0] - first,
        (long) repeats,
        repeats == 0 ? null : (net - known.get(0)[2]) / repeats,
        repeats == 0 ? null : (bought - known.get(0)[1]) / repeats,
        count(known, day - 30),
        count(known, day - 90),
        count(known, day - 365),
        sum(known, 2, day - 90),
        sum(known, 2, day - 365),
        net,
        bought,
        1 - net / bought,
        1 - share);
  }

  private static double sum(List<double[]> orders, int column, double from) {
    return orders.stream().filter(order -> order[0] >= from).mapToDouble(o -> o[column]).sum();
  }

  private static long count(List<double[]> orders, double from) {
    return orders.stream().filter(order -> order[0] >= from).count();
  }

  private static Dataset<Row> histories(Dataset<Row> features) {
    return features
        .withColumn("calendar_age", features.col("days_since_first_order"))
        .withColumnRenamed("repeat_orders_count", "frequency")
        .withColumnRenamed("days_first_to_last_order", "recency")
        .withColumnRenamed("days_since_first_order", "T")
        .withColumnRenamed("mean_repeat_order_amount", "monetary")
        .withColumnRenamed("mean_repeat_bought_amount", "monetary_bought")
        .where("as_of_date = date'" + NOW + "'");
  }

  private static Spend learnt(double yearlyGrowth, boolean returns, SpendLaw law) {
    return new SpendMoments(histories(shop(yearlyGrowth, returns)), 0.999).fit(law);
  }

  private static Row trained(Dataset<Row> features) {
    List<String> rows = features.drop("kept_share").toJSON().collectAsList();
    TestLake lake = TestLake.empty().put(Gold.FEATURES, rows.toArray(String[]::new));
    lake.run(new FitClv(ClvTest.CONFIG), NOW);
    return lake.read(Gold.CLV_TRAININGS).head();
  }

  @Test
  void aTrendOfSpendIsFound() {
    double growth =
        learnt(0.5, false, new SpendLaw(true, false)).parameters().get("spend_growth.USD");
    assertEquals(0.5, Math.exp(365 * growth) - 1, 0.1);
  }

  @Test
  void aShopWithoutATrendOrReturnsHasNoOtherLaw() {
    SpendMoments moments = new SpendMoments(histories(shop(0, false)), 0.999);
    assertEquals(List.of(), moments.rivals());
    assertEquals(SpendLaw.PLAIN, moments.fit(new SpendLaw(true, false)).law());
  }

  /** Who sent back all but the first order bought like others, and tells as much of it. */
  @Test
  void whatIsBoughtIsLearntFromAllWhoBoughtAgainWhateverCameBack() {
    Dataset<Row> buyers = histories(shop(0, true));
    assertTrue(buyers.where("frequency > 0 and monetary = 0").count() > 100);
    Map<String, Double> bought =
        new SpendMoments(buyers, 0.999).fit(new SpendLaw(false, true)).parameters();
    Map<String, Double> hadNothingComeBack =
        new SpendMoments(buyers.withColumn("monetary", buyers.col("monetary_bought")), 0.999)
            .fit(SpendLaw.PLAIN)
            .parameters();
    for (String name : List.of("p.USD", "q.USD", "v.USD")) {
      assertEquals(hadNothingComeBack.get(name), bought.get(name), name);
    }
  }

  /** A short time is more often one of which all came back than a long one. */
  @Test
  void returnsAreNoTrendOfSpend() {
    assertEquals(
        List.of(new SpendLaw(false, true)),
        new SpendMoments(histories(shop(0, true)), 0.999).rivals());
  }

  /** Of a customer with few orders their own share says little: the mean is added as it should. */
  @Test
  void whatACustomerKeepsIsForetoldBetterThanByTheirOwnShareOrTheMean() {
    Dataset<Row> buyers = histories(shop(0, true));
    Spend spend = new SpendMoments(buyers, 0.999).fit(new SpendLaw(false, true));
    Map<String, Double> parameters = spend.parameters();
    double mean = parameters.get("returned_share.USD");
    double days = parameters.get("returned_credible_days.USD");
    assertEquals(1 / 3.0, mean, 0.03);
    // A share u squared has the mean 1/3 and the variance 4/45: of one order 2/9 - 4/45 is chance.
    assertEquals((2 / 9.0 - 4 / 45.0) / (4 / 45.0), days, 0.5);
    Row errors =
        buyers
            .withColumn("days", buyers.col("frequency").plus(1))
            .selectExpr(
                "avg(pow((days * returned_share + %f * %f) / (days + %f) - (1 - kept_share), 2))"
                    .formatted(days, mean, days),
                "avg(pow(returned_share - (1 - kept_share), 2))",
                "avg(pow(%f - (1 - kept_share), 2))".formatted(mean))
            .head();
    assertTrue(errors.getDouble(0) < 0.9 * errors.getDouble(1), errors.toString());
    assertTrue(errors.getDouble(0) < 0.9 * errors.getDouble(2), errors.toString());
  }

  @Test
  void theLawThatForetoldBetterIsTaken() {
    Row grown = trained(shop(0.6, false));
    assertTrue(grown.<String>getAs("algorithm").contains("with a trend of spend"), grown::toString);
    Map<String, Double> metrics = grown.getJavaMap(grown.fieldIndex("metrics"));
    assertTrue(
        metrics.get("out_of_time_amount_score.with a trend of spend")
            > metrics.get("out_of_time_amount_score.net spend"));
    assertTrue(Math.abs(metrics.get("backtest_amount_error")) < 0.05, metrics::toString);

    Row returned = trained(shop(0, true));
    assertTrue(returned.<String>getAs("algorithm").contains("less returns"), returned::toString);

    Row plain = trained(shop(0, false));
    assertFalse(plain.<String>getAs("algorithm").contains("returns"), plain::toString);
    assertFalse(plain.<String>getAs("algorithm").contains("trend"), plain::toString);
  }

  @Test
  void aTrainingKeepsTheLaw() {
    for (SpendLaw law : SpendLaw.rivals(true, true)) {
      Spend spend = learnt(0.5, true, law);
      assertEquals(law, spend.law());
      assertEquals(law, Spend.of(spend.parameters()).law());
    }
  }
}
