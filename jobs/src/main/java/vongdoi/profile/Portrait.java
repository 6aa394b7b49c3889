package vongdoi.profile;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.udf;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.api.java.UDF5;
import org.apache.spark.sql.types.StructType;
import vongdoi.common.job.Inputs;
import vongdoi.customer.places.Address;
import vongdoi.customer.places.AddressReader;

/** Turns what is known of a customer into the columns of the portrait. */
final class Portrait {

  private static final List<String> COUNTS =
      List.of(
          "records_count",
          "devices_count",
          "sessions_count",
          "pages_count",
          "products_viewed_count",
          "shares_count",
          "carts_count",
          "carts_abandoned_count",
          "orders_count",
          "refunds_count",
          "active_subscriptions_count",
          "surveys_count",
          "reviews_count",
          "questions_count",
          "complaints_count",
          "referrals_count",
          "referred_buyers_count");

  private static final StructType ADDRESS =
      StructType.fromDDL("province string, ward string, wards array<string>");

  private final ProfileConfig config;
  private final Inputs inputs;

  Portrait(ProfileConfig config, Inputs inputs) {
    this.config = config;
    this.inputs = inputs;
  }

  Dataset<Row> of(Dataset<Row> known) {
    Money money = new Money(config.topTastes(), inputs.run().currency());
    Map<String, Column> facts = new LinkedHashMap<>();
    COUNTS.forEach(c -> facts.put(c, expr("coalesce(" + c + ", 0L)")));
    facts.put("_date", inputs.date());
    facts.put("acquisition_source", col("acquisition.source"));
    facts.put("acquisition_medium", col("acquisition.medium"));
    facts.put("acquisition_campaign", col("acquisition.campaign"));
    facts.put("last_nps_score", col("nps.score"));
    facts.put("last_nps_at", col("nps.given_at"));
    facts.put("favourite_payment_method", expr("coalesce(paid_method, ordered_payment_method)"));
    facts.put("price_level", expr(priceLevel()));
    facts.put("_address", addressOfToday(inputs.run().country()));
    facts.put("customer_kind", expr(kind()));
    facts.put(
        "first_seen_at",
        expr(
            "coalesce(least(record_first_at, session_first_at, any_order_first_at),"
                + " cast(created_date as timestamp))"));
    facts.put(
        "last_seen_at",
        expr(
            "coalesce(greatest(record_last_at, session_last_at, any_order_last_at,"
                + " last_feedback_at), cast(created_date as timestamp))"));
    Map<String, Column> derived = new LinkedHashMap<>();
    derived.put("age", expr(age()));
    derived.put("province", col("_address.province"));
    derived.put("wards", col("_address.wards"));
    derived.put("ward", expr("if(_address is null, ward, _address.ward)"));
    derived.put("written_ward", col("ward"));
    return money
        .of(known)
        .withColumns(facts)
        .withColumns(derived)
        .withColumn("age_band", expr("coalesce(" + ageBand() + ", age_band)"))
        .withColumn("profiling_refused", expr(config.protection().profilingRefused()))
        .withColumn("marketing_refused", expr(config.protection().marketingRefused()))
        .withColumn("contact_points", expr(contactPoints()))
        .withColumn("completeness_score", expr(Completeness.score(config.completeness())));
  }

  /** Province and wards of today of a Vietnamese address; null for any other. */
  private static Column addressOfToday(String home) {
    UDF5<String, String, String, String, String, Row> read =
        (street, ward, district, city, country) -> {
          Address address = AddressReader.read(street, ward, district, city, country, home);
          return address == null
              ? null
              : RowFactory.create(
                  address.province(), address.ward(), address.wards().toArray(String[]::new));
        };
    return udf(read, ADDRESS)
        .apply(col("street"), col("ward"), col("district"), col("city"), col("country"));
  }

  private static String kind() {
    return "case when is_business or tax_code is not null then 'business'"
        + " when is_unnamed then 'guest' when is_known then 'person' else 'visitor' end";
  }

  /** Full years at the run date; dates of birth that cannot be true say nothing. */
  private static String age() {
    String years = "cast(floor(months_between(_date, birth_date) / 12) as int)";
    return "if(" + years + " between 0 and 120, " + years + ", null)";
  }

  private String ageBand() {
    List<Integer> starts = config.ageBandStarts();
    if (starts.isEmpty()) {
      return "cast(null as string)";
    }
    StringBuilder rule = new StringBuilder("case when age is null then null");
    for (int i = 0; i < starts.size(); i++) {
      String label = i == 0 ? "0-" + (starts.get(0) - 1) : band(starts, i);
      rule.append(" when age < %d then '%s'".formatted(starts.get(i), label));
    }
    return rule.append(" else '").append(starts.get(starts.size() - 1)).append("+' end").toString();
  }

  private static String band(List<Integer> starts, int before) {
    return starts.get(before - 1) + "-" + (starts.get(before) - 1);
  }

  private String priceLevel() {
    return "case when price_index < %sD then 'low' when price_index > %sD then 'high'"
            .formatted(config.priceLevel().lowBelow(), config.priceLevel().highAbove())
        + " when price_index is not null then 'middle' end";
  }

  /** Every e-mail, phone and device channel, each with the consent in force for it. */
  private static String contactPoints() {
    return "concat("
        + "transform(coalesce(emails, cast(array() as array<string>)), v -> "
        + contact("email", "v", "v = email")
        + "), flatten(transform(coalesce(phones, cast(array() as array<string>)), v -> array("
        + contact("zalo", "v", "v = phone")
        + ", "
        + contact("sms", "v", "v = phone")
        + ", "
        + contact("call", "v", "v = phone")
        + "))), if(devices_count > 0, array("
        + contact("push", "cast(null as string)", "true")
        + "), array()))";
  }

  private static String contact(String channel, String value, String isBest) {
    return ("named_struct('channel', '%1$s', 'value', %2$s, 'is_best', coalesce(%3$s, false),"
            + " 'consent', coalesce(%1$s_consent, 'none'))")
        .formatted(channel, value, isBest);
  }
}
