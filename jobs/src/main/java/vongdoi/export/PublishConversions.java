package vongdoi.export;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_compact;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.date_sub;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.when;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import vongdoi.common.catalog.Gold;
import vongdoi.common.catalog.Silver;
import vongdoi.common.job.Inputs;
import vongdoi.common.job.Job;
import vongdoi.common.job.Outputs;
import vongdoi.common.table.Table;
import vongdoi.common.table.Write;
import vongdoi.customer.OverdueErasures;

/**
 * Tells advertising platforms of orders, whoever placed them and wherever: each order once, within
 * so many days after it was placed, and only of people who agreed. Nothing where no platform is
 * told.
 */
public final class PublishConversions implements Job {
  /** Columns of an order, under names that a profile does not have. */
  private static final List<String> ORDER =
      List.of(
          "order_id",
          "ordered_at",
          "order_date",
          "order_channel",
          "order_store",
          "order_amount",
          "order_currency",
          "order_items_count",
          "order_coupon",
          "is_first_order");

  private static final List<String> WORTH = List.of("clv_amount", "tier");
  private static final String NAME = ExportConfig.Conversions.NAME;

  private final ExportConfig config;
  private final int eraseWithinDays;
  private final Map<String, ExportConfig.Conversions> told = new TreeMap<>();
  private final List<Audience> platforms = new ArrayList<>();

  /**
   * @param eraseWithinDays days after which a request to erase that is still open keeps everything
   *     from being published
   */
  public PublishConversions(ExportConfig config, int eraseWithinDays) {
    this.eraseWithinDays = eraseWithinDays;
    this.config = config.ofConversions();
    config
        .conversions()
        .forEach(
            (key, to) -> {
              if (to.isOn()) {
                told.put(key, to);
                platforms.add(new Audience(key, NAME, false, false, NAME));
              }
            });
  }

  /** Columns that expressions may name. */
  static List<String> columns() {
    Set<String> names = new LinkedHashSet<>(ORDER);
    names.addAll(List.of("run_date", "audience_name"));
    names.addAll(WORTH);
    names.addAll(Silver.PROFILES.columnNames());
    names.addAll(List.of("every_email", "every_phone", Consents.COLUMN));
    return List.copyOf(names);
  }

  @Override
  public String name() {
    return "export.conversions";
  }

  @Override
  public String meaning() {
    return "Writes new orders for advertising platforms, of people who agreed";
  }

  @Override
  public List<Table> reads() {
    return List.of(Silver.ORDERS, Silver.PROFILES, Silver.CONSENTS, Gold.CLV_SCORES);
  }

  /** People ask to be erased at any time. */
  @Override
  public List<Table> remembers() {
    return List.of(Silver.ERASURE_REQUESTS);
  }

  @Override
  public Set<Table> doesWithout() {
    return Set.of(Gold.CLV_SCORES);
  }

  @Override
  public List<Write> writes() {
    return List.of(Write.upsert(Gold.CONVERSION_LEDGER));
  }

  /** Without platforms nothing is told on any date. */
  @Override
  public boolean isSameOn(LocalDate earlier, LocalDate later) {
    return told.isEmpty();
  }

  @Override
  public String settings() {
    return told + " " + config;
  }

  @Override
  public Outputs run(Inputs inputs) {
    if (told.isEmpty()) {
      return Outputs.none();
    }
    OverdueErasures.requireNone(inputs, eraseWithinDays);
    DestinationFunctions.of(config, inputs.run().zone()).register(inputs.spark());
    Publication publication = new Publication(config, inputs, new NewestPointer());
    Dataset<Row> recent = recent(inputs);
    Placement placement =
        Placement.of(config.taskRows(), inputs, recent.select(lit(NAME).as("segment")));
    Dataset<Row> placed =
        placement.placed(
            inputs,
            new AudienceCells(config, platforms)
                .of(new ChannelChoice(config, platforms).of(orders(inputs, recent)))
                .select(
                    col("destination"),
                    col("segment"),
                    col("customer_id"),
                    col("order_id").as("matter"),
                    col("suppressed_reason").isNull().as("delivered"),
                    col("suppressed_reason"),
                    when(col("suppressed_reason").isNull(), col("cells")).as("cells"),
                    col("ledger_date"),
                    col("ledger_reason")));
    Dataset<Row> recorded = inputs.keep(Counts.hashed(placed).drop("cells"));
    Publication.Rows rows =
        new Publication.Rows(
            recorded, Publication.Rows.delivered(placed.where("delivered")), placement);
    Map<String, Counts> counts = Counts.of(recorded);
    publication.published(platforms);
    ListChanges none = ListChanges.of(config, inputs, List.of(), rows.delivered(), Map.of());
    int published = publication.publish(platforms, rows, counts, none);
    Outputs outputs =
        Outputs.of(
            Gold.CONVERSION_LEDGER,
            recorded
                .where(
                    "delivered or ledger_date is null or not ledger_reason <=> suppressed_reason")
                .select(
                    col("destination"),
                    col("matter").as("order_id"),
                    col("customer_id"),
                    inputs.date().as("run_date"),
                    col("delivered"),
                    col("suppressed_reason")));
    counts.values().forEach(c -> outputs.count("delivered", c.delivered()));
    return outputs.count("audiences_published", published);
  }

  /** Orders that a platform may not have been told of. */
  private Dataset<Row> recent(Inputs inputs) {
    int longest = told.values().stream().mapToInt(c -> c.windowDays()).max().orElseThrow();
    return inputs
        .table(Silver.ORDERS)
        .where("is_valid and net_amount > 0")
        .where(col("order_date").leq(inputs.date()))
        .where(col("order_date").gt(date_sub(inputs.date(), longest)))
        .selectExpr(
            "customer_id",
            "order_id",
            "ordered_at",
            "order_date",
            "channel as order_channel",
            "store as order_store",
            "net_amount as order_amount",
            "currency as order_currency",
            "items_count as order_items_count",
            "coupon as order_coupon");
  }

  /** One row a platform and order that it has not been told of on another date. */
  private Dataset<Row> orders(Inputs inputs, Dataset<Row> recent) {
    String[] customer = {"customer_id"};
    Dataset<Row> ledger =
        inputs
            .own(Gold.CONVERSION_LEDGER)
            .selectExpr(
                "destination",
                "order_id",
                "run_date as ledger_date",
                "delivered as ledger_delivered",
                "suppressed_reason as ledger_reason");
    Dataset<Row> described =
        recent
            .join(AudienceMembers.profiles(config, inputs), customer, "left")
            .join(
                inputs.table(Gold.CLV_SCORES).select("customer_id", "clv_amount", "tier"),
                customer,
                "left");
    return new Consents(config)
        .with(described, inputs.table(Silver.CONSENTS))
        .withColumn("is_first_order", expr("first_order_at <=> ordered_at"))
        .withColumn("run_date", inputs.date())
        .withColumn("segment", lit(NAME))
        .withColumn("audience_name", lit(NAME))
        .withColumn("channel", lit(null).cast("string"))
        .withColumn("suppressed_reason", lit(null).cast("string"))
        .withColumn(
            "destination", explode(array_compact(array(platforms(inputs)).cast("array<string>"))))
        .join(ledger, new String[] {"destination", "order_id"}, "left")
        .where(
            not(coalesce(col("ledger_delivered"), lit(false)))
                .or(col("ledger_date").equalTo(inputs.date())));
  }

  /** The platforms that an order is for. */
  private Column[] platforms(Inputs inputs) {
    return told.entrySet().stream()
        .map(
            e ->
                when(
                    col("order_date")
                        .gt(date_sub(inputs.date(), e.getValue().windowDays()))
                        .and(expr(e.getValue().where().orElse("true"))),
                    lit(e.getKey())))
        .toArray(Column[]::new);
  }
}
