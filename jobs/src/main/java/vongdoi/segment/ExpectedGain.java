package vongdoi.segment;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;

/**
 * What a message is expected to bring: by how much it changes the chance of the goal, times what is
 * at stake, less its cost. Example: 0.04 more of an order worth 300,000 by a message of 500 is
 * 11,500.
 *
 * <p>Where it is known whom a play moves, the arbiter takes it for the value at stake; else it is
 * told only.
 */
final class ExpectedGain {
  /** Column that the arbiter orders by among equal priorities. */
  static final String STAKE = "stake";

  /** Columns of candidates. */
  static final String COLUMNS =
      "uplift, expected_gain_amount, gain_reason_en, gain_reason_vi, " + STAKE;

  /** Column of members: what is known of the effect on them; null: nothing. */
  static final String KNOWN = "effect";

  private static final String TYPE =
      "struct<uplift double, is_personal boolean, decides boolean,"
          + " conversion_amount decimal(18,2), because_en string, because_vi string>";

  private ExpectedGain() {}

  /**
   * Members with what is known of the effect on them.
   *
   * @param members {@code customer_id, _segment}
   * @param scores gold.uplift_scores
   */
  static Dataset<Row> known(Dataset<Row> members, Dataset<Row> scores) {
    return members.join(
        scores.selectExpr(
            "customer_id",
            "segment as _segment",
            "struct(uplift, is_personal, decides, conversion_amount, because_en, because_vi) as "
                + KNOWN),
        new String[] {"customer_id", "_segment"},
        "left");
  }

  /** Members of whom nothing is known. */
  static Dataset<Row> unknown(Dataset<Row> members) {
    return members.withColumn(KNOWN, lit(null).cast(TYPE));
  }

  /**
   * Candidates with {@link #COLUMNS}.
   *
   * @param candidates {@code effect, value_amount, cost} and {@code goal}
   */
  static Dataset<Row> of(Dataset<Row> candidates) {
    return candidates
        .withColumn("worth", expr("coalesce(value_amount, effect.conversion_amount)"))
        .withColumn("uplift", col("effect.uplift"))
        .withColumn("expected_gain_amount", expr("cast(uplift * worth - cost as decimal(18,2))"))
        .withColumn(
            STAKE,
            expr("if(effect.decides, coalesce(expected_gain_amount, value_amount), value_amount)"))
        .withColumn("gain_reason_en", english())
        .withColumn("gain_reason_vi", vietnamese())
        .drop(KNOWN, "worth", "cost", "goal");
  }

  private static Column english() {
    return expr(
        "concat(format_number(abs(100 * uplift), 1), if(uplift < 0, ' fewer', ' more'), ' of 100 ',"
            + " if(effect.is_personal, 'such customers', 'members'), ' will ',"
            + " case goal when 'order' then 'order' when 'payment' then 'pay' else 'renew' end,"
            + " ' because of it', coalesce(concat(' (', effect.because_en, ')'), ''),"
            + " coalesce(concat('; worth ', format_number(worth, 0), ' each'), ''),"
            + " if(cost > 0, concat('; the message costs ', format_number(cost, 0)), ''))");
  }

  private static Column vietnamese() {
    return expr(
        "concat(if(uplift < 0, 'bớt ', 'thêm '), "
            + vietnamese("abs(100 * uplift), 1")
            + ", ' trong 100 ', if(effect.is_personal, 'khách như vậy', 'thành viên'), ' sẽ ',"
            + " case goal when 'order' then 'mua' when 'payment' then 'thanh toán'"
            + " else 'gia hạn' end, ' nhờ tin này',"
            + " coalesce(concat(' (', effect.because_vi, ')'), ''),"
            + " coalesce(concat('; mỗi khách đáng giá ', "
            + vietnamese("worth, 0")
            + "), ''), if(cost > 0, concat('; chi phí tin ', "
            + vietnamese("cost, 0")
            + "), ''))");
  }

  /** SQL: a number with a point between thousands and a comma before decimals. */
  private static String vietnamese(String numberAndDigits) {
    return "translate(format_number(" + numberAndDigits + "), ',.', '.,')";
  }

  /**
   * Decided messages with {@code gain_rank}: the largest expected gain first, among those marketing
   * messages of a customer that nothing but competition and the control group stands against.
   */
  static Dataset<Row> ranked(Dataset<Row> decided) {
    Column counts =
        expr(
            "not is_service and expected_gain_amount is not null"
                + " and coalesce(suppressed_reason, 'control') in ('control', 'lower-priority')");
    return decided
        .withColumn("counts", counts)
        .withColumn(
            "gain_rank",
            when(
                col("counts"),
                row_number()
                    .over(
                        Window.partitionBy("customer_id")
                            .orderBy(
                                col("counts").desc(),
                                col("expected_gain_amount").desc(),
                                col("segment").asc(),
                                col("matter").asc()))))
        .drop("counts");
  }

  /** The same where no gain is known. */
  static Dataset<Row> unranked(Dataset<Row> decided) {
    return decided.withColumn("gain_rank", lit(null).cast("int"));
  }
}
