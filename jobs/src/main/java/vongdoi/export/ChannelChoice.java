package vongdoi.export;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
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
  private final Channels channels;
  private final List<Audience> audiences;
  private final List<String> destinations;

  ChannelChoice(ExportConfig config, List<Audience> audiences) {
    this.config = config;
    this.channels = new Channels(config);
    this.audiences = audiences;
    this.destinations = audiences.stream().map(Audience::destination).distinct().toList();
  }

  /**
   * @param members with their consents
   */
  Dataset<Row> of(Dataset<Row> members) {
    return shown(decided(allowed(members)));
  }

  /**
   * A play's own channel, with consent unless it is a service message; else the channels with a
   * contact and consent.
   */
  private Dataset<Row> allowed(Dataset<Row> rows) {
    Column ofDestination = byChannels(channels::of, lit(0L));
    Column isService = segment(Audience::isService);
    Column known = col("_channels").bitwiseAND(channels.where(this::isKnown));
    Column chosen = col("_channels").bitwiseAND(channels.named(col("channel")));
    Map<String, Column> answers = new LinkedHashMap<>();
    answers.put(
        "_follows",
        segment(Audience::hasPlay).and(not(destination(d -> config.takes(d) == Takes.MEMBERS))));
    answers.put(
        "_refused",
        destination(d -> config.takes(d) == Takes.SERVICE_MESSAGES).and(not(isService)));
    answers.put(
        "_contacts", when(destination(this::findsPeopleItself), col("_channels")).otherwise(known));
    answers.put("_chosen", chosen);
    answers.put("_granted", new Consents(config).granted(destinations));
    return rows.withColumn("_channels", ofDestination)
        .withColumns(answers)
        .withColumn(
            "_allowed",
            when(
                    col("_follows"),
                    when(isService, col("_chosen"))
                        .otherwise(col("_chosen").bitwiseAND(col("_granted"))))
                .otherwise(col("_contacts").bitwiseAND(col("_granted"))));
  }

  /** Whether a destination says itself which cells it finds people by, such as an address. */
  private boolean findsPeopleItself(String destination) {
    return config.destinations().get(destination).matchedBy().isPresent();
  }

  /** Whether the customer has a contact for a channel. */
  private Column isKnown(String channel) {
    List<String> columns = config.contacts().getOrDefault(channel, List.of());
    return columns.stream()
        .map(ChannelChoice::isThere)
        .reduce(Column::or)
        .orElse(lit(config.contacts().containsKey(channel)));
  }

  /** Whether a profile has a value, or a list of values with one in it. */
  private static Column isThere(String column) {
    boolean isList = Silver.PROFILES.schema().apply(column).dataType() instanceof ArrayType;
    return isList ? size(col(column)).gt(0) : col(column).isNotNull();
  }

  private Dataset<Row> decided(Dataset<Row> rows) {
    Column none = col("_allowed").equalTo(0L);
    Column said = col("suppressed_reason");
    Map<String, Column> decisions = new LinkedHashMap<>();
    decisions.put(
        "suppressed_reason",
        when(col("_refused"), "not-service")
            .when(
                col("_follows"),
                when(said.isNotNull(), said)
                    .when(col("channel").isNull(), "no-action")
                    .when(col("_chosen").equalTo(0L), "other-channel")
                    .when(none, "no-consent"))
            .otherwise(
                when(said.isin(ALWAYS_OUT), said)
                    .when(col("_contacts").equalTo(0L), "no-contact")
                    .when(none, "no-consent")));
    decisions.put(
        "channel",
        when(col("_follows"), col("channel"))
            .otherwise(
                byChannels(c -> channels.first(c, col("_allowed")), lit(null).cast("string"))));
    return rows.withColumns(decisions);
  }

  private Dataset<Row> shown(Dataset<Row> rows) {
    Set<String> contacts = new LinkedHashSet<>();
    config.contacts().values().forEach(contacts::addAll);
    Map<String, Column> shown = new LinkedHashMap<>();
    for (String contact : contacts) {
      Column may =
          channels.any(
              col("_allowed"),
              channel -> config.contacts().getOrDefault(channel, List.of()).contains(contact));
      shown.put(contact, when(may, col(contact)));
    }
    Map<String, Column> every = new LinkedHashMap<>();
    every.put("every_email", CellTexts.every(col("email"), col("emails")));
    every.put("every_phone", CellTexts.every(col("phone"), col("phones")));
    return rows.withColumns(shown).withColumns(every);
  }

  private Column segment(Predicate<Audience> which) {
    return col("segment")
        .isin(audiences.stream().filter(which).map(Audience::segment).distinct().toArray());
  }

  private Column destination(Predicate<String> which) {
    return col("destination").isin(destinations.stream().filter(which).toArray());
  }

  /** What follows from the channels of a row's destination. */
  private Column byChannels(Function<List<String>, Column> what, Column otherwise) {
    Map<List<String>, List<String>> same = new LinkedHashMap<>();
    for (String destination : destinations) {
      same.computeIfAbsent(
              config.destinations().get(destination).channels(), c -> new ArrayList<>())
          .add(destination);
    }
    Column found = otherwise;
    for (Map.Entry<List<String>, List<String>> e : same.entrySet()) {
      found =
          when(col("destination").isin(e.getValue().toArray()), what.apply(e.getKey()))
              .otherwise(found);
    }
    return found;
  }
}
