package vongdoi.common.storage;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
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
 * Hadoop's own stream.
 */
public final class WholeReadS3a extends S3AFileSystem {
  /** A partition of a table of some millions of rows; held by each task that reads one. */
  private static final int MOST_BYTES = 4 << 20;

  @Override
  public CompletableFuture<FSDataInputStream> openFileWithOptions(
      Path file, OpenFileParameters parameters) throws IOException {
    FileStatus status = parameters.getStatus();
    CompletableFuture<FSDataInputStream> opened = super.openFileWithOptions(file, parameters);
    return status == null || status.getLen() > MOST_BYTES
        ? opened
        : opened.thenApply(in -> whole(in, (int) status.getLen()));
  }

  private static FSDataInputStream whole(FSDataInputStream in, int length) {
    try (in) {
      byte[] content = new byte[length];
      in.readFully(content);
      return new FSDataInputStream(new Content(content));
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
