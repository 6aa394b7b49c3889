package vongdoi.recommend;

import java.time.LocalDate;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Products due to be bought again: by the customer's own gap, or after one purchase by the gap of
 * others where enough of them do buy again. Strongest on the day that is due, for what was bought
 * often.
 */
final class Repeats {
  private Repeats() {}

  static Dataset<Row> of(
      Dataset<Row> owned, Dataset<Row> offered, LocalDate date, RecommendConfig config) {
    return owned
        .join(offered.where("sells").drop("category"), "product_id")
        .selectExpr(
            "customer_id",
            "product_id",
            "days",
            "repeat_share",
            "datediff(date'" + date + "', last_day) as passed",
            "case when days > 1 then datediff(last_day, first_day) / (days - 1)"
                + (" when repeat_share >= "
                    + config.minRepeatShare()
                    + "D then usual_gap end as gap"))
        .where("gap is not null and passed >= gap * " + config.repeatDueRatio() + "D")
        .selectExpr(
            "customer_id",
            "product_id",
            "if(days > 1, 'repeat', 'again') as kind",
            "if(days > 1, days / (days + 2D), repeat_share / 3)"
                + " * least(passed / gap, gap / passed) as score",
            "product_id as because_product_id",
            "cast(greatest(round(gap), 1) as int) as gap");
  }
}
