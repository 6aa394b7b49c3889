package vongdoi.segment;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.when;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import vongdoi.common.catalog.Gold;
import vongdoi.common.job.Inputs;
import vongdoi.customer.models.StoredModel;
import vongdoi.segment.uplift.UpliftLearner;
import vongdoi.segment.uplift.UpliftStories;
import vongdoi.segment.uplift.UpliftTraining;
import vongdoi.segment.uplift.UpliftTraining.Verdict;

/**
 * What is known of each play told of its members: by how much a message moves each of them.
 *
 * @param measured the training of each play of which something is known, by segment; not empty
 */
record UpliftScores(SegmentConfig config, Map<String, UpliftTraining> measured) {
  static final StoredModel STORED = new StoredModel("uplift", "segment.uplift");

  /** Rows of gold.uplift_scores: today's members of plays of which something is known. */
  Dataset<Row> of(Inputs inputs) {
    Dataset<Row> members =
        inputs
            .table(Gold.SEGMENT_MEMBERS)
            .where("exited_at is null")
            .where(col("segment").isin(measured.keySet().toArray()))
            .select("segment", "customer_id");
    Map<String, UpliftTraining> personal = new TreeMap<>(measured);
    personal.values().removeIf(t -> t.verdict() != Verdict.PERSONAL);
    Dataset<Row> means =
        members
            .where(not(col("segment").isin(personal.keySet().toArray())))
            .withColumn("uplift", parameter(measured, UpliftTraining.EFFECT))
            .withColumn("story", UpliftStories.of(Map.of(), "0D"));
    Dataset<Row> scored =
        personal.isEmpty()
            ? means
            : means.unionByName(
                personally(
                    inputs,
                    members.where(col("segment").isin(personal.keySet().toArray())),
                    personal));
    Map<String, Verdict> verdicts = new TreeMap<>();
    measured.forEach((segment, t) -> verdicts.put(segment, t.verdict()));
    Map<String, Boolean> decides = new TreeMap<>();
    measured.keySet().forEach(segment -> decides.put(segment, decides(segment, verdicts, config)));
    UpliftTraining any = measured.values().iterator().next();
    return scored.select(
        col("customer_id"),
        col("segment"),
        greatest(lit(-1.0), least(lit(1.0), col("uplift"))).as("uplift"),
        col("segment").isin(personal.keySet().toArray()).as("is_personal"),
        bySegment(decides, is -> is).as("decides"),
        parameter(measured, UpliftTraining.CONVERSION_AMOUNT)
            .cast("decimal(18,2)")
            .as("conversion_amount"),
        expr("if(story.weight > 0, story.en, null)").as("because_en"),
        expr("if(story.weight > 0, story.vi, null)").as("because_vi"),
        lit(any.version()).as("model_version"),
        inputs.date().as("as_of_date"));
  }

  /** The play's mean, and by how much the customer differs from it. */
  private static Dataset<Row> personally(
      Inputs inputs, Dataset<Row> members, Map<String, UpliftTraining> personal) {
    UpliftTraining any = personal.values().iterator().next();
    Dataset<Row> features =
        inputs.table(Gold.FEATURES).where(col("as_of_date").equalTo(inputs.date()));
    Map<String, Map<String, Double>> parameters = new TreeMap<>();
    personal.forEach((segment, t) -> parameters.put(segment, t.parameters()));
    return STORED
        .load(inputs, any.version(), any.sum())
        .transform(members.join(features, new String[] {"customer_id"}, "left"))
        .withColumn(
            "deviation",
            col(UpliftLearner.SCORE).minus(parameter(personal, UpliftTraining.MEAN_SCORE)))
        .withColumn(
            "uplift",
            parameter(personal, UpliftTraining.EFFECT)
                .plus(parameter(personal, UpliftTraining.SLOPE).multiply(col("deviation"))))
        .withColumn("story", UpliftStories.of(parameters, "deviation"))
        .select("segment", "customer_id", "uplift", "story");
  }

  /**
   * Whether the arbiter takes the expected gain of a play for its value. Gains can be held against
   * each other only, so that all marketing plays of the priority must be measured, and it is worth
   * it only where of one of them it is known whom it moves.
   *
   * @param verdicts verdict of each play of which something is known
   */
  static boolean decides(String segment, Map<String, Verdict> verdicts, SegmentConfig config) {
    int priority = config.segments().get(segment).play().orElseThrow().priority();
    Set<String> rivals =
        config.segments().entrySet().stream()
            .filter(e -> e.getValue().play().isPresent() && !e.getValue().isService())
            .filter(e -> e.getValue().play().get().priority() == priority)
            .map(Map.Entry::getKey)
            .collect(Collectors.toCollection(TreeSet::new));
    return verdicts.keySet().containsAll(rivals)
        && rivals.stream().anyMatch(rival -> verdicts.get(rival) == Verdict.PERSONAL);
  }

  private static Column parameter(Map<String, UpliftTraining> of, String name) {
    return bySegment(of, t -> t.parameters().get(name)).cast("double");
  }

  /** The value of the row's own segment. */
  static <T> Column bySegment(Map<String, T> segments, Function<T, Object> value) {
    Column chosen = null;
    for (Map.Entry<String, T> e : segments.entrySet()) {
      Column mine = col("segment").equalTo(e.getKey());
      Column of = lit(value.apply(e.getValue()));
      chosen = chosen == null ? when(mine, of) : chosen.when(mine, of);
    }
    return chosen;
  }
}
