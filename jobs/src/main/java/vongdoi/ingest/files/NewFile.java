package vongdoi.ingest.files;

import java.io.Serializable;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vongdoi.common.storage.DatedFolder;
import vongdoi.common.storage.StoredFile;

/**
 * A landed file that this run takes in.
 *
 * @param number its place among the new files of the run, sorted by source and path
 * @param source name of its source
 * @param file as the store lists it
 * @param isRewritten whether its name was taken in before with other content
 */
public record NewFile(int number, String source, StoredFile file, boolean isRewritten)
    implements Serializable {
  private static final long MILLIS_A_DAY = 86_400_000L;
  private static final Pattern DATED_NAME =
      Pattern.compile("(?:^|.*\\D)(20\\d{2})-?(\\d{2})-?(\\d{2})(?:\\D.*|$)");

  /**
   * When it landed, as milliseconds since 1970: the day that its name or folder bears, else when
   * the store says that it was written. Of two files that say nothing of when their rows were made,
   * the later one holds.
   */
  public long landedMillis() {
    String[] names = file.path().split("/");
    for (int i = names.length - 1; i >= 0; i--) {
      Optional<LocalDate> day = DatedFolder.day(names[i]);
      if (day.isEmpty() && i == names.length - 1) {
        day = dated(names[i]);
      }
      if (day.isPresent()) {
        return day.get().toEpochDay() * MILLIS_A_DAY;
      }
    }
    return file.modifiedMillis();
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
