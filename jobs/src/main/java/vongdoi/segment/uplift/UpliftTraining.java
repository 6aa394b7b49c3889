package vongdoi.segment.uplift;

import java.sql.Date;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import scala.jdk.javaapi.CollectionConverters;
import vongdoi.customer.models.InBothLanguages;
import vongdoi.segment.uplift.Qini.Interval;
import vongdoi.segment.uplift.UpliftLearner.Learnt;

/**
 * What is known of a play's effect as of a date: a row of {@code gold.uplift_trainings}.
 *
 * @param version of the training
 * @param parameters what scores are made of: {@link #EFFECT}, {@link #SLOPE}, {@link #MEAN_SCORE},
 *     {@link #CONVERSION_AMOUNT}, and coefficients and means of the linear half
 * @param sum of the stored model's files; null: none is stored
 */
public record UpliftTraining(
    String segment, Verdict verdict, String version, Map<String, Double> parameters, String sum) {
  public static final String EFFECT = "effect";
  public static final String SLOPE = "slope";
  public static final String MEAN_SCORE = "mean_score";
  public static final String CONVERSION_AMOUNT = "conversion_amount";
  public static final String CHECKSUM = "checksum";

  /** Standard errors of a share held out beyond which chance does not explain it. */
  private static final double UNLIKELY = 4;

  /** How much can be said of a play. */
  public enum Verdict {
    /** Whom it moves is known better than the value at stake tells it. */
    PERSONAL,
    /** What it brings on average is known, and stands for all. */
    MEAN,
    /** No effect was seen. */
    NONE,
    /** Too few customers or conversions. */
    THIN,
    /** Chance does not explain the share held out. */
    UNLIKE;

    /** As tables say it. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Members of a play who got its message or were held out.
   *
   * @param treatedConverted of the treated, those who reached the goal; null: not looked at
   * @param spent by those, within the horizon
   * @param checksum of the rows counted
   */
  public record Groups(
      long treated,
      Long treatedConverted,
      long control,
      Long controlConverted,
      double spent,
      long checksum) {

    public boolean hasCustomers(UpliftConfig config) {
      return Math.min(treated, control) >= config.minCustomers();
    }

    /** Whether there are enough of them who reached the goal. */
    public boolean suffices(UpliftConfig config) {
      return hasCustomers(config)
          && treatedConverted != null
          && Math.min(treatedConverted, controlConverted) >= config.minConversions();
    }

    public double shareTreated() {
      return (double) treated / (treated + control);
    }

    /** Whether chance explains that not exactly the configured share is held out. */
    public boolean isAlike(double heldOut) {
      long n = treated + control;
      double error = Math.sqrt(heldOut * (1 - heldOut) / n);
      return Math.abs(1 - shareTreated() - heldOut) <= UNLIKELY * error;
    }
  }

  public boolean isMeasured() {
    return verdict == Verdict.PERSONAL || verdict == Verdict.MEAN;
  }

  /** Of a row of the table. */
  public static UpliftTraining of(Row row) {
    return new UpliftTraining(
        row.getAs("segment"),
        Verdict.valueOf(row.<String>getAs("verdict").toUpperCase(Locale.ROOT)),
        row.getAs("version"),
        new TreeMap<>(row.getJavaMap(row.fieldIndex("parameters"))),
        row.getAs("content_sha256"));
  }

  /** What a play's groups, and what was learnt from them, come to. */
  public static Verdict verdict(
      Groups groups, double heldOut, UpliftConfig config, Optional<Learnt> learnt) {
    if (groups.suffices(config) && !groups.isAlike(heldOut)) {
      return Verdict.UNLIKE;
    }
    if (!groups.suffices(config) || learnt.isEmpty()) {
      return Verdict.THIN;
    }
    Qini qini = learnt.get().qini();
    if (qini.area().low() > 0 && qini.gain().low() > 0) {
      return Verdict.PERSONAL;
    }
    return qini.effect().low() > 0 || qini.effect().high() < 0 ? Verdict.MEAN : Verdict.NONE;
  }

  /**
   * A training as it is told.
   *
   * @param heldOut share that the settings hold out
   */
  public record Told(
      String segment,
      Verdict verdict,
      Groups groups,
      double heldOut,
      Optional<Learnt> learnt,
      UpliftConfig config,
      double confidence) {

    /** A row of gold.uplift_trainings. */
    public Row row(
        String version, LocalDate trainedOn, int horizonDays, double checksum, String sum) {
      Optional<Qini> qini = learnt.map(Learnt::qini);
      InBothLanguages reason = reason();
      return RowFactory.create(
          "uplift:" + segment,
          version,
          verdict == Verdict.PERSONAL ? "champion" : "rejected",
          Date.valueOf(trainedOn),
          horizonDays,
          qini.map(q -> UpliftLearner.ALGORITHM).orElse(null),
          groups.treated() + groups.control(),
          CollectionConverters.asScala(parameters(checksum)),
          CollectionConverters.asScala(metrics()),
          reason.en(),
          reason.vi(),
          sum,
          segment,
          verdict.word(),
          groups.treated(),
          groups.treatedConverted(),
          groups.control(),
          groups.controlConverted(),
          qini.map(q -> q.area().mean()).orElse(null),
          qini.map(q -> q.area().low()).orElse(null),
          qini.map(q -> q.area().high()).orElse(null),
          confidence);
    }

    private Map<String, Double> parameters(double checksum) {
      Map<String, Double> parameters = new TreeMap<>();
      parameters.put(CHECKSUM, checksum);
      learnt.ifPresent(
          known -> {
            parameters.putAll(known.coefficients());
            parameters.put(EFFECT, known.qini().effect().mean());
            parameters.put(SLOPE, verdict == Verdict.PERSONAL ? known.qini().slope() : 0);
            parameters.put(MEAN_SCORE, known.qini().meanScore());
            if (groups.treatedConverted() > 0) {
              parameters.put(CONVERSION_AMOUNT, groups.spent() / groups.treatedConverted());
            }
          });
      return parameters;
    }

    private Map<String, Double> metrics() {
      Map<String, Double> metrics = new TreeMap<>();
      learnt.ifPresent(
          known -> {
            put(metrics, "effect", known.qini().effect());
            put(metrics, "qini", known.qini().area());
            put(metrics, "plain_qini", known.qini().plain());
            put(metrics, "qini_gain", known.qini().gain());
          });
      return metrics;
    }

    private static void put(Map<String, Double> metrics, String name, Interval interval) {
      metrics.put(name, interval.mean());
      metrics.put(name + "_low", interval.low());
      metrics.put(name + "_high", interval.high());
    }

    private InBothLanguages reason() {
      return switch (verdict) {
        case PERSONAL ->
            InBothLanguages.formatted(
                "It is known whom the message moves: Qini %s, %s more than by the value at stake",
                "Biết được tin nhắn tác động đến ai: Qini %s, hơn cách xếp theo giá trị %s",
                qini(),
                gain());
        case MEAN ->
            InBothLanguages.formatted(
                "The message brings %s of 100 members to the goal; whom it moves is not known better than by the value at stake (Qini %s, gain %s), so the mean stands for all",
                "Tin nhắn đưa thêm %s trong 100 thành viên đến mục tiêu; chưa biết ai chịu tác động rõ hơn cách xếp theo giá trị (Qini %s, hơn %s), nên lấy mức trung bình cho mọi người",
                effect(),
                qini(),
                gain());
        case NONE ->
            InBothLanguages.formatted(
                "No effect seen: %s of 100 members, Qini %s. What it would bring is left open",
                "Không thấy hiệu quả: %s trong 100 thành viên, Qini %s. Để ngỏ phần lợi kỳ vọng",
                effect(),
                qini());
        case THIN -> thin();
        case UNLIKE ->
            InBothLanguages.formatted(
                "Not judged: %.1f %% were held out, not %.1f %%, which chance does not explain, so the groups may not be alike. Where segment.holdout.share or control-share was changed, it is judged again when the messages from before are older than segment.uplift.window-days",
                "Không xét: nhóm đối chứng chiếm %.1f %% thay vì %.1f %%, ngẫu nhiên không giải thích được, nên hai nhóm có thể không giống nhau. Nếu segment.holdout.share hoặc control-share đã đổi, sẽ xét lại khi các tin cũ ra khỏi segment.uplift.window-days",
                100 * (1 - groups.shareTreated()),
                100 * heldOut);
      };
    }

    private InBothLanguages thin() {
      String en = counts("%d got it%s, %d were held out%s", ", %d of them reached the goal");
      String vi = counts("%d khách nhận tin%s, %d khách đối chứng%s", " (%d đạt mục tiêu)");
      return new InBothLanguages("Too few to tell: " + en, "Quá ít để kết luận: " + vi)
          .then(
              InBothLanguages.formatted(
                  ". It takes %d customers and %d who reached the goal in either group",
                  ". Mỗi nhóm cần %d khách và %d khách đạt mục tiêu",
                  config.minCustomers(),
                  config.minConversions()));
    }

    private String counts(String text, String reached) {
      return text.formatted(
          groups.treated(),
          groups.treatedConverted() == null ? "" : reached.formatted(groups.treatedConverted()),
          groups.control(),
          groups.controlConverted() == null ? "" : reached.formatted(groups.controlConverted()));
    }

    private String qini() {
      return interval(learnt.orElseThrow().qini().area(), 1, 4);
    }

    private String gain() {
      return interval(learnt.orElseThrow().qini().gain(), 1, 4);
    }

    private String effect() {
      return interval(learnt.orElseThrow().qini().effect(), 100, 1);
    }

    private static String interval(Interval of, double times, int digits) {
      String number = "%." + digits + "f";
      return (number + " (" + number + " … " + number + ")")
          .formatted(times * of.mean(), times * of.low(), times * of.high());
    }
  }
}
