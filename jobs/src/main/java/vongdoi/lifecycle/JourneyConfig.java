package vongdoi.lifecycle;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import vongdoi.common.catalog.Silver;
import vongdoi.common.config.AtLeast;
import vongdoi.common.config.ConfigPath;
import vongdoi.common.config.InvalidSettings;
import vongdoi.common.config.Mistake;
import vongdoi.common.spark.SqlExpression;
import vongdoi.common.table.Table;

/**
 * The customer's journey in LEO CDP's words: what each event is worth, and where the stages begin.
 *
 * @param halfLifeDays days after which an event is worth half; 0: events never fade
 * @param moodDays days for which what was said makes a customer happy or unhappy
 * @param returningAbove lead score above which a visitor has returned
 * @param prospectAbove prospect score above which somebody is a prospect
 * @param stageScores journey score of each of the ten funnel stages, in their order
 * @param metrics event by name
 */
public record JourneyConfig(
    @AtLeast(0) double halfLifeDays,
    @AtLeast(0) int moodDays,
    @AtLeast(0) double returningAbove,
    @AtLeast(0) double prospectAbove,
    @AtLeast(0) List<Integer> stageScores,
    Map<String, Metric> metrics) {

  public JourneyConfig {
    if (stageScores.size() != FunnelStage.values().length) {
      InvalidSettings.refuse(
          List.of(
              Mistake.of(
                  ConfigPath.of("stage-scores"),
                  stageScores,
                  "must be " + FunnelStage.values().length + " numbers")));
    }
  }

  /** The score that an event adds to. */
  public enum ScoreModel {
    LEAD,
    PROSPECT,
    ENGAGEMENT,
    DATA_QUALITY,
    ACQUISITION,
    LIFETIME_VALUE,
    EFFORT,
    SATISFACTION,
    FEEDBACK,
    PROMOTER,
    LOYALTY,
    DETRACTOR;

    String column() {
      return name().toLowerCase(Locale.ROOT) + "_points";
    }
  }

  /** Stages of the funnel, in their order from 1. */
  public enum FunnelStage {
    NEW_VISITOR,
    RETURNING_VISITOR,
    LEAD,
    PROSPECT,
    NEW_CUSTOMER,
    ENGAGED_CUSTOMER,
    HAPPY_CUSTOMER,
    CUSTOMER_ADVOCATE,
    UNHAPPY_CUSTOMER,
    TERMINATED_CUSTOMER;

    String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    int index() {
      return ordinal() + 1;
    }

    static List<String> words() {
      return Arrays.stream(values()).map(FunnelStage::word).toList();
    }
  }

  /** The five stages of Kotler's customer path, in their order from 1. */
  public enum JourneyStage {
    AWARENESS,
    ATTRACTION,
    ASK,
    ACTION,
    ADVOCACY;

    static List<String> words() {
      return Arrays.stream(values()).map(s -> s.name().toLowerCase(Locale.ROOT)).toList();
    }
  }

  /** Facts that events are counted from. */
  public enum Fact {
    SESSIONS(Silver.SESSIONS, "started_at"),
    ORDERS(Silver.ORDERS, "ordered_at"),
    PAYMENTS(Silver.PAYMENTS, "coalesce(paid_at, created_at)"),
    SUBSCRIPTIONS(Silver.SUBSCRIPTIONS, "started_at"),
    FEEDBACK(Silver.FEEDBACK, "given_at"),
    PROFILES(Silver.PROFILES, "first_seen_at");

    private final Table table;
    private final String at;

    Fact(Table table, String at) {
      this.table = table;
      this.at = at;
    }

    Table table() {
      return table;
    }

    /** SQL: when it happened, unless an event says otherwise. */
    String at() {
      return at;
    }

    /** Columns that an event may name; an order knows which of the customer's it is, from 1. */
    List<String> columns() {
      List<String> columns = new ArrayList<>(table.columnNames());
      if (this == ORDERS) {
        columns.add("order_number");
      }
      return columns;
    }
  }

  /**
   * What an event is worth.
   *
   * @param score added to the score of its model on every occurrence
   * @param points loyalty points
   * @param of facts that it is counted from; none: not counted
   * @param times SQL over a row of these facts: how often the event is in it; true is once
   * @param at SQL: when it happened, where it is not the usual time of these facts
   */
  public record Metric(
      double score,
      ScoreModel model,
      FunnelStage funnelStage,
      JourneyStage journeyStage,
      double points,
      Optional<Fact> of,
      Optional<String> times,
      Optional<String> at) {
    public Metric {
      List<Mistake> mistakes = new ArrayList<>();
      if (of.isPresent() != times.isPresent()) {
        mistakes.add(
            Mistake.of(
                ConfigPath.of(of.isPresent() ? "of" : "times"),
                "of and times stand together or not at all"));
      }
      of.ifPresent(
          fact -> {
            times.ifPresent(sql -> check("times", sql, fact, mistakes));
            at.ifPresent(sql -> check("at", sql, fact, mistakes));
          });
      InvalidSettings.refuse(mistakes);
    }

    private static void check(String key, String sql, Fact fact, List<Mistake> mistakes) {
      SqlExpression.problems(sql, fact.columns())
          .forEach(problem -> mistakes.add(Mistake.of(ConfigPath.of(key), problem)));
    }
  }
}
