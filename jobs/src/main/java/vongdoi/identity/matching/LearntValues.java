package vongdoi.identity.matching;

import static org.apache.spark.sql.functions.date_format;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.when;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import vongdoi.common.catalog.Silver;
import vongdoi.common.job.Inputs;
import vongdoi.identity.comparing.ShortForms;

/**
 * What these records have shown single values to mean: birth dates that say nothing, and given
 * names that are one.
 *
 * @param defaultDates dates as yyyy-MM-dd, and days of all years as --MM-dd
 */
public record LearntValues(Set<String> defaultDates, ShortForms shortForms)
    implements Serializable {
  private static final String DATE = "default date";
  private static final String NAMES = "short form";

  /** Rows of {@code silver.identity_learnt}. */
  public Dataset<Row> rows(Inputs in) {
    List<Row> rows = new ArrayList<>();
    new TreeSet<>(defaultDates).forEach(date -> rows.add(RowFactory.create(DATE, date)));
    new TreeSet<>(shortForms.pairs()).forEach(pair -> rows.add(RowFactory.create(NAMES, pair)));
    return in.spark().createDataFrame(rows, Silver.IDENTITY_LEARNT.schema());
  }

  /**
   * @param learnt rows of {@code silver.identity_learnt}, of which there are few
   */
  public static LearntValues of(Dataset<Row> learnt) {
    Set<String> dates = new TreeSet<>();
    Set<String> names = new TreeSet<>();
    learnt
        .select("kind", "value")
        .collectAsList()
        .forEach(row -> (row.getString(0).equals(DATE) ? dates : names).add(row.getString(1)));
    return new LearntValues(dates, ShortForms.of(names));
  }

  /** A birth date, or null for one that says nothing. */
  public Column telling(Column birthDate) {
    if (defaultDates.isEmpty()) {
      return birthDate;
    }
    Column isDefault =
        birthDate
            .cast("string")
            .isin(defaultDates.toArray())
            .or(date_format(birthDate, "'--'MM-dd").isin(defaultDates.toArray()));
    return when(not(isDefault), birthDate);
  }

  /** All of it in one text, equal where the same was learnt. */
  public Column text() {
    return lit(new TreeSet<>(defaultDates) + " " + new TreeSet<>(shortForms.pairs()));
  }
}
