package vongdoi.common.storage;

import java.io.Serializable;
import java.time.LocalDate;

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

  /**
   * When it landed, as milliseconds since 1970: the day that its name or folder bears, else when
   * the store says that it was written. Of two files that say nothing of when their rows were made,
   * the later one holds.
   */
  public long landedMillis() {
    return DatedFolder.landedMillis(path).orElse(modifiedMillis);
  }

  /** The UTC day on which it landed. */
  public LocalDate landedDay() {
    return LocalDate.ofEpochDay(Math.floorDiv(landedMillis(), DatedFolder.DAY_MILLIS));
  }
}
