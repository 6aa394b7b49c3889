package vongdoi.common.storage;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.hadoop.util.functional.RemoteIterators;

/**
 * Folders of a few small files whose content is known by one sum, so that a file that somebody
 * changed is noticed before it is read.
 */
public final class SealedFolder {
  private SealedFolder() {}

  /**
   * Puts the files of a folder into another one, in place of what is there, and tells their sum.
   * Hadoop's checksum files are left behind.
   *
   * @throws IllegalStateException where there is no file
   * @param names what a path below the folder becomes
   * @param texts what the content of a text file ({@code metadata/part-…}) becomes
   */
  public static String copy(
      Configuration hadoop,
      String from,
      String to,
      UnaryOperator<String> names,
      UnaryOperator<String> texts) {
    TreeMap<String, byte[]> files = new TreeMap<>();
    contents(hadoop, from)
        .forEach(
            (name, bytes) ->
                files.put(
                    names.apply(name),
                    isText(name)
                        ? texts
                            .apply(new String(bytes, StandardCharsets.UTF_8))
                            .getBytes(StandardCharsets.UTF_8)
                        : bytes));
    if (files.isEmpty()) {
      throw new IllegalStateException("Cannot store " + to + ": there is no file at " + from);
    }
    StoredFiles.delete(hadoop, to);
    files.forEach(
        (name, bytes) -> {
          try (OutputStream out = StoredFiles.create(hadoop, to + "/" + name)) {
            out.write(bytes);
          } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + to + "/" + name, e);
          }
        });
    return sum(files);
  }

  /**
   * SHA-256, in hex, of the names and contents of a folder's files; that of none where it is gone.
   */
  public static String sum(Configuration hadoop, String folder) {
    return sum(contents(hadoop, folder));
  }

  private static boolean isText(String name) {
    return name.contains("metadata/part-");
  }

  private static TreeMap<String, byte[]> contents(Configuration hadoop, String folder) {
    TreeMap<String, byte[]> files = new TreeMap<>();
    Path root = new Path(folder);
    try {
      FileSystem store = StoredFiles.store(hadoop, root);
      String above = store.makeQualified(root).toUri().getPath() + "/";
      // All files at once: a store may list folders of which nothing is left when one looks into
      // them.
      for (RemoteIterator<LocatedFileStatus> all = listed(store, root); all.hasNext(); ) {
        Path file = all.next().getPath();
        if (!file.getName().endsWith(".crc")) {
          try (InputStream in = store.open(file)) {
            files.put(file.toUri().getPath().substring(above.length()), in.readAllBytes());
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + folder, e);
    }
    return files;
  }

  /** Files at any depth; none where the folder is not there. */
  private static RemoteIterator<LocatedFileStatus> listed(FileSystem store, Path folder)
      throws IOException {
    try {
      return store.listFiles(folder, true);
    } catch (FileNotFoundException e) {
      return RemoteIterators.remoteIteratorFromIterable(List.of());
    }
  }

  private static String sum(TreeMap<String, byte[]> files) {
    try {
      MessageDigest all = MessageDigest.getInstance("SHA-256");
      files.forEach(
          (name, bytes) -> {
            all.update((name + "\n" + bytes.length + "\n").getBytes(StandardCharsets.UTF_8));
            all.update(bytes);
          });
      return HexFormat.of().formatHex(all.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Cannot hash: this JVM lacks SHA-256", e);
    }
  }
}
