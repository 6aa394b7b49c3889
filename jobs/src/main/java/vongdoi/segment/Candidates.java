package vongdoi.segment;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import vongdoi.customer.MarketingConsents;
import vongdoi.segment.SegmentConfig.Play;

/** The messages that plays would send if nothing stood against it: one a member and matter. */
final class Candidates {
  private final SegmentConfig config;
  private final Map<String, Play> plays;

  /**
   * @param plays by the segment whose members they address
   */
  Candidates(SegmentConfig config, Map<String, Play> plays) {
    this.config = config;
    this.plays = new TreeMap<>(plays);
  }

  /**
   * One row a member and matter: {@code customer_id, segment, matter, action, is_service, priority,
   * again_after_days, send_after, expires_at, value_amount, payload, reason, channels, contacts,
   * zone}, the consents and the columns of {@link ExpectedGain}.
   *
   * @param members {@code customer_id, _segment, _why} and what {@link ExpectedGain} knows of them
   * @param view the customer view with the columns that the plays name
   */
  Dataset<Row> of(Dataset<Row> members, Dataset<Row> view) {
    return members
        .join(view, new String[] {"customer_id"}, "inner")
        .select(
            col("customer_id"),
            col("_segment").as("segment"),
            of(play -> lit(play.action())).cast("string").as("action"),
            of(play -> lit(play.isService())).cast("boolean").as("is_service"),
            of(play -> lit(play.priority())).cast("int").as("priority"),
            of(play -> lit(play.againAfterDays())).cast("int").as("again_after_days"),
            coalesce(col("_why"), of(play -> lit(play.action()))).as("reason"),
            col(ExpectedGain.KNOWN),
            of(play -> lit(play.cost().orElse(0.0))).cast("decimal(18,2)").as("cost"),
            of(play -> lit(PlayOutcomes.word(PlayOutcomes.goal(play)))).as("goal"),
            of(Candidates::channels).cast("array<string>").as("channels"),
            contacts().as("contacts"),
            expr("cast((" + config.customerZone() + ") as string)").as("zone"),
            col(MarketingConsents.COLUMN),
            functions.explode(of(play -> expr(messages(play)))).as("m"))
        .select("*", "m.*")
        .drop("m")
        .transform(ExpectedGain::of);
  }

  /** The value that belongs to the row's own play. */
  private Column of(Function<Play, Column> value) {
    Column chosen = null;
    for (Map.Entry<String, Play> e : plays.entrySet()) {
      Column mine = col("_segment").equalTo(e.getKey());
      chosen =
          chosen == null
              ? when(mine, value.apply(e.getValue()))
              : chosen.when(mine, value.apply(e.getValue()));
    }
    return chosen;
  }

  /** SQL array of the play's messages. */
  private static String messages(Play play) {
    String message =
        "named_struct('matter', %s, 'send_after', %s, 'expires_at', %s, 'value_amount', %s, 'payload', %s)"
            .formatted(
                play.each().isPresent() ? "cast(item.matter as string)" : "''",
                cast(play.sendAfter(), "timestamp"),
                cast(play.expiresAt(), "timestamp"),
                cast(play.value(), "decimal(18,2)"),
                payload(play));
    return play.each()
        .map(each -> "transform(" + each + ", " + Play.ITEM + " -> " + message + ")")
        .orElse("array(" + message + ")");
  }

  private static String cast(Optional<String> expression, String type) {
    return "cast((" + expression.orElse("null") + ") as " + type + ")";
  }

  private static String payload(Play play) {
    Map<String, String> fields = new TreeMap<>(play.payload().orElse(Map.of()));
    return fields.isEmpty()
        ? "'{}'"
        : fields.entrySet().stream()
            .map(e -> "'" + e.getKey() + "', (" + e.getValue() + ")")
            .collect(Collectors.joining(", ", "to_json(named_struct(", "))"));
  }

  private static Column channels(Play play) {
    return functions.array(play.channels().stream().map(functions::lit).toArray(Column[]::new));
  }

  /** Contact point by channel; null where the customer cannot be reached. */
  private Column contacts() {
    List<Column> entries = new ArrayList<>();
    for (String channel : channels()) {
      entries.add(lit(channel));
      entries.add(expr(config.contact().get(channel)).cast("string"));
    }
    return functions.map(entries.toArray(Column[]::new));
  }

  private List<String> channels() {
    return plays.values().stream().flatMap(p -> p.channels().stream()).distinct().sorted().toList();
  }
}
