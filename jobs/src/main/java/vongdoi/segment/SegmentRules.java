package vongdoi.segment;

import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vongdoi.common.config.ConfigPath;
import vongdoi.common.config.Mistake;
import vongdoi.common.spark.SqlExpression;
import vongdoi.customer.MarketingConsents;
import vongdoi.segment.SegmentConfig.Cap;
import vongdoi.segment.SegmentConfig.Play;
import vongdoi.segment.SegmentConfig.Segment;
import vongdoi.segment.SegmentConfig.Window;

/** The SQL of the segments: checked when the configuration loads, long before there is data. */
public final class SegmentRules {
  private static final String KEY = "[a-z0-9]+(-[a-z0-9]+)*";
  private static final Set<String> CONSENTS =
      new TreeSet<>(Set.of("granted", "denied", "withdrawn"));
  private static final ConfigPath BLOCK = ConfigPath.of("segment");

  private SegmentRules() {}

  /** Every mistake of the block, each with the key that it stands under; empty where none. */
  public static List<Mistake> problems(SegmentConfig config) {
    List<String> columns = CustomerView.columns();
    List<Mistake> problems = new ArrayList<>();
    config
        .contact()
        .forEach((channel, sql) -> check(BLOCK.at("contact", channel), sql, columns, problems));
    for (int i = 0; i < config.serviceBlockedBy().size(); i++) {
      known(
          BLOCK.at("service-blocked-by").at(i),
          config.serviceBlockedBy().get(i),
          CONSENTS,
          problems);
    }
    check(BLOCK.at("customer-zone"), config.customerZone(), columns, problems);
    arbiter(config, problems);
    config
        .segments()
        .forEach(
            (key, segment) -> {
              ConfigPath path = BLOCK.at("segments", key);
              if (!key.matches(KEY)) {
                problems.add(Mistake.of(path, key, "must be lower-case words and hyphens"));
              }
              membership(segment)
                  .forEach((keys, sql) -> check(path.at(keys), sql, columns, problems));
              segment.play().ifPresent(play -> play(path, play, config, columns, problems));
            });
    return problems;
  }

  private static void check(
      ConfigPath path, String sql, Collection<String> columns, List<Mistake> problems) {
    SqlExpression.problems(sql, columns)
        .forEach(problem -> problems.add(Mistake.of(path, problem)));
  }

  private static void play(
      ConfigPath segment,
      Play play,
      SegmentConfig config,
      List<String> columns,
      List<Mistake> problems) {
    List<String> known = known(columns, play);
    messages(play).forEach((keys, sql) -> check(segment.at(keys), sql, known, problems));
    Set<String> channels = new TreeSet<>(config.contact().keySet());
    for (int i = 0; i < play.channels().size(); i++) {
      known(segment.at("play", "channels").at(i), play.channels().get(i), channels, problems);
    }
  }

  private static List<String> known(List<String> columns, Play play) {
    List<String> known = new ArrayList<>(columns);
    if (play.each().isPresent()) {
      known.add(Play.ITEM);
    }
    return known;
  }

  /** Hours and caps. */
  private static void arbiter(SegmentConfig config, List<Mistake> problems) {
    Set<String> channels = new TreeSet<>(config.contact().keySet());
    windows("marketing", config.hours().marketing(), channels, problems);
    windows("service", config.hours().service(), channels, problems);
    channels.add(Cap.ANY);
    for (int i = 0; i < config.caps().size(); i++) {
      String channel = config.caps().get(i).channel();
      known(BLOCK.at("caps").at(i).at("channel"), channel, channels, problems);
    }
  }

  private static void windows(
      String kind, Map<String, Window> windows, Set<String> channels, List<Mistake> problems) {
    windows.forEach(
        (channel, window) -> {
          ConfigPath path = BLOCK.at("hours", kind, channel);
          known(path, channel, channels, problems);
          try {
            if (QuietHours.second(window.from()) >= QuietHours.second(window.to())) {
              problems.add(
                  Mistake.of(
                      path,
                      "from %s to %s".formatted(window.from(), window.to()),
                      "must begin before it ends"));
            }
          } catch (DateTimeParseException e) {
            problems.add(Mistake.of(path, e.getParsedString(), "must be a time such as 07:00"));
          }
        });
  }

  private static void known(
      ConfigPath path, String value, Set<String> choices, List<Mistake> problems) {
    if (!choices.contains(value)) {
      problems.add(Mistake.unknown(path, value, choices));
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

  private static Set<String> columns(Stream<Map<ConfigPath, String>> expressions) {
    return expressions
        .flatMap(named -> named.values().stream())
        .flatMap(sql -> SqlExpression.columns(sql).stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Map<ConfigPath, String> membership(Segment segment) {
    Map<ConfigPath, String> all = new LinkedHashMap<>();
    segment.exit().ifPresent(sql -> all.put(ConfigPath.of("exit"), sql));
    segment.reason().ifPresent(sql -> all.put(ConfigPath.of("reason"), sql));
    segment.reasonVi().ifPresent(sql -> all.put(ConfigPath.of("reason-vi"), sql));
    all.put(ConfigPath.of("rule"), segment.rule());
    segment.score().ifPresent(sql -> all.put(ConfigPath.of("score"), sql));
    return all;
  }

  private static Map<ConfigPath, String> messages(Play play) {
    Map<ConfigPath, String> all = new LinkedHashMap<>();
    play.each().ifPresent(sql -> all.put(ConfigPath.of("play", "each"), sql));
    play.expiresAt().ifPresent(sql -> all.put(ConfigPath.of("play", "expires-at"), sql));
    play.payload()
        .ifPresent(p -> p.forEach((f, sql) -> all.put(ConfigPath.of("play", "payload", f), sql)));
    play.sendAfter().ifPresent(sql -> all.put(ConfigPath.of("play", "send-after"), sql));
    play.value().ifPresent(sql -> all.put(ConfigPath.of("play", "value"), sql));
    return all;
  }
}
