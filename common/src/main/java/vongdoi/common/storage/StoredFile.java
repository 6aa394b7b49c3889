package vongdoi.common.storage;

import java.io.Serializable;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file as the store lists it.
 *
 * @param path URI
 * @param size bytes
 * @param version what tells two contents under one name apart: the ETag where the store gives one,
 *     else length and modification time
 * @param modifiedMillis when the store says that it was written, as milliseconds since 1970
 */
public record StoredFile(String path, long size, String version, long modifiedMillis)
    implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final long MILLIS_A_DAY = 86_400_000L;
  private static final Pattern DATED_NAME =
      Pattern.compile("(?:^|.*\\D)(20\\d{2})-?(\\d{2})-?(\\d{2})(?:\\D.*|$)");

  /**
   * When it landed, as milliseconds since 1970: the day that its name or folder bears, else when
   * the store says that it was written. Of two files that say nothing of when their rows were made,
   * the later one holds.
   */
  public long landedMillis() {
    String[] names = path.split("/");
    for (int i = names.length - 1; i >= 0; i--) {
      Optional<LocalDate> day = DatedFolder.day(names[i]);
      if (day.isEmpty() && i == names.length - 1) {
        day = dated(names[i]);
      }
      if (day.isPresent()) {
        return day.get().toEpochDay() * MILLIS_A_DAY;
      }
    }
    return modifiedMillis;
  }

  /** The UTC day on which it landed. */
  public LocalDate landedDay() {
    return LocalDate.ofEpochDay(Math.floorDiv(landedMillis(), MILLIS_A_DAY));
  }

  private static Optional<LocalDate> dated(String name) {
    Matcher matcher = DATED_NAME.matcher(name);
    try {
      return matcher.matches()
          ? Optional.of(
              LocalDate.of(
                  Integer.parseInt(matcher.group(1)),
                  Integer.parseInt(matcher.group(2)),
                  Integer.parseInt(matcher.group(3))))
          : Optional.empty();
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
