package vongdoi.export;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import vongdoi.common.catalog.Gold;
import vongdoi.common.catalog.Silver;
import vongdoi.common.job.Inputs;
import vongdoi.export.ExportConfig.Takes;

/** Members of the segments times their destinations, with all that expressions may name. */
final class AudienceMembers {
  private static final List<String> MEMBER = List.of("segment", "customer_id", "score", "reason");
  private static final List<String> RUN = List.of("run_date", "audience_name");
  private static final List<String> ACTION =
      List.of("matter", "action", "channel", "send_after", "expires_at", "value_amount", "payload");
  private static final List<String> STAGE = List.of("stage", "status");
  private static final List<String> WORTH =
      List.of("alive_probability", "expected_orders", "clv_amount", "tier");
  private static final List<String> RISK = List.of("churn_probability");

  private final ExportConfig config;
  private final List<Audience> audiences;

  AudienceMembers(ExportConfig config, List<Audience> audiences) {
    this.config = config;
    this.audiences = audiences;
  }

  /** Columns that a destination's expressions may name. */
  static List<String> columns() {
    Set<String> names = new LinkedHashSet<>(MEMBER);
    names.addAll(RUN);
    names.addAll(ACTION);
    names.addAll(STAGE);
    names.addAll(WORTH);
    names.addAll(RISK);
    names.addAll(Silver.PROFILES.columnNames());
    names.addAll(List.of("every_email", "every_phone", Consents.COLUMN));
    return List.copyOf(names);
  }

  /**
   * @param members {@code segment, customer_id, score, reason}
   * @param messages what plays say: {@code customer_id, segment, suppressed_reason} and the columns
   *     of an action
   */
  Dataset<Row> of(Inputs inputs, Dataset<Row> members, Dataset<Row> messages) {
    Map<String, Column> taken = new TreeMap<>();
    for (Audience audience : audiences) {
      taken.merge(audience.destination(), col("segment").equalTo(audience.segment()), Column::or);
    }
    Column[] destinations =
        taken.entrySet().stream()
            .map(e -> when(e.getValue(), lit(e.getKey())))
            .toArray(Column[]::new);
    String[] customer = {"customer_id"};
    String[] member = {"customer_id", "segment"};
    Dataset<Row> said =
        messages
            .groupBy("customer_id", "segment")
            .agg(
                expr(
                    "sort_array(collect_list(struct("
                        + String.join(", ", ACTION)
                        + ", suppressed_reason))) as messages"));
    Object[] segments = audiences.stream().map(Audience::segment).distinct().toArray();
    // What is joined by the customer alone comes first: it is partitioned and sorted once.
    Dataset<Row> described =
        members
            .select("segment", "customer_id", "score", "reason")
            .where(col("segment").isin(segments))
            .join(profiles(config, inputs), customer, "inner")
            .join(inputs.table(Gold.LIFECYCLE).select(names(STAGE)), customer, "left")
            .join(inputs.table(Gold.CLV_SCORES).select(names(WORTH)), customer, "left")
            .join(inputs.table(Gold.CHURN_SCORES).select(names(RISK)), customer, "left");
    // Only at last a row becomes as many as it has destinations and messages.
    return new Consents(config)
        .with(described, inputs.table(Silver.CONSENTS))
        .join(said, member, "left")
        .join(
            inputs
                .table(Gold.HOLDOUTS)
                .selectExpr("customer_id", "segment", "is_control as is_held"),
            member,
            "left")
        .withColumn("destination", explode(array(destinations).cast("array<string>")))
        .where("destination is not null")
        .withColumn("run_date", inputs.date())
        .withColumn("audience_name", name())
        .withColumn("_one", col("destination").isin(ofMembers()))
        .select(col("*"), expr("explode_outer(if(_one, slice(messages, 1, 1), messages)) as m"))
        .select(col("*"), expr("m.*"))
        .withColumn("matter", expr("coalesce(if(_one, '', matter), '')"))
        .drop("messages", "m", "_one");
  }

  /** Profiles, in which the configured place stands where one lacks its own. */
  static Dataset<Row> profiles(ExportConfig config, Inputs inputs) {
    Dataset<Row> profiles = inputs.table(Silver.PROFILES);
    return profiles
        .withColumn("country", orElse("country", config.whenMissing().country()))
        .withColumn("postcode", orElse("postcode", config.whenMissing().postcode()));
  }

  private static Column orElse(String column, Optional<String> other) {
    return other.map(o -> coalesce(col(column), lit(o))).orElse(col(column));
  }

  /** Destinations that take every member, and so one row a customer. */
  private Object[] ofMembers() {
    return config.destinations().keySet().stream()
        .filter(d -> config.takes(d) == Takes.MEMBERS)
        .toArray();
  }

  /** What the audience is called at its destination. */
  private Column name() {
    Column name = col("segment");
    for (Audience a : audiences) {
      if (!a.name().equals(a.segment())) {
        name =
            when(
                    col("destination")
                        .equalTo(a.destination())
                        .and(col("segment").equalTo(a.segment())),
                    a.name())
                .otherwise(name);
      }
    }
    return name;
  }

  private static List<String> with(List<String> columns, String... more) {
    List<String> all = new ArrayList<>(columns);
    all.addAll(List.of(more));
    return all;
  }

  private static Column[] names(List<String> columns) {
    return with(columns, "customer_id").stream().map(functions::col).toArray(Column[]::new);
  }
}
