package vongdoi.identity.blocking;

import java.io.Serializable;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import vongdoi.identity.comparing.Field;
import vongdoi.identity.comparing.Profile;
import vongdoi.identity.comparing.Soundex;

/**
 * Birth dates that forms and tills put in where nobody gave one, told by their peaks: far more
 * people bear such a date, or such a day of all years, than are born on one. They say nothing.
 * Which ones a shop has is learnt from its records.
 */
final class DefaultDates implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Of a date about one person in 25,000 bears each, of a day of the year one in 365. */
  private static final double SHARE_OF_A_DATE = 0.01;

  private static final double SHARE_OF_A_DAY = 0.025;

  /** So many unlike family names tell a peak from one person's many records. */
  private static final int FEWEST_OF_A_DATE = 5;

  private static final int FEWEST_OF_A_DAY = 8;

  private final int birthDate;
  private final TreeSet<Integer> codes = new TreeSet<>();

  private DefaultDates(List<Field> fields) {
    birthDate = column(fields, "birth_date");
  }

  /** The ones that {@link #codes} told. */
  static DefaultDates of(List<Field> fields, int[] codes) {
    DefaultDates dates = new DefaultDates(fields);
    for (int code : codes) {
      dates.codes.add(code);
    }
    return dates;
  }

  /** The ones of some records drawn at random: dates first, then days among the other dates. */
  static DefaultDates of(List<Field> fields, List<Profile> sample) {
    DefaultDates dates = new DefaultDates(fields);
    dates.learn(fields, sample, 0, SHARE_OF_A_DATE, FEWEST_OF_A_DATE);
    dates.learn(fields, sample, 1, SHARE_OF_A_DAY, FEWEST_OF_A_DAY);
    return dates;
  }

  private void learn(
      List<Field> fields, List<Profile> sample, int which, double share, int fewest) {
    int family = column(fields, "family_name");
    int given = column(fields, "given_name");
    Map<Integer, Set<String>> bearers = new HashMap<>();
    int dated = 0;
    for (Profile raw : sample) {
      Profile profile = without(raw);
      String date = profile.value(birthDate);
      String name = profile.value(family) == null ? profile.value(given) : profile.value(family);
      if (date != null && name != null && date.length() == 10) {
        dated++;
        bearers.computeIfAbsent(codes(date)[which], c -> new HashSet<>()).add(Soundex.of(name));
      }
    }
    double least = Math.max(share * dated, fewest);
    bearers.forEach(
        (code, names) -> {
          if (names.size() >= least) {
            codes.add(code);
          }
        });
  }

  /** A date as a number, and its day of any year. */
  private static int[] codes(String date) {
    if (date.length() != 10) {
      return new int[0];
    }
    int day = Integer.parseInt(date, 5, 7, 10) * 100 + Integer.parseInt(date, 8, 10, 10);
    return new int[] {Integer.parseInt(date, 0, 4, 10) * 10_000 + day, day};
  }

  private static int column(List<Field> fields, String name) {
    return fields.stream().map(Field::column).toList().indexOf(name);
  }

  /** To be kept with a model. */
  int[] codes() {
    return codes.stream().mapToInt(Integer::intValue).toArray();
  }

  /** Dates as yyyy-MM-dd, days of all years as --MM-dd. */
  List<String> texts() {
    return codes.stream()
        .map(
            code -> {
              String day = String.format(Locale.ROOT, "%02d-%02d", code / 100 % 100, code % 100);
              return code < 10_000
                  ? "--" + day
                  : String.format(Locale.ROOT, "%04d-%s", code / 10_000, day);
            })
        .toList();
  }

  /** The profile without a birth date that says nothing. */
  Profile without(Profile profile) {
    String date = codes.isEmpty() ? null : profile.value(birthDate);
    if (date == null) {
      return profile;
    }
    for (int code : codes(date)) {
      if (codes.contains(code)) {
        return profile.withoutValue(birthDate);
      }
    }
    return profile;
  }
}
