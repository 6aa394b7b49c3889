package vongdoi.ingest.mapping;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.when;

import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.types.DataTypes;
import vongdoi.common.table.TableColumn;
import vongdoi.ingest.row.WorkingColumns;
import vongdoi.ingest.segment.SegmentCalls;
import vongdoi.ingest.source.Entity;

/** Columns of a landed row that follow from its canonical ones. */
public final class DerivedColumns {
  private final Entity entity;
  private final String zone;
  private final long futureAllowanceSeconds;
  private final Map<String, String> eventAliases;

  /**
   * @param zone business zone of the dates
   * @param futureAllowanceSeconds how far an event may lie after its own receipt
   * @param eventAliases other names of events (lower case) to the name in the e-commerce spec
   */
  public DerivedColumns(
      Entity entity, ZoneId zone, long futureAllowanceSeconds, Map<String, String> eventAliases) {
    this.entity = entity;
    this.zone = zone.getId();
    this.futureAllowanceSeconds = futureAllowanceSeconds;
    this.eventAliases = eventAliases;
  }

  /**
   * The frame with its dates, its content hash and what its entity needs; the session's time zone
   * must be UTC.
   *
   * @param source name of the source: equal content of two sources stays two rows
   * @param recordSource source of the customer records that {@code record_id} means
   */
  public Dataset<Row> of(
      Dataset<Row> rows, List<TableColumn> canonical, String source, String recordSource) {
    Dataset<Row> hashed =
        rows.withColumn("_row_hash", expr("md5(to_json(" + content(source, canonical) + "))"));
    Dataset<Row> settled =
        switch (entity) {
          case EVENTS -> event(hashed);
          case ORDER_ITEMS -> line(hashed);
          default -> hashed;
        };
    Dataset<Row> derived = settled.withColumn("_effective_date", effectiveDate());
    if (entity.date().isPresent()) {
      derived = derived.withColumn(entity.date().get(), date(entity.times().get(0)));
    }
    boolean names = canonical.stream().anyMatch(c -> c.name().equals("record_id"));
    return names
        ? derived.withColumn("record_source", when(col("record_id").isNotNull(), lit(recordSource)))
        : derived;
  }

  private static String content(String source, List<TableColumn> canonical) {
    return canonical.stream()
        .map(c -> "'" + c.name() + "', `" + c.name() + "`")
        .collect(
            Collectors.joining(
                ", ", "named_struct('_source', '" + source + "', 'extra', extra, ", ")"));
  }

  private Column date(String time) {
    return expr("to_date(from_utc_timestamp(" + time + ", '" + zone + "'))");
  }

  private Column effectiveDate() {
    Column newest = date(entity.times().get(0));
    for (String time : entity.times().subList(1, entity.times().size())) {
      newest = greatest(newest, date(time));
    }
    return coalesce(newest, expr("date'1970-01-01'"));
  }

  private Dataset<Row> event(Dataset<Row> rows) {
    String types =
        SegmentCalls.TYPES.stream().sorted().collect(Collectors.joining("','", "('", "')"));
    return WorkingColumns.withReason(
            rows.withColumn("event_type", expr("lower(event_type)")),
            expr("if(event_type in " + types + ", null, 'unknown event type')"))
        .withColumn("event_name", named(eventAliases).apply(col("event_name")))
        .withColumn("received_at", expr("coalesce(received_at, occurred_at)"))
        .withColumn(
            "is_future",
            expr(
                "occurred_at > received_at + make_dt_interval(0, 0, 0, %d)"
                    .formatted(futureAllowanceSeconds)))
        .withColumn(
            "extra",
            expr(
                """
                if(is_future,
                   concat(coalesce(substr(extra, 1, length(extra) - 1) || ',', '{'), '"claimed_at":"',
                          date_format(occurred_at, "yyyy-MM-dd'T'HH:mm:ss.SSS'Z'"), '"}'),
                   extra)
                """))
        .withColumn("occurred_at", expr("if(is_future, received_at, occurred_at)"));
  }

  private static UserDefinedFunction named(Map<String, String> aliases) {
    Map<String, String> byName = new TreeMap<>(aliases);
    UDF1<String, String> spec =
        name -> name == null ? null : byName.getOrDefault(name.toLowerCase(Locale.ROOT), name);
    return udf(spec, DataTypes.StringType);
  }

  /** What a line costs, where the source does not say it. */
  private static Dataset<Row> line(Dataset<Row> rows) {
    String computed =
        """
        try_cast(try_subtract(
            try_multiply(try_cast(quantity as decimal(18,4)), unit_price_amount),
            coalesce(discount_amount, 0)) as decimal(18,2))
        """;
    return WorkingColumns.withReason(
        rows.withColumn("line_amount", expr("coalesce(line_amount, " + computed + ")")),
        expr(
            """
            if(line_amount is null and quantity is not null
                and unit_price_amount is not null, 'line_amount is out of range', null)
            """));
  }
}
