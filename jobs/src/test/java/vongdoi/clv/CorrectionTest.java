package vongdoi.clv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import vongdoi.common.spark.LocalSpark;

class CorrectionTest {

  @Test
  void visitorsWhoSpendTwiceTheForecastAreRaised() {
    Dataset<Row> rows =
        LocalSpark.session()
            .range(2000)
            .selectExpr(
                "concat('c', id) as customer_id",
                "double(50 + id % 100) as near_amount",
                "1L as orders_30d",
                "3L as orders_90d",
                "12L as orders_365d",
                "if(id % 2 = 0, 7L, 0L) as sessions_30d",
                "5D as amount_90d",
                "20D as amount_365d",
                "0D as returned_share",
                "0D as discount_share")
            .selectExpr(
                "*",
                "near_amount * if(sessions_30d > 0, 2, 1) * (0.5D + pmod(xxhash64(customer_id), 11)"
                    + " / 10D) as aa");
    Correction learnt = Correction.fit(rows);
    Row means =
        rows.withColumn("factor", learnt.factor())
            .selectExpr(
                "avg(if(sessions_30d > 0, factor, null))",
                "avg(if(sessions_30d = 0, factor, null))")
            .head();
    assertEquals(2, means.getDouble(0), 0.15);
    assertEquals(1, means.getDouble(1), 0.1);
    assertEquals(learnt, Correction.of(learnt.parameters()));
  }

  /** Who returns half brings 0.7 of the forecast; whose orders have doubled in size, 1.5 of it. */
  @Test
  void returnsAndATrendOfSpendAreLearnt() {
    Dataset<Row> rows =
        LocalSpark.session()
            .range(4000)
            .selectExpr(
                "concat('c', id) as customer_id",
                "double(50 + id % 100) as near_amount",
                "1L as orders_30d",
                "3L as orders_90d",
                "12L as orders_365d",
                "if(id % 4 < 2, 60D, 30D) as amount_90d",
                "120D as amount_365d",
                "if(id % 2 = 0, 0.5D, 0D) as returned_share",
                "0L as sessions_30d",
                "0D as discount_share")
            .selectExpr(
                "*",
                "near_amount * if(returned_share > 0, 0.7D, 1D) * if(amount_90d = 60, 1.5D, 1D)"
                    + " * (0.5D + pmod(xxhash64(customer_id), 11) / 10D) as aa");
    Correction learnt = Correction.fit(rows);
    for (Row mean :
        rows.withColumn("factor", learnt.factor())
            .groupBy("returned_share", "amount_90d")
            .avg("factor")
            .collectAsList()) {
      double truth = (mean.getDouble(0) > 0 ? 0.7 : 1) * (mean.getDouble(1) == 60 ? 1.5 : 1);
      assertEquals(truth, mean.getDouble(2), 0.1, mean.toString());
    }
  }

  /** Of a training that knew fewer predictors the others say nothing. */
  @Test
  void aCorrectionLearntEarlierGoesOn() {
    Correction earlier =
        Correction.of(Map.of("correction.intercept", Math.log(2), "correction.level", 1.0));
    Row one =
        LocalSpark.session()
            .range(1)
            .selectExpr(
                "100D as near_amount",
                "1L as orders_30d",
                "3L as orders_90d",
                "12L as orders_365d",
                "60D as amount_90d",
                "120D as amount_365d",
                "0.5D as returned_share",
                "7L as sessions_30d",
                "0D as discount_share")
            .select(earlier.factor())
            .head();
    assertEquals(2, one.getDouble(0), 1e-9);
  }

  @Test
  void withoutCorrectionTheForecastStays() {
    assertTrue(Correction.of(Map.of("r", 0.2)).isNone());
    assertEquals("amount", Correction.NONE.corrected("amount").toString());
  }
}
