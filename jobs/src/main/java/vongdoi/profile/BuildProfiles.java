package vongdoi.profile;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import vongdoi.common.catalog.Silver;
import vongdoi.common.job.Inputs;
import vongdoi.common.job.Job;
import vongdoi.common.job.Outputs;
import vongdoi.common.table.Table;
import vongdoi.common.table.Write;

/**
 * The golden record and portrait of every active customer. Each fact table is grouped once; the
 * groups are stacked and folded by customer, which takes one shuffle instead of a join per table.
 */
public final class BuildProfiles implements Job {
  private final ProfileConfig config;

  public BuildProfiles(ProfileConfig config) {
    this.config = config;
  }

  @Override
  public String name() {
    return "profile.profiles";
  }

  @Override
  public String meaning() {
    return "Builds the golden record and portrait of every active customer";
  }

  @Override
  public List<Table> reads() {
    return List.of(
        Silver.CUSTOMERS,
        Silver.CUSTOMER_RECORDS,
        Silver.CUSTOMER_IDENTIFIERS,
        Silver.HOUSEHOLDS,
        Silver.SESSIONS,
        Silver.CARTS,
        Silver.ORDERS,
        Silver.ORDER_ITEMS,
        Silver.PAYMENTS,
        Silver.SUBSCRIPTIONS,
        Silver.FEEDBACK,
        Silver.CONSENTS);
  }

  @Override
  public List<Write> writes() {
    return List.of(Write.sync(Silver.PROFILES));
  }

  @Override
  public String settings() {
    return List.of(
            config.ageBandStarts(),
            config.priceLevel(),
            config.topTastes(),
            new TreeMap<>(config.completeness()),
            config.referral(),
            config.protection(),
            config.survivorship().sourcePriority(),
            new TreeMap<>(config.survivorship().rules()))
        .toString();
  }

  @Override
  public Outputs run(Inputs inputs) {
    List<Dataset<Row>> parts = new ArrayList<>();
    parts.add(
        inputs
            .table(Silver.CUSTOMERS)
            .where("status = 'active'")
            .select(col("customer_id"), lit(true).as("is_active"), col("created_date")));
    parts.add(
        new GoldenRecord(config.survivorship())
            .of(
                inputs.table(Silver.CUSTOMER_RECORDS),
                inputs
                    .table(Silver.CUSTOMER_IDENTIFIERS)
                    .where("status <> 'active' and type in ('email', 'phone')")));
    parts.addAll(new Activity(inputs).all());
    parts.add(households(inputs.table(Silver.HOUSEHOLDS)));
    parts.addAll(new Referrals(config.referral(), inputs).all());
    Dataset<Row> folded = folded(parts).where("is_active");
    return Outputs.of(
        Silver.PROFILES,
        new Portrait(config, inputs)
            .of(folded)
            .select(
                Silver.PROFILES.columnNames().stream().map(functions::col).toArray(Column[]::new)));
  }

  private static Dataset<Row> households(Dataset<Row> members) {
    return members.selectExpr(
        "customer_id",
        "household_id",
        "count(1) over (partition by household_id) as household_size");
  }

  /** One row per customer: every column comes from one part only, so that max just picks it. */
  private static Dataset<Row> folded(List<Dataset<Row>> parts) {
    Dataset<Row> stacked = parts.stream().reduce((a, b) -> a.unionByName(b, true)).orElseThrow();
    Column[] picks =
        Arrays.stream(stacked.columns())
            .filter(c -> !c.equals("customer_id"))
            .map(c -> max(col(c)).as(c))
            .toArray(Column[]::new);
    return stacked.groupBy("customer_id").agg(picks[0], Arrays.copyOfRange(picks, 1, picks.length));
  }
}
