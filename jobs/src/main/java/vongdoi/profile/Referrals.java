package vongdoi.profile;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import vongdoi.common.catalog.Silver;
import vongdoi.common.job.Inputs;

/**
 * Who brought whom: the first code of another customer that shows up in a customer's visits or
 * orders. Codes that are nobody's, one's own, or shared say nothing.
 */
final class Referrals {
  private final ProfileConfig.Referral rules;
  private final Inputs inputs;

  Referrals(ProfileConfig.Referral rules, Inputs inputs) {
    this.rules = rules;
    this.inputs = inputs;
  }

  /** {@code referral_code, referred_by_customer_id} of each customer who was brought. */
  Dataset<Row> brought() {
    Dataset<Row> codes =
        inputs
            .table(Silver.SESSIONS)
            .where("referral_code is not null")
            .selectExpr("customer_id", "started_at as at", "referral_code as code")
            .unionByName(
                inputs
                    .table(Silver.ORDERS)
                    .where("is_valid and coupon is not null")
                    .selectExpr(
                        "customer_id",
                        "ordered_at as at",
                        ProfileConfig.Referral.code(rules.coupon(), "coupon") + " as code")
                    .where("code is not null"));
    Dataset<Row> owners =
        inputs
            .table(Silver.CUSTOMER_IDENTIFIERS)
            .where(col("type").equalTo(rules.ownerType()))
            .where("status = 'active' and customer_id is not null")
            .select(col("value").as("_value"), col("customer_id").as("_owner"));
    return codes
        .withColumn("_value", expr(rules.owner()))
        .join(owners, "_value")
        .where("_owner <> customer_id")
        .groupBy("customer_id")
        .agg(expr("min(struct(at, code, _owner))").as("_first"))
        .selectExpr(
            "customer_id",
            "_first.code as referral_code",
            "_first._owner as referred_by_customer_id");
  }

  /**
   * {@code referrals_count, referred_buyers_count} of each customer who brought others.
   *
   * @param brought what {@link #brought} returned
   */
  Dataset<Row> counts(Dataset<Row> brought) {
    Dataset<Row> buyers =
        inputs
            .table(Silver.ORDERS)
            .where("is_valid")
            .join(brought.select("customer_id"), new String[] {"customer_id"}, "semi")
            .select("customer_id")
            .distinct()
            .withColumn("_bought", expr("1L"));
    return brought
        .join(buyers, new String[] {"customer_id"}, "left")
        .groupBy(col("referred_by_customer_id").as("customer_id"))
        .agg(
            expr("count(1)").as("referrals_count"),
            expr("coalesce(sum(_bought), 0L)").as("referred_buyers_count"));
  }

  /** Both as parts of the portrait. */
  List<Dataset<Row>> all() {
    Dataset<Row> brought = inputs.keep(brought());
    return List.of(brought, counts(brought));
  }
}
