package vongdoi.feature;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;

import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import vongdoi.common.catalog.Gold;
import vongdoi.common.catalog.Silver;
import vongdoi.common.job.Inputs;
import vongdoi.common.job.Job;
import vongdoi.common.job.Outputs;
import vongdoi.common.table.Table;
import vongdoi.common.table.Write;
import vongdoi.models.season.BusinessClock;
import vongdoi.models.season.SeasonRegression;
import vongdoi.models.season.SeasonalIndex;

/**
 * Learns how the pace of the business hangs on the calendar, as known at each date that features
 * are computed of: from the number of persons who ordered on each day up to then, and nothing after
 * it. Where no season shows there are no rows, and the calendar's own time holds.
 */
public final class LearnSeason implements Job {
  /** Days looked back: four years hold four of each holiday. */
  private static final int MOST_DAYS = 1461;

  /** Days foretold. */
  private static final int AHEAD = 731;

  private final FeatureConfig config;

  public LearnSeason(FeatureConfig config) {
    this.config = config;
  }

  @Override
  public String name() {
    return "feature.season";
  }

  @Override
  public String meaning() {
    return "Learns how busy days are by the calendar and its holidays";
  }

  @Override
  public List<Table> reads() {
    return List.of(Silver.ORDERS, Gold.FEATURES);
  }

  @Override
  public List<Write> writes() {
    return List.of(Write.replace(Gold.SEASON));
  }

  @Override
  public String settings() {
    return config.toString();
  }

  @Override
  public Outputs run(Inputs inputs) {
    List<Row> days = days(inputs).collectAsList();
    List<Row> rows = new ArrayList<>();
    for (LocalDate asOf : new AsOfDates(inputs.run(), config).dates()) {
      rows.addAll(index(days, asOf, inputs.run().country()));
    }
    return Outputs.of(Gold.SEASON, inputs.spark().createDataFrame(rows, Gold.SEASON.schema()));
  }

  /** Days with the number of persons who ordered. */
  private static Dataset<Row> days(Inputs inputs) {
    Dataset<Row> persons =
        inputs
            .table(Gold.FEATURES)
            .where(col("as_of_date").equalTo(inputs.date()))
            .where("is_buyer and customer_class = 'person'")
            .select("customer_id");
    return inputs
        .table(Silver.ORDERS)
        .where("is_valid")
        .where(col("order_date").leq(inputs.date()))
        .where(expr("order_date > date'" + inputs.run().date().minusDays(MOST_DAYS) + "'"))
        .join(persons, new String[] {"customer_id"}, "left_semi")
        .groupBy("order_date")
        .agg(expr("cast(count(distinct customer_id) as double) as buyers"))
        .orderBy("order_date");
  }

  private static List<Row> index(List<Row> days, LocalDate asOf, String country) {
    if (days.isEmpty() || days.get(0).getDate(0).toLocalDate().isAfter(asOf)) {
      return List.of();
    }
    LocalDate first = days.get(0).getDate(0).toLocalDate();
    double[] buyers = new double[(int) (asOf.toEpochDay() - first.toEpochDay()) + 1];
    for (Row day : days) {
      long at = day.getDate(0).toLocalDate().toEpochDay() - first.toEpochDay();
      if (at < buyers.length) {
        buyers[(int) at] = day.getDouble(1);
      }
    }
    SeasonalIndex index = SeasonRegression.fit(country, first, buyers);
    BusinessClock clock = index.clock(first, buyers.length + AHEAD);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < clock.until().length; i++) {
      LocalDate day = first.plusDays(i);
      rows.add(
          RowFactory.create(
              Date.valueOf(asOf),
              Date.valueOf(day),
              index.of(day),
              clock.until()[i],
              index.holidays(day)));
    }
    return rows;
  }
}
