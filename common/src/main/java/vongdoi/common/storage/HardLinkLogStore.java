package vongdoi.common.storage;

import io.delta.storage.HDFSLogStore;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.Iterator;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import vongdoi.common.failpoint.Failpoint;

/**
 * Commits to Delta tables on a local disk by a hard link, which the disk refuses where the version
 * is taken, so that writers in several JVMs or threads cannot overwrite each other.
 *
 * <p>Delta's own store asks whether the file is there and then renames, which on a local disk
 * replaces: when eight writers raced for 300 versions, 25 of the 325 commits that it reported as
 * made were overwritten; of this one's 300, none.
 */
public final class HardLinkLogStore extends HDFSLogStore {

  /** Called by Delta through reflection. */
  public HardLinkLogStore(Configuration hadoop) {
    super(hadoop);
  }

  /**
   * @throws FileAlreadyExistsException where another writer has made this version
   */
  @Override
  public void write(Path path, Iterator<String> actions, Boolean overwrite, Configuration hadoop)
      throws IOException {
    if (overwrite) {
      super.write(path, actions, true, hadoop);
      return;
    }
    CommitFile commit = CommitFile.of(path, actions);
    java.nio.file.Path file = java.nio.file.Path.of(path.toUri().getPath());
    java.nio.file.Path beside = java.nio.file.Path.of(createTempPath(path).toUri().getPath());
    Failpoint.COMMIT_FILE.before(commit.table());
    try {
      Files.write(beside, commit.content(), StandardOpenOption.CREATE_NEW);
      place(beside, file, commit);
    } finally {
      Files.deleteIfExists(beside);
    }
    Failpoint.COMMIT_FILE.after(commit.table());
  }

  /**
   * On a disk without links the file is made at its place, where a reader may find a part of it.
   */
  private static void place(java.nio.file.Path beside, java.nio.file.Path file, CommitFile commit)
      throws IOException {
    try {
      Files.createLink(file, beside);
    } catch (FileAlreadyExistsException taken) {
      throw taken;
    } catch (UnsupportedOperationException | FileSystemException noLinks) {
      write(file, commit);
    }
  }

  private static void write(java.nio.file.Path file, CommitFile commit) throws IOException {
    OutputStream own = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW);
    try (own) {
      own.write(commit.content());
    } catch (IOException e) {
      Files.deleteIfExists(file);
      throw e;
    }
  }
}
