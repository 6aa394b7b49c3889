package vongdoi.common.storage;

import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Iterator;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** The file of a commit as a whole: what fails half way is never begun. */
final class CommitFile {
  private final Path path;
  private final byte[] content;

  private CommitFile(Path path, byte[] content) {
    this.path = path;
    this.content = content;
  }

  static CommitFile of(Path path, Iterator<String> actions) {
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    while (actions.hasNext()) {
      lines.writeBytes(actions.next().getBytes(StandardCharsets.UTF_8));
      lines.write('\n');
    }
    return new CommitFile(path, lines.toByteArray());
  }

  byte[] content() {
    return content;
  }

  /** Full name of the table, such as {@code silver.orders}. */
  String table() {
    Path table = path.getParent().getParent();
    return table.getParent().getName() + "." + table.getName();
  }

  /**
   * Whether this very commit is in place: it was made, and only the answer got lost. A commit tells
   * of a transaction that nobody else has, so that equal bytes are the same one.
   */
  boolean isInPlace(FileSystem store) throws IOException {
    try (FSDataInputStream in = store.open(path)) {
      return Arrays.equals(in.readAllBytes(), content);
    } catch (FileNotFoundException e) {
      return false;
    }
  }
}
