package vongdoi.export;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_compact;
import static org.apache.spark.sql.functions.array_contains;
import static org.apache.spark.sql.functions.arrays_overlap;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.conv;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.filter;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.sha2;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.substring;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import vongdoi.common.catalog.Gold;
import vongdoi.common.catalog.Silver;
import vongdoi.common.job.Inputs;
import vongdoi.customer.MarketingConsents;
import vongdoi.export.ExportConfig.Cell;
import vongdoi.export.ExportConfig.Destination;
import vongdoi.export.ExportConfig.Dialect;

/**
 * One row a destination, segment and member: delivered with its cells, or with the reason why not.
 */
final class AudienceRows {
  private static final List<String> MEMBER = List.of("segment", "customer_id", "score", "reason");
  private static final List<String> ACTION =
      List.of("action", "channel", "send_after", "expires_at", "value_amount", "payload");
  private static final List<String> STAGE = List.of("stage", "status");
  private static final List<String> WORTH =
      List.of("alive_probability", "expected_orders", "clv_amount", "tier");
  private static final List<String> RISK = List.of("churn_probability");
  private static final int BUCKETS = 10_000;

  private final ExportConfig config;
  private final List<Audience> audiences;

  /**
   * @param audiences every destination with every segment that it takes
   */
  AudienceRows(ExportConfig config, List<Audience> audiences) {
    this.config = config;
    this.audiences = audiences;
  }

  /** Columns that a destination's expressions may name. */
  static List<String> columns() {
    Set<String> names = new LinkedHashSet<>(MEMBER);
    names.addAll(ACTION);
    names.addAll(STAGE);
    names.addAll(WORTH);
    names.addAll(RISK);
    names.addAll(Silver.PROFILES.columnNames());
    return List.copyOf(names);
  }

  Dataset<Row> of(Inputs inputs) {
    return control(valid(reachable(visible(members(inputs)))))
        .select(
            col("destination"),
            col("segment"),
            col("customer_id"),
            col("is_control"),
            col("suppressed_reason").isNull().as("delivered"),
            col("suppressed_reason"),
            when(col("suppressed_reason").isNull(), col("channel")).as("channel"),
            when(col("suppressed_reason").isNull(), col("cells")).as("cells"));
  }

  /** Members times destinations, with all that the expressions may name. */
  private Dataset<Row> members(Inputs inputs) {
    Column taken =
        strings(
            config.destinations().entrySet().stream()
                .map(e -> when(in(segmentsOf(e.getKey())), lit(e.getKey())))
                .toList());
    String[] customer = {"customer_id"};
    return inputs
        .table(Gold.SEGMENT_MEMBERS)
        .where("exited_at is null")
        .select("segment", "customer_id", "score", "reason")
        .withColumn("destination", explode(filter(taken, d -> d.isNotNull())))
        .join(inputs.table(Silver.PROFILES), customer, "inner")
        .join(
            inputs
                .table(Gold.NEXT_ACTIONS)
                .select(names(with(ACTION, "segment", "suppressed_reason"))),
            new String[] {"customer_id", "segment"},
            "left")
        .join(inputs.table(Gold.LIFECYCLE).select(names(STAGE)), customer, "left")
        .join(inputs.table(Gold.CLV_SCORES).select(names(WORTH)), customer, "left")
        .join(inputs.table(Gold.CHURN_SCORES).select(names(RISK)), customer, "left")
        .join(MarketingConsents.of(inputs.table(Silver.CONSENTS)), customer, "left");
  }

  /**
   * The channels of the destination that may be used for the row: the play's own channel where the
   * segment has a play, else those with a contact and a granted marketing consent.
   */
  private Dataset<Row> visible(Dataset<Row> rows) {
    Column channels = lit(null).cast("array<string>");
    for (Map.Entry<String, Destination> e : config.destinations().entrySet()) {
      channels =
          when(col("destination").equalTo(e.getKey()), lits(e.getValue().channels()))
              .otherwise(channels);
    }
    return rows.withColumn("_channels", channels)
        .withColumn("_has_play", in(segments(Audience::hasPlay)))
        .withColumn("_contacts", filter(col("_channels"), c -> array_contains(known(), c)))
        .withColumn(
            "_allowed",
            when(col("_has_play"), filter(col("_channels"), c -> c.equalTo(col("channel"))))
                .otherwise(
                    filter(
                        col("_contacts"),
                        c -> MarketingConsents.status(c).eqNullSafe(lit("granted")))));
  }

  /** Channels that the customer has a contact for. */
  private Column known() {
    List<Column> channels = new ArrayList<>();
    config
        .contacts()
        .forEach(
            (channel, columns) -> {
              Column any = lit(columns.isEmpty());
              for (String column : columns) {
                any = any.or(col(column).isNotNull());
              }
              channels.add(when(any, lit(channel)));
            });
    return array_compact(strings(channels));
  }

  /** Why a row is not for this destination; contacts of channels that are not allowed vanish. */
  private Dataset<Row> reachable(Dataset<Row> rows) {
    Column none = size(col("_allowed")).equalTo(0);
    Dataset<Row> decided =
        rows.withColumn(
            "suppressed_reason",
            when(
                    col("_has_play"),
                    when(col("suppressed_reason").isNotNull(), col("suppressed_reason"))
                        .when(col("channel").isNull(), "no-action")
                        .when(none, "other-channel"))
                .otherwise(
                    when(size(col("_contacts")).equalTo(0), "no-contact")
                        .when(none, "no-consent")));
    decided = decided.withColumn("channel", coalesce(col("channel"), expr("get(_allowed, 0)")));
    Set<String> contacts = new LinkedHashSet<>();
    config.contacts().values().forEach(contacts::addAll);
    for (String contact : contacts) {
      List<String> showing =
          config.contacts().entrySet().stream()
              .filter(e -> e.getValue().contains(contact))
              .map(Map.Entry::getKey)
              .toList();
      decided =
          decided.withColumn(
              contact, when(arrays_overlap(col("_allowed"), lits(showing)), col(contact)));
    }
    return decided;
  }

  /** The cells of each destination, and whether a machine would accept them. */
  private Dataset<Row> valid(Dataset<Row> rows) {
    Column cells = lit(null).cast("array<string>");
    Column accepted = lit(true);
    for (Map.Entry<String, Destination> e : config.destinations().entrySet()) {
      Column here = col("destination").equalTo(e.getKey());
      List<Cell> columns = e.getValue().columns();
      cells =
          when(here, strings(columns.stream().map(c -> expr(c.value()).cast("string")).toList()))
              .otherwise(cells);
      if (e.getValue().dialect() == Dialect.MACHINE) {
        for (int i = 0; i < columns.size(); i++) {
          Column cell = coalesce(col("cells").getItem(i), lit(""));
          String pattern = columns.get(i).pattern().orElse("(?s).*");
          accepted = accepted.and(not(here).or(cell.rlike("\\A(?:" + pattern + ")\\z")));
        }
      }
    }
    return rows.withColumn("cells", cells)
        .withColumn(
            "suppressed_reason",
            coalesce(col("suppressed_reason"), when(not(accepted), "invalid")));
  }

  /** Holds out a share of each marketing audience, by a salted hash of segment and customer. */
  private Dataset<Row> control(Dataset<Row> rows) {
    Column hash =
        sha2(concat_ws("|", lit(config.controlSalt()), col("segment"), col("customer_id")), 256);
    Column bucket = conv(substring(hash, 1, 8), 16, 10).cast("bigint").mod(lit(BUCKETS));
    Column held =
        bucket
            .lt(lit(Math.round(config.controlShare() * BUCKETS)))
            .and(not(in(segments(Audience::isService))))
            .and(col("suppressed_reason").isNull());
    return rows.withColumn("is_control", held)
        .withColumn(
            "suppressed_reason",
            when(col("is_control"), "control").otherwise(col("suppressed_reason")));
  }

  private List<String> segmentsOf(String destination) {
    return audiences.stream()
        .filter(a -> a.destination().equals(destination))
        .map(Audience::segment)
        .toList();
  }

  private List<String> segments(Predicate<Audience> which) {
    return audiences.stream().filter(which).map(Audience::segment).distinct().toList();
  }

  private static Column in(List<String> segments) {
    return col("segment").isin(segments.toArray());
  }

  private static Column lits(List<String> values) {
    return strings(values.stream().map(functions::lit).toList());
  }

  private static Column strings(List<Column> columns) {
    return array(columns.toArray(Column[]::new)).cast("array<string>");
  }

  private static List<String> with(List<String> columns, String... more) {
    List<String> all = new ArrayList<>(columns);
    all.addAll(List.of(more));
    return all;
  }

  private static Column[] names(List<String> columns) {
    return with(columns, "customer_id").stream()
        .map(org.apache.spark.sql.functions::col)
        .toArray(Column[]::new);
  }
}
