package vongdoi.common.storage;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.EtagSource;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;

/**
 * Lists the files of a landing place: a file, a folder or a glob of any Hadoop store. In a dated
 * layout the folders of days long past are not opened again, so that a daily listing stays small
 * however long the history grows.
 */
public final class Landing {
  private final Configuration conf;

  public Landing(Configuration conf) {
    this.conf = conf;
  }

  /**
   * Files below a place, sorted by path; hidden ones ({@code _x}, {@code .x}) are left out.
   *
   * @param since folders named after an earlier day are not listed; empty lists everything
   * @throws FileNotFoundException where nothing is there or matches
   */
  public List<StoredFile> files(String place, Optional<LocalDate> since) throws IOException {
    Path path = new Path(place);
    FileSystem fs = path.getFileSystem(conf);
    FileStatus[] roots = fs.globStatus(path);
    if (roots == null || roots.length == 0) {
      throw new FileNotFoundException(place);
    }
    List<StoredFile> files = new ArrayList<>();
    for (FileStatus root : roots) {
      if (roots.length > 1 && isHidden(root.getPath().getName())) {
        continue;
      }
      if (root.isFile()) {
        files.add(stored(root));
      } else if (since.isEmpty()) {
        all(fs, root.getPath(), files);
      } else {
        recent(fs, root.getPath(), since.get(), files);
      }
    }
    files.sort(Comparator.comparing(StoredFile::path));
    return files;
  }

  /**
   * The named files as the store knows them: from a listing of the folder that holds them, since a
   * store answers for a thousand files of a listing as fast as for one by its name.
   */
  public List<StoredFile> named(String folder, Collection<String> paths) throws IOException {
    Set<String> left = new LinkedHashSet<>(paths);
    List<StoredFile> files = new ArrayList<>();
    Path place = new Path(folder);
    RemoteIterator<LocatedFileStatus> listed = place.getFileSystem(conf).listFiles(place, true);
    while (listed.hasNext()) {
      FileStatus file = listed.next();
      if (left.remove(file.getPath().toString())) {
        files.add(stored(file));
      }
    }
    // A shallow clone names files of another table.
    for (String name : left) {
      Path path = new Path(name);
      files.add(stored(path.getFileSystem(conf).getFileStatus(path)));
    }
    files.sort(Comparator.comparing(StoredFile::path));
    return files;
  }

  private static void all(FileSystem fs, Path folder, List<StoredFile> files) throws IOException {
    RemoteIterator<LocatedFileStatus> found = fs.listFiles(folder, true);
    while (found.hasNext()) {
      FileStatus file = found.next();
      if (isVisible(folder, file.getPath())) {
        files.add(stored(file));
      }
    }
  }

  private static void recent(FileSystem fs, Path folder, LocalDate since, List<StoredFile> files)
      throws IOException {
    for (FileStatus child : fs.listStatus(folder)) {
      if (isHidden(child.getPath().getName())) {
        continue;
      }
      if (child.isFile()) {
        files.add(stored(child));
      } else if (DatedFolder.day(child.getPath().getName())
          .map(day -> !day.isBefore(since))
          .orElse(true)) {
        recent(fs, child.getPath(), since, files);
      }
    }
  }

  private static boolean isVisible(Path root, Path file) {
    for (Path p = file; p != null && !p.equals(root); p = p.getParent()) {
      if (isHidden(p.getName())) {
        return false;
      }
    }
    return true;
  }

  private static boolean isHidden(String name) {
    return name.startsWith(".") || name.startsWith("_") || name.endsWith("._COPYING_");
  }

  private static StoredFile stored(FileStatus file) {
    String etag = file instanceof EtagSource source ? source.getEtag() : null;
    String version =
        etag != null && !etag.isEmpty() ? etag : file.getLen() + "-" + file.getModificationTime();
    return new StoredFile(
        file.getPath().toString(), file.getLen(), version, file.getModificationTime());
  }
}
