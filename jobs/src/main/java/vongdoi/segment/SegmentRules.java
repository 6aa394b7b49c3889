package vongdoi.segment;

import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vongdoi.common.config.Suggestion;
import vongdoi.common.spark.SqlExpression;
import vongdoi.customer.MarketingConsents;
import vongdoi.segment.SegmentConfig.Cap;
import vongdoi.segment.SegmentConfig.Play;
import vongdoi.segment.SegmentConfig.Segment;
import vongdoi.segment.SegmentConfig.Window;

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
    check("customer-zone", config.customerZone(), columns, problems);
    arbiter(config, problems);
    config
        .segments()
        .forEach(
            (key, segment) -> {
              if (!key.matches(KEY)) {
                problems.add(
                    "Invalid segment.segments." + key + ": (must be lower-case words and hyphens)");
              }
              membership(segment)
                  .forEach((name, sql) -> check("segments." + key + name, sql, columns, problems));
              segment
                  .play()
                  .ifPresent(
                      play ->
                          messages(play)
                              .forEach(
                                  (name, sql) ->
                                      check(
                                          "segments." + key + name,
                                          sql,
                                          known(columns, play),
                                          problems)));
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

  private static List<String> known(List<String> columns, Play play) {
    List<String> known = new ArrayList<>(columns);
    if (play.each().isPresent()) {
      known.add(Play.ITEM);
    }
    return known;
  }

  /** Hours, caps and shares. */
  private static void arbiter(SegmentConfig config, List<String> problems) {
    Set<String> channels = new TreeSet<>(config.contact().keySet());
    windows("marketing", config.hours().marketing(), channels, problems);
    windows("service", config.hours().service(), channels, problems);
    channels.add(Cap.ANY);
    for (Cap cap : config.caps()) {
      known("caps.channel", cap.channel(), channels, problems);
      if (cap.messages() < 0 || cap.hours() < 1) {
        problems.add(
            "Invalid segment.caps: %d messages in %d hours (must be 0 or more in 1 or more)"
                .formatted(cap.messages(), cap.hours()));
      }
    }
    share("holdout.share", config.holdout().share(), problems);
    config
        .segments()
        .forEach(
            (key, segment) ->
                segment
                    .play()
                    .flatMap(Play::controlShare)
                    .ifPresent(s -> share("segments." + key + ".play.control-share", s, problems)));
    double confidence = config.results().confidence();
    if (confidence <= 0 || confidence >= 1) {
      problems.add(
          "Invalid segment.results.confidence: " + confidence + " (must be between 0 and 1)");
    }
  }

  private static void share(String key, double share, List<String> problems) {
    if (share < 0 || share >= 1) {
      problems.add("Invalid segment." + key + ": " + share + " (must be from 0 to under 1)");
    }
  }

  private static void windows(
      String kind, Map<String, Window> windows, Set<String> channels, List<String> problems) {
    windows.forEach(
        (channel, window) -> {
          known("hours." + kind, channel, channels, problems);
          try {
            if (QuietHours.second(window.from()) >= QuietHours.second(window.to())) {
              problems.add(
                  "Invalid segment.hours.%s.%s: from %s to %s (must begin before it ends)"
                      .formatted(kind, channel, window.from(), window.to()));
            }
          } catch (DateTimeParseException e) {
            problems.add(
                "Invalid segment.hours.%s.%s: %s (must be a time such as 07:00)"
                    .formatted(kind, channel, e.getParsedString()));
          }
        });
  }

  private static void known(String key, String value, Set<String> choices, List<String> problems) {
    if (!choices.contains(value)) {
      problems.add(
          "Invalid segment.%s: %s (must be one of %s)%s"
              .formatted(key, value, String.join(", ", choices), Suggestion.of(value, choices)));
    }
  }

  /** Columns of the customer view that membership in these segments depends on. */
  static Set<String> membershipColumns(Collection<Segment> segments) {
    return columns(segments.stream().map(SegmentRules::membership));
  }

  /** Columns of the customer view that the messages of these plays depend on. */
  static Set<String> messageColumns(SegmentConfig config, Collection<Play> plays) {
    Set<String> columns = columns(plays.stream().map(SegmentRules::messages));
    columns.remove(Play.ITEM);
    config.contact().values().forEach(sql -> columns.addAll(SqlExpression.columns(sql)));
    columns.addAll(SqlExpression.columns(config.customerZone()));
    columns.add(MarketingConsents.COLUMN);
    return columns;
  }

  private static Set<String> columns(Stream<Map<String, String>> expressions) {
    return expressions
        .flatMap(named -> named.values().stream())
        .flatMap(sql -> SqlExpression.columns(sql).stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Map<String, String> membership(Segment segment) {
    Map<String, String> all = new TreeMap<>();
    all.put(".rule", segment.rule());
    segment.exit().ifPresent(sql -> all.put(".exit", sql));
    segment.score().ifPresent(sql -> all.put(".score", sql));
    segment.reason().ifPresent(sql -> all.put(".reason", sql));
    return all;
  }

  private static Map<String, String> messages(Play play) {
    Map<String, String> all = new TreeMap<>();
    play.each().ifPresent(sql -> all.put(".play.each", sql));
    play.sendAfter().ifPresent(sql -> all.put(".play.send-after", sql));
    play.expiresAt().ifPresent(sql -> all.put(".play.expires-at", sql));
    play.value().ifPresent(sql -> all.put(".play.value", sql));
    play.payload()
        .ifPresent(p -> p.forEach((field, sql) -> all.put(".play.payload." + field, sql)));
    return all;
  }
}
