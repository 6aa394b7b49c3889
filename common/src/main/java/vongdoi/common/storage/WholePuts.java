package vongdoi.common.storage;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.CommonPathCapabilities;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.PathFilter;
import org.apache.hadoop.fs.UnsupportedFileSystemException;
import org.apache.spark.sql.execution.streaming.checkpointing.CheckpointFileManager;
import org.apache.spark.sql.execution.streaming.checkpointing.FileContextBasedCheckpointFileManager;
import org.apache.spark.sql.execution.streaming.checkpointing.FileSystemBasedCheckpointFileManager;

/**
 * Writes the checksums that Delta keeps beside its commits. By default it writes each under another
 * name and renames it, which an object store does by copying: some twelve requests. Where a file
 * appears only when its stream is closed, one request is as atomic.
 */
public final class WholePuts implements CheckpointFileManager {
  private final CheckpointFileManager renaming;
  private final FileSystem files;

  /** Called by Spark through reflection. */
  public WholePuts(Path folder, Configuration hadoop) throws IOException {
    this.files = folder.getFileSystem(hadoop);
    this.renaming = renaming(folder, hadoop);
  }

  private static CheckpointFileManager renaming(Path folder, Configuration hadoop) {
    try {
      return new FileContextBasedCheckpointFileManager(folder, hadoop);
    } catch (Exception e) {
      // Scala declares no checked exceptions.
      if (e instanceof UnsupportedFileSystemException) {
        return new FileSystemBasedCheckpointFileManager(folder, hadoop);
      }
      throw e;
    }
  }

  @Override
  public CancellableFSDataOutputStream createAtomic(Path file, boolean overwrite) {
    try {
      return files.hasPathCapability(file, CommonPathCapabilities.ABORTABLE_STREAM)
          ? new OnePut(files.create(file, overwrite))
          : renaming.createAtomic(file, overwrite);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot create " + file, e);
    }
  }

  /** A file that is there once its stream is closed, and never where it is cancelled. */
  private static final class OnePut extends CancellableFSDataOutputStream {
    private final FSDataOutputStream out;

    OnePut(FSDataOutputStream out) throws IOException {
      super((OutputStream) out);
      this.out = out;
    }

    @Override
    public void cancel() {
      out.abort();
    }

    @Override
    public void close() throws IOException {
      out.close();
    }
  }

  @Override
  public FSDataInputStream open(Path file) {
    return renaming.open(file);
  }

  @Override
  public FileStatus[] list(Path folder, PathFilter filter) {
    return renaming.list(folder, filter);
  }

  @Override
  public void mkdirs(Path folder) {
    renaming.mkdirs(folder);
  }

  @Override
  public boolean exists(Path file) {
    return renaming.exists(file);
  }

  @Override
  public void delete(Path file) {
    renaming.delete(file);
  }

  @Override
  public boolean isLocal() {
    return renaming.isLocal();
  }

  @Override
  public Path createCheckpointDirectory() {
    return renaming.createCheckpointDirectory();
  }
}
