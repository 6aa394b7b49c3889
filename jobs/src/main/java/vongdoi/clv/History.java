package vongdoi.clv;

import static org.apache.spark.sql.functions.col;

import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import vongdoi.models.purchase.PurchaseModel;
import vongdoi.models.season.BusinessClocks;

/**
 * The columns that the models of a customer base read, in ordinary days of business and in the
 * customer's currency.
 */
final class History {
  static final String FREQUENCY = "frequency";
  static final String RECENCY = "recency";
  static final String AGE = "T";

  /** Days since the first order by the calendar. */
  static final String CALENDAR_AGE = "calendar_age";

  /** Mean net spend of repeat order days. */
  static final String MONETARY = "monetary";

  /** The same before returns and refunds. */
  static final String BOUGHT = "monetary_bought";

  private History() {}

  /**
   * Order days after the first, first to last, first to now, and the mean spend of repeat days.
   *
   * @param clocks of business, as known at each date
   */
  static Dataset<Row> of(
      Dataset<Row> features, Column asOf, String currency, BusinessClocks clocks) {
    Column date = col("as_of_date");
    Column first = col("days_since_first_order");
    return features
        .where(col("is_buyer").and(col("as_of_date").equalTo(asOf)))
        .withColumn(RECENCY, clocks.within(date, first, col("days_first_to_last_order")))
        .withColumn(AGE, clocks.within(date, first, first))
        .selectExpr(
            "customer_id",
            "customer_class",
            "coalesce(currency, '" + currency + "') as currency",
            "total_amount",
            "mean_repeat_order_amount as " + MONETARY,
            "mean_repeat_bought_amount as " + BOUGHT,
            "cast(repeat_orders_count as double) as " + FREQUENCY,
            RECENCY,
            AGE,
            "days_since_first_order as " + CALENDAR_AGE,
            "orders_30d",
            "orders_90d",
            "orders_365d",
            "sessions_30d",
            "amount_90d",
            "amount_365d",
            "discount_share",
            "bought_amount",
            "returned_share",
            "margin_share");
  }

  /** Those from whom models learn. */
  static Dataset<Row> ordinary(Dataset<Row> histories) {
    return histories.where("customer_class = 'person'");
  }

  /** A copy of the model that reads columns with the given prefix and adds nothing yet. */
  static PurchaseModel<?> silent(PurchaseModel<?> model, String prefix) {
    PurchaseModel<?> copy = model.copy(new ParamMap());
    copy.setFrequencyCol(prefix + FREQUENCY);
    copy.setRecencyCol(prefix + RECENCY);
    copy.setAgeCol(prefix + AGE);
    copy.setAliveProbabilityCol("");
    copy.setActiveProbabilityCol("");
    copy.setExpectedPurchasesCol("");
    return copy;
  }
}
