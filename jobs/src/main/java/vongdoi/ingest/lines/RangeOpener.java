package vongdoi.ingest.lines;

import java.io.IOException;
import java.io.InputStream;

/** Opens a file's content from an offset on. */
@FunctionalInterface
public interface RangeOpener {
  InputStream at(long offset) throws IOException;
}
