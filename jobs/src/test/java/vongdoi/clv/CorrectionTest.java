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

  @Test
  void withoutCorrectionTheForecastStays() {
    assertTrue(Correction.of(Map.of("r", 0.2)).isNone());
    assertEquals("amount", Correction.NONE.corrected("amount").toString());
  }
}
