package vongdoi.segment;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import vongdoi.common.config.Suggestion;
import vongdoi.common.spark.SqlExpression;
import vongdoi.segment.SegmentConfig.Play;
import vongdoi.segment.SegmentConfig.Segment;

/** The SQL of the segments: checked when the configuration loads, long before there is data. */
public final class SegmentRules {
  private static final String KEY = "[a-z0-9]+(-[a-z0-9]+)*";
  private static final Set<String> CONSENTS = Set.of("granted", "denied", "withdrawn");

  private SegmentRules() {}

  /** Every mistake of the block, each with the key that it stands under; empty where none. */
  public static List<String> problems(SegmentConfig config) {
    List<String> columns = CustomerView.columns();
    List<String> problems = new ArrayList<>();
    config.contact().forEach((channel, sql) -> check("contact." + channel, sql, columns, problems));
    for (String status : config.serviceBlockedBy()) {
      if (!CONSENTS.contains(status)) {
        problems.add(
            "Invalid segment.service-blocked-by: " + status + Suggestion.of(status, CONSENTS));
      }
    }
    config
        .segments()
        .forEach(
            (key, segment) -> {
              if (!key.matches(KEY)) {
                problems.add(
                    "Invalid segment.segments." + key + ": (must be lower-case words and hyphens)");
              }
              expressions(segment)
                  .forEach((name, sql) -> check("segments." + key + name, sql, columns, problems));
              segment.play().ifPresent(play -> channels(key, play, config, problems));
            });
    return problems;
  }

  private static void check(
      String key, String sql, Collection<String> columns, List<String> problems) {
    SqlExpression.problems(sql, columns)
        .forEach(problem -> problems.add("Invalid segment." + key + ": " + problem));
  }

  private static void channels(String key, Play play, SegmentConfig config, List<String> problems) {
    for (String channel : play.channels()) {
      if (!config.contact().containsKey(channel)) {
        problems.add(
            "Invalid segment.segments.%s.play.channels: %s (must be one of segment.contact: %s)%s"
                .formatted(
                    key,
                    channel,
                    String.join(", ", new TreeSet<>(config.contact().keySet())),
                    Suggestion.of(channel, config.contact().keySet())));
      }
    }
  }

  /** Columns of the customer view that membership depends on. */
  static Set<String> membershipColumns(SegmentConfig config) {
    Set<String> columns = new TreeSet<>();
    for (Segment segment : config.segments().values()) {
      columns.addAll(SqlExpression.columns(segment.rule()));
      segment.score().ifPresent(sql -> columns.addAll(SqlExpression.columns(sql)));
      segment.reason().ifPresent(sql -> columns.addAll(SqlExpression.columns(sql)));
    }
    return columns;
  }

  /** Columns of the customer view that the plays depend on. */
  static Set<String> playColumns(SegmentConfig config) {
    return config.segments().values().stream()
        .filter(segment -> segment.play().isPresent())
        .flatMap(segment -> playExpressions(segment.play().get()).values().stream())
        .flatMap(sql -> SqlExpression.columns(sql).stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Map<String, String> expressions(Segment segment) {
    Map<String, String> all = new TreeMap<>();
    all.put(".rule", segment.rule());
    segment.score().ifPresent(sql -> all.put(".score", sql));
    segment.reason().ifPresent(sql -> all.put(".reason", sql));
    segment.play().ifPresent(play -> all.putAll(playExpressions(play)));
    return all;
  }

  private static Map<String, String> playExpressions(Play play) {
    Map<String, String> all = new TreeMap<>();
    play.sendAfter().ifPresent(sql -> all.put(".play.send-after", sql));
    play.expiresAt().ifPresent(sql -> all.put(".play.expires-at", sql));
    play.value().ifPresent(sql -> all.put(".play.value", sql));
    play.payload()
        .ifPresent(p -> p.forEach((field, sql) -> all.put(".play.payload." + field, sql)));
    return all;
  }
}
