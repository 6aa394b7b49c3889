package vongdoi.ingest.files;

import java.io.Serializable;
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
  private static final long serialVersionUID = 1L;

  /** When it landed, as milliseconds since 1970. */
  public long landedMillis() {
    return file.landedMillis();
  }
}
