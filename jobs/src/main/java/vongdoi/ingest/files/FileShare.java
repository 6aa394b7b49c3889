package vongdoi.ingest.files;

import java.io.Serializable;
import vongdoi.ingest.lines.FilePart;

/**
 * What a task reads of a file.
 *
 * @param part null: the whole file
 */
record FileShare(NewFile file, FilePart part) implements Serializable {
  private static final long serialVersionUID = 1L;

  long bytes() {
    return part == null ? file.file().size() : part.to() - part.from();
  }
}
