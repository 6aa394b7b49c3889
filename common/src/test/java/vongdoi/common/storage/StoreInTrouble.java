package vongdoi.common.storage;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.util.Progressable;

/** The local disk under another scheme, whose next calls fail as those of a remote store may. */
public final class StoreInTrouble extends RawLocalFileSystem {
  /** Files that were created, in their order. */
  static final List<Path> CREATED = new ArrayList<>();

  /** How many of the next files do not open. */
  static int opensToFail;

  /** Whether files are moved. */
  static boolean moves = true;

  /** Settings by which a scheme is this store. */
  static void settle(Configuration conf, String scheme) {
    CREATED.clear();
    opensToFail = 0;
    moves = true;
    conf.set("fs." + scheme + ".impl", StoreInTrouble.class.getName());
    conf.set("fs." + scheme + ".impl.disable.cache", "true");
  }

  private URI uri;

  @Override
  public void initialize(URI name, Configuration conf) throws IOException {
    uri = URI.create(name.getScheme() + ":///");
    super.initialize(name, conf);
  }

  @Override
  public URI getUri() {
    return uri == null ? super.getUri() : uri;
  }

  @Override
  public FSDataInputStream open(Path file, int buffer) throws IOException {
    if (opensToFail > 0) {
      opensToFail--;
      throw new IOException("503 Slow Down");
    }
    return super.open(file, buffer);
  }

  @Override
  public FSDataOutputStream create(
      Path file,
      FsPermission permission,
      boolean overwrite,
      int buffer,
      short replication,
      long block,
      Progressable progress)
      throws IOException {
    CREATED.add(file);
    return super.create(file, permission, overwrite, buffer, replication, block, progress);
  }

  @Override
  public FSDataOutputStream create(
      Path file,
      boolean overwrite,
      int buffer,
      short replication,
      long block,
      Progressable progress)
      throws IOException {
    CREATED.add(file);
    return super.create(file, overwrite, buffer, replication, block, progress);
  }

  @Override
  public boolean rename(Path from, Path to) throws IOException {
    return moves && super.rename(from, to);
  }
}
