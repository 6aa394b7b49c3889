package vongdoi.lifecycle;

import static org.apache.spark.sql.functions.expr;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import vongdoi.common.job.Inputs;
import vongdoi.lifecycle.JourneyConfig.Fact;
import vongdoi.lifecycle.JourneyConfig.FunnelStage;
import vongdoi.lifecycle.JourneyConfig.Metric;
import vongdoi.lifecycle.JourneyConfig.ScoreModel;

/**
 * What each customer's events add up to. Silver tables hold the counts already, so that one pass
 * over each of them does; no event is read again. Example: 100 points with a half-life of 30 days
 * are 25 points 60 days later.
 */
final class JourneyPoints {
  /** When the customer last gave a sign of a funnel stage. */
  private static final Set<FunnelStage> DATED =
      EnumSet.of(
          FunnelStage.HAPPY_CUSTOMER,
          FunnelStage.CUSTOMER_ADVOCATE,
          FunnelStage.UNHAPPY_CUSTOMER,
          FunnelStage.TERMINATED_CUSTOMER);

  private static final Set<FunnelStage> MOODS =
      EnumSet.of(
          FunnelStage.HAPPY_CUSTOMER, FunnelStage.CUSTOMER_ADVOCATE, FunnelStage.UNHAPPY_CUSTOMER);

  /** Points of one row, exact, so that their sum does not depend on the order of rows. */
  private static final String EXACT = "cast(%s as decimal(24,6))";

  private final JourneyConfig config;
  private final Inputs inputs;

  JourneyPoints(JourneyConfig config, Inputs inputs) {
    this.config = config;
    this.inputs = inputs;
  }

  /** SQL: when the last sign of a funnel stage was given. */
  static String last(FunnelStage stage) {
    return stage.name().toLowerCase(Locale.ROOT) + "_at";
  }

  /** Columns that add up over facts; all others are the greatest of their values. */
  static boolean isSum(String column) {
    return column.endsWith("_points");
  }

  /** Per fact table with events a frame with one row per customer; a column may lack in some. */
  List<Dataset<Row>> all() {
    List<Dataset<Row>> parts = new ArrayList<>();
    for (Fact fact : Fact.values()) {
      Map<String, Metric> counted = new TreeMap<>(config.metrics());
      counted.values().removeIf(m -> m.of().isEmpty() || m.of().get() != fact);
      if (!counted.isEmpty()) {
        parts.add(of(fact, List.copyOf(counted.values())));
      }
    }
    return parts;
  }

  private Dataset<Row> of(Fact fact, List<Metric> metrics) {
    Dataset<Row> rows = inputs.table(fact.table()).where("customer_id is not null");
    if (fact == Fact.ORDERS) {
      rows =
          rows.withColumn(
              "order_number",
              expr(
                  "if(is_valid, count_if(is_valid) over (partition by customer_id order by"
                      + " ordered_at, order_id), null)"));
    }
    rows = rows.withColumn("_end", inputs.end());
    List<String> columns = new ArrayList<>(List.of("customer_id", "_end"));
    for (int i = 0; i < metrics.size(); i++) {
      Metric metric = metrics.get(i);
      String at = metric.at().orElse(fact.at());
      columns.add("(%s) as at_%d".formatted(at, i));
      columns.add(
          "coalesce(cast((%s) as double), 0D) as times_%d".formatted(metric.times().get(), i));
    }
    Dataset<Row> counted = rows.selectExpr(columns.toArray(String[]::new));
    for (int i = 0; i < metrics.size(); i++) {
      counted =
          counted.withColumn("times_" + i, expr("if(at_%1$d < _end, times_%1$d, 0D)".formatted(i)));
    }
    List<Column> sums = sums(metrics);
    return counted
        .groupBy("customer_id")
        .agg(sums.get(0), sums.subList(1, sums.size()).toArray(Column[]::new));
  }

  private List<Column> sums(List<Metric> metrics) {
    List<Column> sums = new ArrayList<>();
    sums.add(sum("reward_points", metrics, m -> true, (m, i) -> m.points() + "D * times_" + i));
    for (ScoreModel model : ScoreModel.values()) {
      if (metrics.stream().anyMatch(m -> m.model() == model)) {
        sums.add(sum(model.column(), metrics, m -> m.model() == model, this::faded));
      }
    }
    for (FunnelStage stage : DATED) {
      String dates = dates(metrics, m -> m.funnelStage() == stage, MOODS.contains(stage));
      sums.add(expr("max(" + dates + ")").as(last(stage)));
    }
    sums.add(
        expr("max(" + dates(metrics, m -> m.model() == ScoreModel.LIFETIME_VALUE, false) + ")")
            .as("purchased_at"));
    sums.add(
        expr("max(" + dates(metrics, m -> m.model() == ScoreModel.PROSPECT, false) + ")")
            .as("intended_at"));
    sums.add(
        expr("max(" + dates(metrics, JourneyPoints::isEngaging, false) + ")").as("engaged_at"));
    sums.add(expr("max(" + reached(metrics) + ")").as("reached"));
    sums.add(expr("coalesce(greatest(0L, " + mostOften(metrics) + "), 0L)").as("most_often"));
    return sums;
  }

  private static boolean isEngaging(Metric metric) {
    return metric.funnelStage() == FunnelStage.ENGAGED_CUSTOMER;
  }

  /** How often the purchase-like event that came most often came. */
  private static String mostOften(List<Metric> metrics) {
    List<String> counts = new ArrayList<>(List.of("0L"));
    for (int i = 0; i < metrics.size(); i++) {
      if (metrics.get(i).model() == ScoreModel.LIFETIME_VALUE) {
        counts.add("cast(sum(cast(times_" + i + " as decimal(18,2))) as bigint)");
      }
    }
    return counts.size() == 1 ? "0L" : "greatest(" + String.join(", ", counts) + ")";
  }

  /** The furthest stage of the customer path: what speaks against us takes nobody further. */
  private static String reached(List<Metric> metrics) {
    List<String> stages = new ArrayList<>(List.of("0", "0"));
    for (int i = 0; i < metrics.size(); i++) {
      if (metrics.get(i).score() >= 0) {
        stages.add(
            "if(times_%d > 0, %d, 0)".formatted(i, metrics.get(i).journeyStage().ordinal() + 1));
      }
    }
    return "greatest(" + String.join(", ", stages) + ")";
  }

  private String dates(List<Metric> metrics, Predicate<Metric> chosen, boolean isMood) {
    String none = "cast(null as timestamp)";
    List<String> dates = new ArrayList<>(List.of(none, none));
    for (int i = 0; i < metrics.size(); i++) {
      if (chosen.test(metrics.get(i))) {
        String recent =
            isMood ? " and at_%d >= _end - interval %d days".formatted(i, config.moodDays()) : "";
        dates.add("if(times_%1$d > 0%2$s, at_%1$d, null)".formatted(i, recent));
      }
    }
    return "greatest(" + String.join(", ", dates) + ")";
  }

  private interface Worth {
    String of(Metric metric, int index);
  }

  private String faded(Metric metric, int index) {
    String worth = metric.score() + "D * times_" + index;
    return config.halfLifeDays() == 0
        ? worth
        : worth
            + " * pow(0.5D, (unix_seconds(_end) - unix_seconds(at_%d)) / 86400D / %sD)"
                .formatted(index, config.halfLifeDays());
  }

  private static Column sum(
      String name, List<Metric> metrics, Predicate<Metric> chosen, Worth worth) {
    List<String> terms = new ArrayList<>();
    for (int i = 0; i < metrics.size(); i++) {
      if (chosen.test(metrics.get(i))) {
        terms.add("if(times_%d = 0, 0D, %s)".formatted(i, worth.of(metrics.get(i), i)));
      }
    }
    String each = terms.stream().map(EXACT::formatted).collect(Collectors.joining(" + "));
    return expr("sum(" + EXACT.formatted(each) + ")").as(name);
  }
}
