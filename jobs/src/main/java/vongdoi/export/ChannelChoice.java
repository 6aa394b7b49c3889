package vongdoi.export;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_compact;
import static org.apache.spark.sql.functions.array_contains;
import static org.apache.spark.sql.functions.array_distinct;
import static org.apache.spark.sql.functions.arrays_overlap;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.filter;
import static org.apache.spark.sql.functions.flatten;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.ArrayType;
import vongdoi.common.catalog.Silver;
import vongdoi.export.ExportConfig.Takes;

/**
 * On which channels of its destination a member may be reached, or why on none; contacts of the
 * other channels vanish.
 */
final class ChannelChoice {
  /** What a play says that holds for audiences which do not follow it, too. */
  private static final Object[] ALWAYS_OUT = {"suppressed", "control"};

  private final ExportConfig config;
  private final List<Audience> audiences;
  private final List<String> destinations;

  ChannelChoice(ExportConfig config, List<Audience> audiences) {
    this.config = config;
    this.audiences = audiences;
    this.destinations = audiences.stream().map(Audience::destination).distinct().toList();
  }

  Dataset<Row> of(Dataset<Row> members) {
    return shown(decided(allowed(members)));
  }

  /**
   * A play's own channel, with consent unless it is a service message; else the channels with a
   * contact and consent.
   */
  private Dataset<Row> allowed(Dataset<Row> rows) {
    Column channels = lit(null).cast("array<string>");
    for (String destination : destinations) {
      channels =
          when(
                  col("destination").equalTo(destination),
                  lits(config.destinations().get(destination).channels()))
              .otherwise(channels);
    }
    Column isService = segment(Audience::isService);
    return rows.withColumn("_channels", channels)
        .withColumn(
            "_follows",
            segment(Audience::hasPlay).and(not(destination(d -> config.takes(d) == Takes.MEMBERS))))
        .withColumn(
            "_refused",
            destination(d -> config.takes(d) == Takes.SERVICE_MESSAGES).and(not(isService)))
        .withColumn(
            "_contacts",
            when(destination(this::findsPeopleItself), col("_channels"))
                .otherwise(filter(col("_channels"), c -> array_contains(known(), c))))
        .withColumn(
            "_granted", filter(col("_channels"), c -> Consents.granted(config, destinations, c)))
        .withColumn("_chosen", filter(col("_channels"), c -> c.equalTo(col("channel"))))
        .withColumn(
            "_allowed",
            when(
                    col("_follows"),
                    filter(col("_chosen"), c -> isService.or(array_contains(col("_granted"), c))))
                .otherwise(filter(col("_contacts"), c -> array_contains(col("_granted"), c))));
  }

  /** Whether a destination says itself which cells it finds people by, such as an address. */
  private boolean findsPeopleItself(String destination) {
    return config.destinations().get(destination).matchedBy().isPresent();
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
                any = any.or(isThere(column));
              }
              channels.add(when(any, lit(channel)));
            });
    return array_compact(strings(channels));
  }

  /** Whether a profile has a value, or a list of values with one in it. */
  private static Column isThere(String column) {
    boolean isList = Silver.PROFILES.schema().apply(column).dataType() instanceof ArrayType;
    return isList ? size(col(column)).gt(0) : col(column).isNotNull();
  }

  private static Dataset<Row> decided(Dataset<Row> rows) {
    Column none = size(col("_allowed")).equalTo(0);
    Column said = col("suppressed_reason");
    return rows.withColumn(
            "suppressed_reason",
            when(col("_refused"), "not-service")
                .when(
                    col("_follows"),
                    when(said.isNotNull(), said)
                        .when(col("channel").isNull(), "no-action")
                        .when(size(col("_chosen")).equalTo(0), "other-channel")
                        .when(none, "no-consent"))
                .otherwise(
                    when(said.isin(ALWAYS_OUT), said)
                        .when(size(col("_contacts")).equalTo(0), "no-contact")
                        .when(none, "no-consent")))
        .withColumn(
            "channel", when(col("_follows"), col("channel")).otherwise(expr("get(_allowed, 0)")));
  }

  private Dataset<Row> shown(Dataset<Row> rows) {
    Set<String> contacts = new LinkedHashSet<>();
    config.contacts().values().forEach(contacts::addAll);
    Dataset<Row> shown = rows;
    for (String contact : contacts) {
      List<String> showing =
          config.contacts().keySet().stream()
              .filter(channel -> config.contacts().get(channel).contains(contact))
              .toList();
      Column may = coalesce(arrays_overlap(col("_allowed"), lits(showing)), lit(false));
      shown = shown.withColumn(contact, when(may, col(contact)));
    }
    return shown
        .withColumn("every_email", every("email", "emails"))
        .withColumn("every_phone", every("phone", "phones"));
  }

  /** The first contact and the others behind it, as far as they may be shown. */
  private static Column every(String first, String all) {
    return array_distinct(
        array_compact(
            flatten(array(array(col(first)), coalesce(col(all), array().cast("array<string>"))))));
  }

  private Column segment(Predicate<Audience> which) {
    return col("segment")
        .isin(audiences.stream().filter(which).map(Audience::segment).distinct().toArray());
  }

  private Column destination(Predicate<String> which) {
    return col("destination").isin(destinations.stream().filter(which).toArray());
  }

  private static Column lits(List<String> values) {
    return strings(values.stream().map(functions::lit).toList());
  }

  private static Column strings(List<Column> columns) {
    return array(columns.toArray(Column[]::new)).cast("array<string>");
  }
}
