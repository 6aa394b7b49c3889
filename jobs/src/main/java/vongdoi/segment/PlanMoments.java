package vongdoi.segment;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_compact;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.date_sub;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.expr;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import vongdoi.common.catalog.Bronze;
import vongdoi.common.catalog.Gold;
import vongdoi.common.catalog.Silver;
import vongdoi.common.job.Inputs;
import vongdoi.common.job.Job;
import vongdoi.common.job.Outputs;
import vongdoi.common.job.Schedule;
import vongdoi.common.table.Table;
import vongdoi.common.table.Write;
import vongdoi.customer.Contacts;
import vongdoi.segment.SegmentConfig.Play;
import vongdoi.segment.SegmentConfig.Segment;

/**
 * Plans within the day the messages that cannot wait for the night: carts left behind an hour ago,
 * payments about to expire. It knows the segments of the last daily run, looks only at customers to
 * whom something happened within a day, and takes the rest as that run told it.
 */
public final class PlanMoments implements Job {
  private static final String[] CUSTOMER = {"customer_id"};
  private static final String[] SEGMENT = {"segment"};
  private final SegmentConfig config;
  private final Map<String, Segment> segments = new TreeMap<>();
  private final Map<String, Play> plays = new TreeMap<>();

  public PlanMoments(SegmentConfig config) {
    this.config = config;
    config
        .segments()
        .forEach(
            (key, segment) ->
                segment
                    .play()
                    .filter(play -> play.withinDay().orElse(false))
                    .ifPresent(
                        play -> {
                          segments.put(key, segment);
                          plays.put(key, play);
                        }));
  }

  @Override
  public String name() {
    return "segment.moments";
  }

  @Override
  public String meaning() {
    return "Plans within the day what cannot wait for the night, such as carts just left behind";
  }

  @Override
  public List<Table> reads() {
    List<Table> tables = new ArrayList<>(CustomerView.tables());
    tables.addAll(
        List.of(
            Bronze.ORDERS,
            Gold.SEGMENTS,
            Gold.HOLDOUTS,
            Gold.MESSAGES,
            Silver.CUSTOMERS,
            Silver.SUPPRESSED_CONTACTS));
    return tables;
  }

  @Override
  public List<Write> writes() {
    return List.of(Write.upsert(Gold.MOMENT_MESSAGES));
  }

  @Override
  public Schedule schedule() {
    return Schedule.WITHIN_DAY;
  }

  @Override
  public String settings() {
    return config.toString();
  }

  @Override
  public Outputs run(Inputs inputs) {
    Dataset<Row> touched = inputs.keep(touched(inputs));
    Set<String> needed = SegmentRules.membershipColumns(segments.values());
    needed.addAll(SegmentRules.messageColumns(config, plays.values()));
    needed.addAll(List.of("emails", "phones"));
    Dataset<Row> view = inputs.keep(CustomerView.of(inputs, needed, touched));
    Dataset<Row> members =
        new Memberships(segments, config.reasonsIn())
            .rules(view)
            .where("enters")
            .join(inputs.table(Gold.SEGMENTS).select("segment"), SEGMENT, "left_semi")
            .selectExpr("segment as _segment", "customer_id", "reason as _why");
    Dataset<Row> earlier =
        inputs.own(Gold.MOMENT_MESSAGES).unionByName(inputs.table(Gold.MESSAGES));
    Dataset<Row> decided =
        new Arbiter(config, config.planHoursWithinDay())
            .decide(
                withoutFreshOrder(
                    new Candidates(config, plays).of(ExpectedGain.unknown(members), view),
                    view,
                    inputs),
                new Arbiter.Facts(
                    new SentMessages(earlier, config, inputs),
                    inputs.table(Silver.SUPPRESSED_CONTACTS),
                    inputs.table(Gold.HOLDOUTS),
                    new DrawHoldouts(config).isControl(),
                    inputs.end()));
    return Outputs.of(Gold.MOMENT_MESSAGES, PlanActions.messages(decided, inputs));
  }

  /** Customers with a cart, payment or order of the last day, or a payment that can expire. */
  private static Dataset<Row> touched(Inputs inputs) {
    String day = "_end - interval 1 day";
    return inputs
        .table(Silver.CARTS)
        .withColumn("_end", inputs.end())
        .where("status = 'abandoned' and abandoned_at <= _end and abandoned_at > " + day)
        .select("customer_id")
        .unionByName(
            inputs
                .table(Silver.PAYMENTS)
                .withColumn("_end", inputs.end())
                .where(
                    "status = 'pending' and expires_at > _end"
                        + " or status = 'failed' and created_at > "
                        + day)
                .select("customer_id"))
        .unionByName(
            inputs
                .table(Silver.ORDERS)
                .where(col("order_date").geq(date_sub(inputs.date(), 1)))
                .select("customer_id"))
        .where("customer_id is not null")
        .distinct();
  }

  /**
   * Marketing only for those none of whose contacts has ordered since the day before without having
   * been recognised: whose order that is will be known tonight.
   */
  private static Dataset<Row> withoutFreshOrder(
      Dataset<Row> candidates, Dataset<Row> view, Inputs inputs) {
    Dataset<Row> unknown =
        inputs
            .table(Bronze.ORDERS)
            .where(col("order_date").geq(date_sub(inputs.date(), 1)))
            .join(
                inputs.table(Silver.ORDERS).select("order_id"),
                new String[] {"order_id"},
                "left_anti")
            .select(
                explode(
                        array_compact(
                            array(
                                Contacts.keyOfEmail(col("email")),
                                Contacts.keyOfPhone(col("phone"), inputs.run().country()))))
                    .as("contact_key"));
    Dataset<Row> buyers =
        view.select(
                col("customer_id"),
                explode(expr("concat(coalesce(emails, array()), coalesce(phones, array()))"))
                    .as("c"))
            .withColumn("contact_key", Contacts.key(col("c")))
            .join(unknown, new String[] {"contact_key"}, "left_semi")
            .select("customer_id")
            .distinct();
    return candidates
        .where("is_service")
        .unionByName(candidates.where("not is_service").join(buyers, CUSTOMER, "left_anti"));
  }
}
