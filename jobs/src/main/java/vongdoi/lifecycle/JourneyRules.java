package vongdoi.lifecycle;

import static org.apache.spark.sql.functions.expr;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import vongdoi.lifecycle.JourneyConfig.FunnelStage;
import vongdoi.lifecycle.JourneyConfig.JourneyStage;
import vongdoi.lifecycle.JourneyConfig.ScoreModel;

/**
 * Funnel stage, customer path and scores of each customer from what the events add up to. LEO CDP's
 * order of stages is kept where it works; docs/lifecycle.md says what was mended and why.
 */
final class JourneyRules {
  /** A neutral voice counts so much less than a positive one. */
  private static final String NEUTRAL = "1.42D";

  private static final Map<String, String> SURVEYS =
      Map.of("cfs", "review", "ces", "ces", "csat", "csat", "nps", "nps");

  private static final List<String> MOODS = List.of("positive", "neutral", "negative");

  private static final String NEVER = "timestamp'0001-01-01 00:00:00'";

  private final JourneyConfig config;

  JourneyRules(JourneyConfig config) {
    this.config = config;
  }

  /** One row per customer who answered: counts by mood of each kind of survey. */
  static Dataset<Row> voices(Dataset<Row> feedback) {
    String[] counts =
        SURVEYS.entrySet().stream()
            .flatMap(
                survey ->
                    MOODS.stream()
                        .map(
                            mood ->
                                "count_if(kind = '%s' and sentiment = '%s') as %s_%s_count"
                                    .formatted(survey.getValue(), mood, survey.getKey(), mood)))
            .sorted()
            .toArray(String[]::new);
    Column[] columns = Arrays.stream(counts).map(functions::expr).toArray(Column[]::new);
    return feedback
        .where("customer_id is not null")
        .groupBy("customer_id")
        .agg(columns[0], Arrays.copyOfRange(columns, 1, columns.length));
  }

  /**
   * Adds the columns of gold.journey_scores but those of RFM and advocacy.
   *
   * @param folded one row per customer: the profile, the sums of {@link JourneyPoints} and {@link
   *     #voices}, null where there is nothing
   */
  Dataset<Row> of(Dataset<Row> folded) {
    Map<String, Column> known = new LinkedHashMap<>();
    for (ScoreModel model : ScoreModel.values()) {
      boolean isCounted = List.of(folded.columns()).contains(model.column());
      known.put(model.column(), expr(isCounted ? orZero(model.column()) : "0"));
    }
    known.put("reward_points", expr(orZero("reward_points")));
    known.put("is_customer", expr("purchased_at is not null"));
    known.put("transaction_amount", expr("total_amount"));
    for (String survey : SURVEYS.keySet().stream().sorted().toList()) {
      for (String mood : MOODS) {
        String column = survey + "_" + mood + "_count";
        known.put(column, expr("coalesce(" + column + ", 0L)"));
      }
    }
    return folded
        .withColumns(known)
        .withColumns(scores())
        .withColumn("funnel_stage_index", expr(funnelStage()))
        .withColumns(stages());
  }

  private Map<String, Column> scores() {
    String further = "lifetime_value_points + feedback_points + effort_points";
    String isProspect = "prospect_points > " + config.prospectAbove();
    Map<String, Column> scores = new LinkedHashMap<>();
    scores.put("is_prospect", expr(isProspect));
    scores.put("loyalty_score", score("loyalty_points + reward_points"));
    scores.put(
        "engagement_score",
        score(
            "engagement_points + promoter_points + satisfaction_points + loyalty_points"
                + " + reward_points + if(is_customer, "
                + further
                + ", 0)"));
    scores.put(
        "prospect_score",
        score("prospect_points + if(not is_customer and " + isProspect + ", " + further + ", 0)"));
    scores.put(
        "lead_score",
        score("lead_points + if(is_customer or " + isProspect + ", 0, " + further + ")"));
    scores.put("data_quality_score", score("data_quality_points + 100 * completeness_score"));
    for (ScoreModel own :
        List.of(
            ScoreModel.ACQUISITION,
            ScoreModel.LIFETIME_VALUE,
            ScoreModel.EFFORT,
            ScoreModel.SATISFACTION,
            ScoreModel.FEEDBACK,
            ScoreModel.PROMOTER,
            ScoreModel.DETRACTOR)) {
      scores.put(own.column().replace("_points", "_score"), score(own.column()));
    }
    for (String survey : SURVEYS.keySet().stream().sorted().toList()) {
      scores.put(
          survey + "_sentiment",
          expr(
              ("%1$s_positive_count + cast(ceil(%1$s_neutral_count / %2$s) as bigint)"
                      + " - %1$s_negative_count")
                  .formatted(survey, NEUTRAL)));
    }
    return scores;
  }

  private Map<String, Column> stages() {
    String values =
        config.stageScores().stream().map(String::valueOf).collect(Collectors.joining(", "));
    return Map.of(
        "funnel_stage", expr(word(FunnelStage.words(), "funnel_stage_index")),
        "journey_score", expr("array(" + values + ")[funnel_stage_index - 1]"),
        "journey_stage", expr(word(JourneyStage.words(), "greatest(1, coalesce(reached, 1))")));
  }

  private String funnelStage() {
    String positive =
        "coalesce(greatest(%s, %s), %s)"
            .formatted(at(FunnelStage.HAPPY_CUSTOMER), at(FunnelStage.CUSTOMER_ADVOCATE), NEVER);
    return "case when is_customer and not is_subscribed and %s > purchased_at then %d"
            .formatted(at(FunnelStage.TERMINATED_CUSTOMER), FunnelStage.TERMINATED_CUSTOMER.index())
        + " when is_customer and %s >= %s then %d"
            .formatted(
                at(FunnelStage.UNHAPPY_CUSTOMER), positive, FunnelStage.UNHAPPY_CUSTOMER.index())
        + " when is_customer and %s is not null then %d"
            .formatted(at(FunnelStage.CUSTOMER_ADVOCATE), FunnelStage.CUSTOMER_ADVOCATE.index())
        + " when is_customer and %s is not null then %d"
            .formatted(at(FunnelStage.HAPPY_CUSTOMER), FunnelStage.HAPPY_CUSTOMER.index())
        + " when is_customer and (most_often > 1 or engaged_at is not null) then %d"
            .formatted(FunnelStage.ENGAGED_CUSTOMER.index())
        + " when is_customer then %d".formatted(FunnelStage.NEW_CUSTOMER.index())
        + " when is_prospect then %d".formatted(FunnelStage.PROSPECT.index())
        + " when has_contact then %d".formatted(FunnelStage.LEAD.index())
        + " when sessions_count > 1 and lead_score > %s then %d else %d end"
            .formatted(
                config.returningAbove(),
                FunnelStage.RETURNING_VISITOR.index(),
                FunnelStage.NEW_VISITOR.index());
  }

  private static String at(FunnelStage stage) {
    return JourneyPoints.last(stage);
  }

  private static String word(List<String> words, String index) {
    return "array('%s')[%s - 1]".formatted(String.join("', '", words), index);
  }

  private static String orZero(String column) {
    return "coalesce(" + column + ", 0)";
  }

  private static Column score(String sum) {
    return expr("cast(round(" + sum + ", 2) as double)");
  }
}
