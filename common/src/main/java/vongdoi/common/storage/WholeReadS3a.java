package vongdoi.common.storage;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.impl.OpenFileParameters;
import org.apache.hadoop.fs.s3a.S3AFileSystem;

/**
 * Hadoop's S3 store, which takes a small file whole where its length is known when it is opened: a
 * reader of Parquet asks five or six times for the parts of a file, and each request costs more
 * time and money than the bytes that it leaves out. A body that ends early is asked for again by
 * Hadoop's own stream. What was learnt of a data file, which is written once, is kept for the jobs
 * that read it next: its length, and the content of the ones read last.
 */
public final class WholeReadS3a extends S3AFileSystem {
  /** A partition of a table of some millions of rows; held by each task that reads one. */
  private static final int MOST_BYTES = 4 << 20;

  private static final long MOST_STATUSES = 100_000;

  /** Of all files together: a small part of the memory. */
  private static final long MOST_CONTENT =
      Math.min(64L << 20, Runtime.getRuntime().maxMemory() / 32);

  private final RecentFiles<FileStatus> statuses = new RecentFiles<>(status -> 1, MOST_STATUSES);
  private final RecentFiles<byte[]> contents =
      new RecentFiles<>(bytes -> bytes.length, MOST_CONTENT);

  @Override
  public FileStatus getFileStatus(Path file) throws IOException {
    if (!RecentFiles.isWrittenOnce(file)) {
      return super.getFileStatus(file);
    }
    Path named = makeQualified(file);
    FileStatus known = statuses.get(named).orElse(null);
    if (known == null) {
      known = super.getFileStatus(file);
      statuses.put(named, known);
    }
    return known;
  }

  @Override
  public boolean delete(Path file, boolean recursive) throws IOException {
    forget(file);
    return super.delete(file, recursive);
  }

  @Override
  public boolean rename(Path from, Path to) throws IOException {
    forget(from);
    return super.rename(from, to);
  }

  private void forget(Path file) {
    Path named = makeQualified(file);
    statuses.forget(named);
    contents.forget(named);
  }

  @Override
  public CompletableFuture<FSDataInputStream> openFileWithOptions(
      Path file, OpenFileParameters parameters) throws IOException {
    FileStatus status = parameters.getStatus();
    if (status == null || status.getLen() > MOST_BYTES) {
      return super.openFileWithOptions(file, parameters);
    }
    Path named = makeQualified(file);
    Optional<byte[]> known = contents.get(named);
    return known.isPresent()
        ? CompletableFuture.completedFuture(new FSDataInputStream(new Content(known.get())))
        : super.openFileWithOptions(file, parameters)
            .thenApply(in -> whole(in, named, (int) status.getLen()))
            .thenApply(content -> new FSDataInputStream(new Content(content)));
  }

  private byte[] whole(FSDataInputStream in, Path file, int length) {
    try (in) {
      byte[] content = new byte[length];
      in.readFully(content);
      if (RecentFiles.isWrittenOnce(file)) {
        contents.put(file, content);
      }
      return content;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A file in memory. */
  private static final class Content extends FSInputStream {
    private final byte[] bytes;
    private int position;

    Content(byte[] bytes) {
      this.bytes = bytes;
    }

    @Override
    public void seek(long to) throws IOException {
      if (to < 0 || to > bytes.length) {
        throw new EOFException("Cannot seek to " + to + " of " + bytes.length + " bytes");
      }
      position = (int) to;
    }

    @Override
    public long getPos() {
      return position;
    }

    @Override
    public boolean seekToNewSource(long target) {
      return false;
    }

    @Override
    public int available() {
      return bytes.length - position;
    }

    @Override
    public int read() {
      return position < bytes.length ? bytes[position++] & 0xff : -1;
    }

    @Override
    public int read(byte[] into, int offset, int length) {
      if (length == 0) {
        return 0;
      }
      int taken = Math.min(length, bytes.length - position);
      if (taken <= 0) {
        return -1;
      }
      System.arraycopy(bytes, position, into, offset, taken);
      position += taken;
      return taken;
    }
  }
}
