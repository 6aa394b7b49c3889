package vongdoi.common.storage;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.FileUtil;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import vongdoi.common.failpoint.Failpoint;

/** Plain files beside the tables, on any store: what people and other systems fetch. */
public final class StoredFiles {
  private StoredFiles() {}

  /** The text of a file, or nothing where there is no such file. */
  public static Optional<String> text(Configuration hadoop, String file) {
    Path path = new Path(file);
    try (FSDataInputStream in = store(hadoop, path).open(path)) {
      return Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (FileNotFoundException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + file, e);
    }
  }

  /**
   * Puts a text in place at once: readers see the old one or the new one whole. S3 and GCS show an
   * object when it is complete; everywhere else, ABFS too, a file that is created is there empty
   * before it is written, and so is written beside and moved.
   */
  public static void put(Configuration hadoop, String file, String text) {
    Path path = new Path(file);
    Failpoint.TEXT.before(path.getName());
    try {
      FileSystem store = store(hadoop, path);
      boolean putsWhole = store.getUri().getScheme().matches("s3a?|gs");
      Path written = putsWhole ? path : new Path(path.getParent(), "." + path.getName() + ".tmp");
      try (OutputStream out = store.create(written, true)) {
        out.write(text.getBytes(StandardCharsets.UTF_8));
      }
      if (!putsWhole) {
        Failpoint.TEXT_MOVE.before(path.getName());
        move(store, written, path);
        Failpoint.TEXT_MOVE.after(path.getName());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write " + file, e);
    }
    Failpoint.TEXT.after(path.getName());
  }

  /**
   * Moves a file, to another store too. Where that is killed, the file is still in its old place
   * and is moved again.
   */
  public static void move(Configuration hadoop, String from, String to) {
    Path source = new Path(from);
    Path target = new Path(to);
    try {
      FileSystem out = store(hadoop, source);
      FileSystem in = store(hadoop, target);
      in.mkdirs(target.getParent());
      if (out.getUri().equals(in.getUri())) {
        move(out, source, target);
      } else {
        FileUtil.copy(out, source, in, target, true, true, hadoop);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot move " + from + " to " + to, e);
    }
  }

  /** Deletes a file or folder with all that is in it; nothing where it is gone. */
  public static void delete(Configuration hadoop, String path) {
    Path gone = new Path(path);
    try {
      store(hadoop, gone).delete(gone, true);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot delete " + path, e);
    }
  }

  /** Paths of what a folder holds, sorted; none where it is not there. */
  public static List<String> in(Configuration hadoop, String folder) {
    Path path = new Path(folder);
    try {
      return Arrays.stream(store(hadoop, path).listStatus(path))
          .map(s -> s.getPath().toString())
          .sorted()
          .toList();
    } catch (FileNotFoundException e) {
      return List.of();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot list " + folder, e);
    }
  }

  private static void move(FileSystem store, Path from, Path to) throws IOException {
    if (!store.rename(from, to)) {
      store.delete(to, false);
      if (!store.rename(from, to)) {
        throw new IOException("the store does not move " + from + " there");
      }
    }
  }

  /** Opens a file for writing in place of one of that name. */
  static OutputStream create(Configuration hadoop, String file) throws IOException {
    Path path = new Path(file);
    return store(hadoop, path).create(path, true);
  }

  /** The store of a path; on a local disk without Hadoop's checksum files beside ours. */
  static FileSystem store(Configuration hadoop, Path path) throws IOException {
    FileSystem store = path.getFileSystem(hadoop);
    return store instanceof LocalFileSystem local ? local.getRawFileSystem() : store;
  }
}
