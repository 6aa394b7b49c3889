package vongdoi.ingest.check;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.types.DataTypes;
import vongdoi.common.table.TableColumn;
import vongdoi.ingest.values.DateOrder;
import vongdoi.ingest.values.Refused;
import vongdoi.ingest.values.TimeText;

/** Times that cannot be read, lie before 2000 or after their file was written. */
final class TimeGuess implements Guess {
  private static final LocalDate FIRST = LocalDate.of(2000, 1, 1);
  private static final int ALLOWANCE_DAYS = 2;

  /** Ends of plans and cards: they lie ahead. */
  private static final Set<String> OPEN_ENDED =
      Set.of("expires_at", "current_period_end", "card_expires_on", "ended_at", "until_at");

  private static final Pattern TWO_ORDERS =
      Pattern.compile("(\\d{1,2})[-/.](\\d{1,2})[-/.](\\d{4}|\\d{2})\\b.*");

  @Override
  public List<Finding> of(Look look) {
    List<Finding> found = new ArrayList<>();
    for (TableColumn column : look.canonical()) {
      boolean isTime =
          column.dataType().equals(DataTypes.TimestampType)
              || column.dataType().equals(DataTypes.DateType);
      if (isTime && look.fills(column.name())) {
        of(look, column.name()).ifPresent(found::add);
      }
    }
    return found;
  }

  private static Optional<Finding> of(Look look, String column) {
    LocalDate last = lastDay(look, column);
    long refused = look.refused(column);
    List<LocalDate> days = look.values(column).stream().map(TimeGuess::day).toList();
    long early = days.stream().filter(d -> d.isBefore(FIRST)).count();
    long late = days.stream().filter(d -> d.isAfter(last)).count();
    if (refused + early + late == 0) {
      return Optional.empty();
    }
    String problem =
        refused > 0
            ? "%d of %d times cannot be read".formatted(refused, refused + days.size())
            : early > 0
                ? "%d of %d times lie before 2000".formatted(early, days.size())
                : "%d of %d times lie after the file was written".formatted(late, days.size());
    return Optional.of(Finding.doubt(column, problem, mend(look, column, last).orElse(null)));
  }

  private static LocalDate lastDay(Look look, String column) {
    return OPEN_ENDED.contains(column)
        ? LocalDate.MAX
        : look.landed().atZone(ZoneOffset.UTC).toLocalDate().plusDays(ALLOWANCE_DAYS);
  }

  private static LocalDate day(String timestamp) {
    return LocalDate.parse(timestamp.substring(0, 10));
  }

  /** The other order of day and month, else the raw column as it stands, else a pattern. */
  private static Optional<String> mend(Look look, String column, LocalDate last) {
    Optional<String> name = look.onlyRaw(column);
    List<String> raw = name.map(look::raw).orElse(List.of());
    if (raw.isEmpty()) {
      return Optional.empty();
    }
    boolean isPlain = isAlone(look, column, name.get());
    Optional<String> order = isPlain ? order(raw, last) : Optional.empty();
    if (order.isPresent()) {
      return order.map(o -> look.mend().setting("date-order", o));
    }
    if (!isPlain && readsPlainly(look, raw, last)) {
      return Optional.of(look.mend().columnTo(column, name.get()));
    }
    return TimePatterns.of(raw, FIRST, last)
        .map(
            pattern ->
                look.mend()
                    .column(
                        column,
                        "to_timestamp(trim(%s), '%s')"
                            .formatted(Mend.quoted(name.get()), pattern.replace("'", "\\'"))));
  }

  /** Whether the ingest reads all texts by itself as days that can be true. */
  private static boolean readsPlainly(Look look, List<String> raw, LocalDate last) {
    DateOrder order = look.source().dateOrder().orElse(DateOrder.of(look.country()));
    TimeText times = new TimeText(ZoneOffset.UTC, order);
    try {
      return raw.stream()
          .map(times::day)
          .allMatch(day -> day != null && !day.isBefore(FIRST) && !day.isAfter(last));
    } catch (Refused e) {
      return false;
    }
  }

  private static boolean isAlone(Look look, String column, String raw) {
    return look.expression(column).strip().replace("`", "").equalsIgnoreCase(raw);
  }

  /** The order in which all dates can be read; empty where both or none can be. */
  private static Optional<String> order(List<String> raw, LocalDate last) {
    boolean dayFirst = !raw.isEmpty();
    boolean monthFirst = !raw.isEmpty();
    for (String text : raw) {
      Matcher date = TWO_ORDERS.matcher(text);
      if (!date.matches()) {
        return Optional.empty();
      }
      int a = Integer.parseInt(date.group(1));
      int b = Integer.parseInt(date.group(2));
      int year = Integer.parseInt(date.group(3)) + (date.group(3).length() == 2 ? 2000 : 0);
      dayFirst &= isDay(year, b, a, last);
      monthFirst &= isDay(year, a, b, last);
    }
    return dayFirst == monthFirst
        ? Optional.empty()
        : Optional.of(dayFirst ? "day-first" : "month-first");
  }

  private static boolean isDay(int year, int month, int day, LocalDate last) {
    return month >= 1
        && month <= 12
        && day >= 1
        && day <= LocalDate.of(year, month, 1).lengthOfMonth()
        && !LocalDate.of(year, month, day).isAfter(last);
  }
}
