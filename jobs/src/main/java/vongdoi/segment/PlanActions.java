package vongdoi.segment;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.functions;
import vongdoi.common.catalog.Gold;
import vongdoi.common.job.Inputs;
import vongdoi.common.job.Job;
import vongdoi.common.job.Outputs;
import vongdoi.common.spark.SqlExpression;
import vongdoi.common.table.Table;
import vongdoi.common.table.Write;
import vongdoi.customer.MarketingConsents;
import vongdoi.segment.SegmentConfig.Kind;
import vongdoi.segment.SegmentConfig.Play;

/** Says for each member of a play what to send, where and until when, or why not. */
public final class PlanActions implements Job {
  private final SegmentConfig config;
  private final Map<String, Play> plays = new TreeMap<>();

  public PlanActions(SegmentConfig config) {
    this.config = config;
    config.segments().forEach((key, s) -> s.play().ifPresent(play -> plays.put(key, play)));
  }

  @Override
  public String name() {
    return "segment.actions";
  }

  @Override
  public String meaning() {
    return "Plans one action a member and play: channel by contact and consent, one marketing message";
  }

  @Override
  public List<Table> reads() {
    List<Table> tables = new ArrayList<>(CustomerView.tables());
    tables.add(Gold.SEGMENT_MEMBERS);
    return tables;
  }

  @Override
  public List<Write> writes() {
    return List.of(Write.sync(Gold.NEXT_ACTIONS));
  }

  @Override
  public String settings() {
    return config.toString();
  }

  @Override
  public Outputs run(Inputs inputs) {
    Set<String> needed = SegmentRules.playColumns(config);
    config.contact().values().forEach(sql -> needed.addAll(SqlExpression.columns(sql)));
    needed.add(MarketingConsents.COLUMN);
    Dataset<Row> members =
        inputs
            .table(Gold.SEGMENT_MEMBERS)
            .where("exited_at is null")
            .where(col("segment").isin(plays.keySet().toArray()))
            .select(col("segment").as("_segment"), col("customer_id"), col("reason").as("_why"));
    Dataset<Row> view = CustomerView.of(inputs, needed);
    Dataset<Row> planned =
        members.join(view, new String[] {"customer_id"}, "inner").select(planned());
    return Outputs.of(Gold.NEXT_ACTIONS, arbitrate(withChannel(planned)));
  }

  private Column[] planned() {
    List<Column> columns = new ArrayList<>();
    columns.add(col("customer_id"));
    columns.add(col("_segment").as("segment"));
    columns.add(of(play -> lit(play.action())).cast("string").as("action"));
    columns.add(of(play -> lit(play.kind() == Kind.SERVICE)).cast("boolean").as("is_service"));
    columns.add(of(play -> lit(play.priority())).cast("int").as("priority"));
    columns.add(of(play -> sql(play.sendAfter(), "timestamp")).cast("timestamp").as("send_after"));
    columns.add(of(play -> sql(play.expiresAt(), "timestamp")).cast("timestamp").as("expires_at"));
    columns.add(
        of(play -> sql(play.value(), "decimal(18,2)")).cast("decimal(18,2)").as("value_amount"));
    columns.add(of(PlanActions::payload).cast("string").as("payload"));
    columns.add(coalesce(col("_why"), of(play -> lit(play.action()))).as("reason"));
    columns.add(of(PlanActions::channels).cast("array<string>").as("channels"));
    columns.add(reachable().as("reachable"));
    columns.add(col(MarketingConsents.COLUMN));
    columns.add(col("run_end"));
    return columns.toArray(Column[]::new);
  }

  /** The value that belongs to the row's own play. */
  private Column of(Function<Play, Column> value) {
    Column chosen = when(lit(false), lit(null));
    for (Map.Entry<String, Play> e : plays.entrySet()) {
      chosen = chosen.when(col("_segment").equalTo(e.getKey()), value.apply(e.getValue()));
    }
    return chosen;
  }

  private static Column sql(Optional<String> expression, String type) {
    return expression.map(e -> expr(e).cast(type)).orElse(lit(null).cast(type));
  }

  private static Column payload(Play play) {
    Column[] fields =
        new TreeMap<>(play.payload().orElse(Map.of()))
            .entrySet().stream().map(e -> expr(e.getValue()).as(e.getKey())).toArray(Column[]::new);
    return fields.length == 0 ? lit("{}") : functions.to_json(functions.struct(fields));
  }

  private static Column channels(Play play) {
    return functions.array(play.channels().stream().map(functions::lit).toArray(Column[]::new));
  }

  /** Channels on which the customer can be reached at all. */
  private Column reachable() {
    Set<String> used = new TreeSet<>();
    plays.values().forEach(play -> used.addAll(play.channels()));
    Column[] channels =
        used.stream().map(c -> when(expr(config.contact().get(c)), lit(c))).toArray(Column[]::new);
    return functions.array_compact(functions.array(channels)).cast("array<string>");
  }

  private Dataset<Row> withChannel(Dataset<Row> planned) {
    Column blocked = functions.array(lits(config.serviceBlockedBy())).cast("array<string>");
    return planned
        .withColumn("contacts", expr("filter(channels, c -> array_contains(reachable, c))"))
        .withColumn(
            "allowed",
            functions.filter(
                col("contacts"),
                c ->
                    when(
                            col("is_service"),
                            functions.not(
                                coalesce(
                                    functions.array_contains(blocked, MarketingConsents.status(c)),
                                    lit(false))))
                        .otherwise(MarketingConsents.status(c).eqNullSafe(lit("granted")))))
        .withColumn("channel", expr("get(allowed, 0)"))
        .withColumn(
            "suppressed_reason",
            when(col("expires_at").leq(col("run_end")), "expired")
                .when(expr("size(contacts) = 0"), "no-contact")
                .when(col("channel").isNull(), "no-consent"));
  }

  private static Column[] lits(List<String> values) {
    return values.stream().map(functions::lit).toArray(Column[]::new);
  }

  /** One marketing message a customer: the smallest priority, then the largest value, wins. */
  private static Dataset<Row> arbitrate(Dataset<Row> channelled) {
    Column competes = functions.not(col("is_service")).and(col("suppressed_reason").isNull());
    Column place =
        row_number()
            .over(
                Window.partitionBy("customer_id")
                    .orderBy(
                        competes.desc(),
                        col("priority").asc(),
                        col("value_amount").desc_nulls_last(),
                        col("segment").asc()));
    return channelled
        .withColumn("place", place)
        .withColumn(
            "suppressed_reason",
            when(competes.and(col("place").gt(1)), "lower-priority")
                .otherwise(col("suppressed_reason")))
        .withColumn("channel", when(col("suppressed_reason").isNull(), col("channel")));
  }
}
