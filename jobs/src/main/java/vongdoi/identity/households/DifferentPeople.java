package vongdoi.identity.households;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import vongdoi.identity.comparing.BirthDates;
import vongdoi.identity.comparing.PersonName;

/** Who of some customers on one phone, e-mail or address is surely not another one of them. */
public final class DifferentPeople {
  private DifferentPeople() {}

  /**
   * Rows {@code bond, key, customer_id} of customers who differ from another one by name or by
   * birth date.
   *
   * @param people {@code customer_id, name, birth_date}, as few as a household has members
   */
  public static List<Row> of(String bond, String key, List<Row> people) {
    List<Row> relatives = new ArrayList<>();
    for (Row one : people) {
      if (people.stream().anyMatch(other -> isAnother(one, other))) {
        relatives.add(RowFactory.create(bond, key, one.getString(0)));
      }
    }
    return relatives;
  }

  private static boolean isAnother(Row a, Row b) {
    if (a.getString(0).equals(b.getString(0))) {
      return false;
    }
    BirthDates dates =
        a.isNullAt(2) || b.isNullAt(2) ? null : BirthDates.compare(a.getString(2), b.getString(2));
    PersonName x = PersonName.of(a.getString(1));
    PersonName y = PersonName.of(b.getString(1));
    return dates == BirthDates.DIFFERENT
        || x != null && y != null && !x.isLike(y, dates == BirthDates.EQUAL);
  }
}
