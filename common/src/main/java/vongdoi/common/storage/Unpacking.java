package vongdoi.common.storage;

import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;

/**
 * How much a packed file may hold: a file of a megabyte can be packed so that it would fill any
 * disk.
 *
 * @param ratio most bytes of content for each byte of the file
 * @param free bytes of content that every file may hold, whatever its size
 */
public record Unpacking(long ratio, long free) implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Any number of bytes, for a reader that takes only the beginning. */
  public static final Unpacking ANY = new Unpacking(Long.MAX_VALUE, Long.MAX_VALUE);

  /** A packed file with more content than it may hold. */
  public static final class Excess extends IOException {
    private static final long serialVersionUID = 1L;

    Excess() {
      super("the content is larger than a packed file of its size may hold");
    }
  }

  /** Most bytes of content of a file of a size. */
  public long most(long size) {
    return size > Long.MAX_VALUE / ratio ? Long.MAX_VALUE : Math.max(free, ratio * size);
  }

  /** The content of a file of a size; reading beyond what it may hold fails. */
  InputStream bounded(InputStream content, long size) {
    return new Bounded(content, most(size));
  }

  private static final class Bounded extends InputStream {
    private final InputStream in;
    private long left;

    Bounded(InputStream in, long most) {
      this.in = in;
      this.left = most;
    }

    @Override
    public int read() throws IOException {
      int b = in.read();
      if (b >= 0) {
        spend(1);
      }
      return b;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int n = in.read(bytes, offset, length);
      if (n > 0) {
        spend(n);
      }
      return n;
    }

    private void spend(long bytes) throws Excess {
      left -= bytes;
      if (left < 0) {
        throw new Excess();
      }
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }
}
