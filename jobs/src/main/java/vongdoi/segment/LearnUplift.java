package vongdoi.segment;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.row_number;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.CRC32;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import vongdoi.common.catalog.Gold;
import vongdoi.common.job.Inputs;
import vongdoi.common.job.Job;
import vongdoi.common.job.Outputs;
import vongdoi.common.table.Table;
import vongdoi.common.table.Write;
import vongdoi.segment.SegmentConfig.Play;
import vongdoi.segment.uplift.UpliftConfig;
import vongdoi.segment.uplift.UpliftLearner;
import vongdoi.segment.uplift.UpliftLearner.Learnt;
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
      outputs.and(Gold.UPLIFT_SCORES, new UpliftScores(config, measured).of(inputs));
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
      String sum =
          scores ? UpliftScores.STORED.save(learner.orElseThrow().model(), inputs, version) : null;
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
          .withColumn("p", UpliftScores.bySegment(groups, Groups::shareTreated))
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
}
