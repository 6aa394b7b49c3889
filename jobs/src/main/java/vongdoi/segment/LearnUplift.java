package vongdoi.segment;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.when;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.zip.CRC32;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import vongdoi.common.catalog.Gold;
import vongdoi.common.job.Inputs;
import vongdoi.common.job.Job;
import vongdoi.common.job.Outputs;
import vongdoi.common.table.Table;
import vongdoi.common.table.Write;
import vongdoi.customer.models.StoredModel;
import vongdoi.segment.SegmentConfig.Play;
import vongdoi.segment.uplift.UpliftConfig;
import vongdoi.segment.uplift.UpliftLearner;
import vongdoi.segment.uplift.UpliftLearner.Learnt;
import vongdoi.segment.uplift.UpliftStories;
import vongdoi.segment.uplift.UpliftTraining;
import vongdoi.segment.uplift.UpliftTraining.Groups;
import vongdoi.segment.uplift.UpliftTraining.Told;
import vongdoi.segment.uplift.UpliftTraining.Verdict;

/**
 * Learns of each marketing play whom its message moves, from members whom chance held out, and
 * scores today's members of those plays of which something is known. A play with too few of them,
 * or without an effect, has no scores, and the arbiter goes by the value at stake as before.
 *
 * <p>Features are those of the day on which a message was planned. Learning happens once for a
 * training date; on the days between messages and outcomes are only counted, and where no play has
 * enough customers not even outcomes are looked at.
 */
public final class LearnUplift implements Job {
  private static final StoredModel STORED = new StoredModel("uplift", "segment.uplift");
  private static final long HASH_SPACE = 1_000_000;
  private final SegmentConfig config;
  private final UpliftConfig uplift;
  private final Map<String, Double> heldOut = new TreeMap<>();
  private final Map<String, Play> plays = new TreeMap<>();

  public LearnUplift(SegmentConfig config) {
    this.config = config;
    this.uplift = config.uplift();
    new DrawHoldouts(config)
        .shares()
        .forEach(
            (segment, share) -> {
              if (share > 0) {
                heldOut.put(segment, share);
                plays.put(segment, config.segments().get(segment).play().orElseThrow());
              }
            });
  }

  @Override
  public String name() {
    return "segment.uplift";
  }

  @Override
  public String meaning() {
    return "Learns from those held out whom the message of each play moves, and scores members";
  }

  @Override
  public List<Table> reads() {
    List<Table> tables = new ArrayList<>(List.of(Gold.SEGMENT_MEMBERS, Gold.FEATURES));
    tables.addAll(PlayOutcomes.tables());
    return tables;
  }

  @Override
  public List<Table> remembers() {
    return List.of(Gold.MESSAGES, Gold.MOMENT_MESSAGES);
  }

  @Override
  public List<Write> writes() {
    return List.of(Write.upsert(Gold.UPLIFT_TRAININGS), Write.sync(Gold.UPLIFT_SCORES));
  }

  @Override
  public String settings() {
    Map<String, String> told = new TreeMap<>();
    config
        .segments()
        .forEach(
            (key, segment) ->
                segment
                    .play()
                    .ifPresent(
                        play ->
                            told.put(
                                key,
                                "%s %s %d"
                                    .formatted(
                                        play.kind(), PlayOutcomes.goal(play), play.priority()))));
    return String.join(
        " ",
        uplift.toString(),
        heldOut.toString(),
        told.toString(),
        String.valueOf(config.results().horizonDays()),
        String.valueOf(config.results().confidence()));
  }

  @Override
  public Outputs run(Inputs inputs) {
    boolean nothingSaid = inputs.isEmpty(Gold.MESSAGES) && inputs.isEmpty(Gold.MOMENT_MESSAGES);
    List<Row> rows = new ArrayList<>();
    Outputs outputs = Outputs.none();
    if (!plays.isEmpty() && !nothingSaid) {
      Training training = new Training(inputs);
      if (training.isThere()) {
        rows.addAll(training.own());
      } else {
        rows.addAll(training.rows());
        outputs.and(Gold.UPLIFT_TRAININGS, training.withFormer(rows));
      }
    }
    List<UpliftTraining> known = rows.stream().map(UpliftTraining::of).toList();
    for (Verdict verdict : Verdict.values()) {
      outputs.count(
          "plays_" + verdict.word(), known.stream().filter(t -> t.verdict() == verdict).count());
    }
    Map<String, UpliftTraining> measured = new TreeMap<>();
    known.stream().filter(UpliftTraining::isMeasured).forEach(t -> measured.put(t.segment(), t));
    if (!measured.isEmpty()) {
      outputs.and(Gold.UPLIFT_SCORES, scores(inputs, measured));
    } else if (!inputs.isEmpty(Gold.UPLIFT_SCORES)) {
      outputs.and(Gold.UPLIFT_SCORES, inputs.own(Gold.UPLIFT_SCORES).where(lit(false)));
    }
    return outputs;
  }

  /** What is there to learn from as of the last training date, and what was learnt from it. */
  private final class Training {
    private final Inputs inputs;
    private final LocalDate date;
    private final String version;
    private final Map<String, Groups> groups;
    private final Dataset<Row> outcomes;
    private final List<Row> own;

    Training(Inputs inputs) {
      this.inputs = inputs;
      long every = uplift.trainEveryDays();
      this.date =
          LocalDate.ofEpochDay(Math.floorDiv(inputs.run().date().toEpochDay(), every) * every);
      this.version = "uplift-" + date;
      PlayOutcomes messages =
          new PlayOutcomes(
              plays,
              uplift.windowDays(),
              config.results().horizonDays(),
              inputs.run().on(date),
              inputs);
      Map<String, Groups> counted = counted(messages.units());
      List<String> enough =
          counted.keySet().stream().filter(s -> counted.get(s).hasCustomers(uplift)).toList();
      this.outcomes =
          enough.isEmpty()
              ? null
              : inputs.keep(
                  messages.of(messages.units().where(col("segment").isin(enough.toArray()))));
      if (outcomes != null) {
        counted.putAll(withOutcomes(outcomes));
      }
      this.groups = counted;
      this.own =
          inputs.isEmpty(Gold.UPLIFT_TRAININGS)
              ? List.of()
              : inputs
                  .own(Gold.UPLIFT_TRAININGS)
                  .where(col("version").equalTo(version))
                  .orderBy("model")
                  .collectAsList();
    }

    /** Groups by messages alone. */
    private static Map<String, Groups> counted(Dataset<Row> units) {
      Map<String, Groups> groups = new TreeMap<>();
      units
          .groupBy("segment")
          .agg(
              expr("count_if(not is_control)"),
              expr("count_if(is_control)"),
              expr("bit_xor(xxhash64(segment, unit, is_control, send_after))"))
          .collectAsList()
          .forEach(
              r ->
                  groups.put(
                      r.getString(0),
                      new Groups(r.getLong(1), null, r.getLong(2), null, 0, r.getLong(3))));
      return groups;
    }

    private static Map<String, Groups> withOutcomes(Dataset<Row> outcomes) {
      Map<String, Groups> groups = new TreeMap<>();
      outcomes
          .groupBy("segment")
          .agg(
              expr("count_if(not is_control)"),
              expr("count_if(not is_control and converted)"),
              expr("count_if(is_control)"),
              expr("count_if(is_control and converted)"),
              expr(
                  "coalesce(cast(sum(revenue) filter (where not is_control and converted)"
                      + " as double), 0D)"),
              expr(
                  "bit_xor(xxhash64(segment, unit, told_id, planned_at, value_amount, is_control,"
                      + " converted, revenue))"))
          .collectAsList()
          .forEach(
              r ->
                  groups.put(
                      r.getString(0),
                      new Groups(
                          r.getLong(1),
                          r.getLong(2),
                          r.getLong(3),
                          r.getLong(4),
                          r.getDouble(5),
                          r.getLong(6))));
      return groups;
    }

    List<Row> own() {
      return own;
    }

    /** Whether just this was learnt before. */
    boolean isThere() {
      double checksum = checksum();
      return own.size() == groups.size()
          && own.stream()
              .map(UpliftTraining::of)
              .allMatch(t -> t.parameters().get(UpliftTraining.CHECKSUM) == checksum);
    }

    /** Content of messages and outcomes and the settings as a number that a double holds. */
    private double checksum() {
      CRC32 rules = new CRC32();
      rules.update(settings().getBytes(StandardCharsets.UTF_8));
      long content =
          groups.values().stream().mapToLong(Groups::checksum).reduce(0, (a, b) -> a ^ b);
      return (content ^ rules.getValue()) & ((1L << 52) - 1);
    }

    /** Rows of gold.uplift_trainings; the model is stored where it scores. */
    List<Row> rows() {
      Set<String> learnable = new TreeSet<>();
      groups.forEach(
          (segment, group) -> {
            if (group.suffices(uplift) && group.isAlike(heldOut.get(segment))) {
              learnable.add(segment);
            }
          });
      Optional<UpliftLearner> learner =
          learnable.isEmpty() ? Optional.empty() : Optional.of(learnt(learnable));
      List<Told> told = new ArrayList<>();
      groups.forEach(
          (segment, group) -> {
            Optional<Learnt> learnt = learner.map(l -> l.plays().get(segment));
            told.add(
                new Told(
                    segment,
                    UpliftTraining.verdict(group, heldOut.get(segment), uplift, learnt),
                    group,
                    heldOut.get(segment),
                    learnt,
                    uplift,
                    config.results().confidence()));
          });
      boolean scores = told.stream().anyMatch(t -> t.verdict() == Verdict.PERSONAL);
      String sum = scores ? STORED.save(learner.orElseThrow().model(), inputs, version) : null;
      List<Row> rows =
          told.stream()
              .map(
                  t ->
                      t.row(
                          version,
                          date,
                          config.results().horizonDays(),
                          checksum(),
                          t.verdict() == Verdict.PERSONAL ? sum : null))
              .toList();
      return inputs.spark().createDataFrame(rows, Gold.UPLIFT_TRAININGS.schema()).collectAsList();
    }

    private UpliftLearner learnt(Set<String> learnable) {
      inputs.spark().conf().set("spark.sql.adaptive.enabled", "false");
      return UpliftLearner.of(
          inputs.keep(units(learnable)), uplift, config.results().confidence(), inputs::keep);
    }

    /** Units with the features of the day on which their message was planned. */
    private Dataset<Row> units(Set<String> learnable) {
      long rows = learnable.stream().mapToLong(s -> total(groups.get(s))).sum();
      Dataset<Row> chosen = outcomes.where(col("segment").isin(learnable.toArray()));
      if (rows > uplift.maxTrainingRows()) {
        chosen =
            chosen.where(
                "pmod(xxhash64('sample', customer_id), %d) < %d"
                    .formatted(HASH_SPACE, HASH_SPACE * uplift.maxTrainingRows() / rows));
      }
      Dataset<Row> told =
          chosen
              .withColumn(
                  "as_of_date",
                  expr(
                      "date_sub(to_date(from_utc_timestamp(planned_at, '%s')), 1)"
                          .formatted(inputs.run().zone().getId())))
              .selectExpr(
                  "*",
                  "posexplode(array_distinct(array(told_id, customer_id))) as (place, known_id)")
              .withColumn("unit_id", col("customer_id"))
              .drop("customer_id", "told_id", "planned_at", "revenue");
      // Rows of dates that are computed anew bear the ids of today, the others those of their time.
      return told.join(
              inputs.table(Gold.FEATURES).withColumnRenamed("customer_id", "known_id"),
              new String[] {"as_of_date", "known_id"})
          .withColumn(
              "nearest",
              row_number().over(Window.partitionBy("segment", "unit").orderBy(col("place"))))
          .where("nearest = 1")
          .withColumn("y", expr("if(converted, 1D, 0D)"))
          .withColumn("w", expr("if(is_control, 0D, 1D)"))
          .withColumn("p", of(groups, Groups::shareTreated))
          .withColumn("value", col("value_amount"))
          .withColumn("fold", expr("pmod(xxhash64('fold', unit_id), %d)".formatted(uplift.folds())))
          .repartition(1)
          .sortWithinPartitions("segment", "unit");
    }

    private static long total(Groups group) {
      return group.treated() + group.control();
    }

    /** The rows with the former champions, who step down. */
    Dataset<Row> withFormer(List<Row> rows) {
      Dataset<Row> now = inputs.spark().createDataFrame(rows, Gold.UPLIFT_TRAININGS.schema());
      return inputs.isEmpty(Gold.UPLIFT_TRAININGS)
          ? now
          : now.unionByName(
              inputs
                  .own(Gold.UPLIFT_TRAININGS)
                  .where(col("status").equalTo("champion").and(col("version").notEqual(version)))
                  .withColumn("status", lit("challenger")));
    }
  }

  /** The value of the row's own segment. */
  private static <T> Column of(Map<String, T> segments, Function<T, Object> value) {
    Column chosen = null;
    for (Map.Entry<String, T> e : segments.entrySet()) {
      Column mine = col("segment").equalTo(e.getKey());
      Column of = lit(value.apply(e.getValue()));
      chosen = chosen == null ? when(mine, of) : chosen.when(mine, of);
    }
    return chosen;
  }

  /** Rows of gold.uplift_scores: today's members of plays of which something is known. */
  private Dataset<Row> scores(Inputs inputs, Map<String, UpliftTraining> measured) {
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
    measured.keySet().forEach(segment -> decides.put(segment, decides(segment, verdicts)));
    UpliftTraining any = measured.values().iterator().next();
    return scored.select(
        col("customer_id"),
        col("segment"),
        greatest(lit(-1.0), least(lit(1.0), col("uplift"))).as("uplift"),
        col("segment").isin(personal.keySet().toArray()).as("is_personal"),
        of(decides, is -> is).as("decides"),
        parameter(measured, UpliftTraining.CONVERSION_AMOUNT)
            .cast("decimal(18,2)")
            .as("conversion_amount"),
        expr("if(story.weight > 0, story.en, null)").as("because_en"),
        expr("if(story.weight > 0, story.vi, null)").as("because_vi"),
        lit(any.version()).as("model_version"),
        inputs.date().as("as_of_date"));
  }

  private static Column parameter(Map<String, UpliftTraining> of, String name) {
    return of(of, t -> t.parameters().get(name)).cast("double");
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
   * @param measured verdict of each play of which something is known
   */
  boolean decides(String segment, Map<String, Verdict> measured) {
    int priority = plays.get(segment).priority();
    Set<String> rivals =
        config.segments().entrySet().stream()
            .filter(e -> e.getValue().play().isPresent() && !e.getValue().isService())
            .filter(e -> e.getValue().play().get().priority() == priority)
            .map(Map.Entry::getKey)
            .collect(Collectors.toCollection(TreeSet::new));
    return measured.keySet().containsAll(rivals)
        && rivals.stream().anyMatch(rival -> measured.get(rival) == Verdict.PERSONAL);
  }
}
