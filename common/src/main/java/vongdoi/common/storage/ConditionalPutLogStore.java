package vongdoi.common.storage;

import io.delta.storage.S3SingleDriverLogStore;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.util.Iterator;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FSDataOutputStreamBuilder;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options.CreateFileOptionKeys;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.s3a.AWSBadRequestException;
import org.apache.hadoop.fs.s3a.RemoteFileChangedException;
import vongdoi.common.failpoint.Failpoint;

/**
 * Commits to Delta tables on S3 with one PUT that the store refuses where the version is taken, so
 * that writers in several JVMs cannot overwrite each other.
 *
 * <p>Delta's own store for S3 asks whether the file is there and then overwrites, under a lock that
 * ends with the JVM: when three JVMs raced for 100 versions, 115 of the 215 commits that it
 * reported as made were overwritten; of this one's 100, none.
 *
 * <p>A commit over {@code fs.s3a.multipart.size} (64 MB) goes up in parts, and its condition is
 * then checked by the request that completes them.
 */
public final class ConditionalPutLogStore extends S3SingleDriverLogStore {
  private static final int MOST_ATTEMPTS = 6;
  private static final long FIRST_PAUSE_MILLIS = 100;

  /** Called by Delta through reflection. */
  public ConditionalPutLogStore(Configuration hadoop) {
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
    FileSystem fs = path.getFileSystem(hadoop);
    Failpoint.COMMIT_FILE.before(commit.table());
    try {
      put(fs, path, commit.content());
    } catch (IOException failed) {
      // The store, or a gateway before it, may have failed after the commit was made.
      if (!isInPlace(commit, fs, failed)) {
        throw failed;
      }
    }
    Failpoint.COMMIT_FILE.after(commit.table());
  }

  private static boolean isInPlace(CommitFile commit, FileSystem fs, IOException failed) {
    try {
      return commit.isInPlace(fs);
    } catch (IOException e) {
      failed.addSuppressed(e);
      return false;
    }
  }

  private static void put(FileSystem fs, Path path, byte[] commit) throws IOException {
    for (int attempt = 1; ; attempt++) {
      try {
        putOnce(fs, path, commit);
        return;
      } catch (RemoteFileChangedException preconditionFailed) {
        FileAlreadyExistsException taken = new FileAlreadyExistsException(path.toString());
        taken.initCause(preconditionFailed);
        throw taken;
      } catch (AWSBadRequestException refused) {
        // 409: the store saw two requests for the key at once and decided for neither.
        if (refused.statusCode() != 409 || attempt == MOST_ATTEMPTS) {
          throw refused;
        }
        pause(attempt);
      }
    }
  }

  /** The object appears, whole, when the stream is closed. */
  private static void putOnce(FileSystem fs, Path path, byte[] content) throws IOException {
    FSDataOutputStreamBuilder<?, ?> file = fs.createFile(path);
    file.must(CreateFileOptionKeys.FS_OPTION_CREATE_CONDITIONAL_OVERWRITE, true);
    FSDataOutputStream out = file.build();
    try {
      out.write(content);
    } catch (IOException e) {
      out.abort();
      throw e;
    }
    out.close();
  }

  private static void pause(int attempt) throws InterruptedIOException {
    try {
      Thread.sleep(FIRST_PAUSE_MILLIS << (attempt - 1));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("Interrupted between two attempts to commit");
    }
  }
}
