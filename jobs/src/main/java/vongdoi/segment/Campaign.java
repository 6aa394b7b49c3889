package vongdoi.segment;

import java.sql.Date;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * A campaign of another system with the whole business days that its measurement looks at: the
 * window from its first message on, and as many days before.
 *
 * @param holdsOut whether its sender held customers out
 * @param untilOn last day that counts, at most the run date
 * @param contacted people who got a message
 * @param redemptions coupons redeemed
 * @param redeemers customers who redeemed them
 */
record Campaign(
    String name,
    boolean holdsOut,
    LocalDate sentOn,
    LocalDate untilOn,
    boolean isOver,
    long contacted,
    long redemptions,
    long redeemers) {

  /** Columns of {@link #dayRows}. */
  static final StructType DAYS =
      new StructType()
          .add("campaign", DataTypes.StringType)
          .add("order_date", DataTypes.DateType)
          .add("is_before", DataTypes.BooleanType);

  /** Columns of {@link #groupRow}. */
  static final StructType GROUPS =
      new StructType()
          .add("campaign", DataTypes.StringType)
          .add("holds_out", DataTypes.BooleanType)
          .add("sent_on", DataTypes.DateType);

  int windowDays() {
    return Math.toIntExact(ChronoUnit.DAYS.between(sentOn, untilOn) + 1);
  }

  LocalDate beforeOn() {
    return sentOn.minusDays(windowDays());
  }

  Stream<Row> dayRows() {
    return beforeOn()
        .datesUntil(untilOn.plusDays(1))
        .map(day -> RowFactory.create(name, Date.valueOf(day), day.isBefore(sentOn)));
  }

  Row groupRow() {
    return RowFactory.create(name, holdsOut, Date.valueOf(sentOn));
  }
}
