package vongdoi.common.storage;

import com.github.luben.zstd.ZstdInputStream;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.ChecksumFileSystem;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.compress.CompressionCodec;
import org.apache.hadoop.io.compress.CompressionCodecFactory;

/**
 * Opens the content of a landed file, unpacked after its name: gz, zst or zstd, bz2, else plain. An
 * {@link IOException} out of it means that the content is damaged; a failure of the store itself
 * comes as an {@link UncheckedIOException}, so that an outage is never taken for a bad file.
 */
public final class FileContent {
  private static final int BUFFER = 1 << 16;
  private final Configuration conf;
  private final CompressionCodecFactory codecs;

  public FileContent(Configuration conf) {
    this.conf = conf;
    this.codecs = new CompressionCodecFactory(conf);
  }

  /**
   * The unpacked bytes of a file; none for a file of no length, whatever its name.
   *
   * @param unpacking how much it may hold where it is packed; reading more of it fails with {@link
   *     Unpacking.Excess}
   */
  public InputStream open(String file, long size, Unpacking unpacking) throws IOException {
    if (size == 0) {
      return InputStream.nullInputStream();
    }
    Path path = new Path(file);
    InputStream raw = new BufferedInputStream(new FromStore(opened(path)), BUFFER);
    String name = path.getName().toLowerCase(Locale.ROOT);
    try {
      if (name.endsWith(".zst") || name.endsWith(".zstd")) {
        return unpacking.bounded(new ZstdInputStream(raw).setContinuous(false), size);
      }
      if (name.endsWith(".bz2")) {
        // Hadoop's own reader asks neither for the mark at a file's end nor for its checksum.
        return unpacking.bounded(new BZip2CompressorInputStream(raw, true), size);
      }
      CompressionCodec codec = codecs.getCodec(path);
      return codec == null ? raw : unpacking.bounded(codec.createInputStream(raw), size);
    } catch (IOException | RuntimeException e) {
      raw.close();
      throw e;
    }
  }

  /** Whether a file's bytes are its content, so that it can be read from any of them on. */
  public boolean isPlain(String file) {
    Path path = new Path(file);
    String name = path.getName().toLowerCase(Locale.ROOT);
    return !name.endsWith(".zst") && !name.endsWith(".zstd") && codecs.getCodec(path) == null;
  }

  /** The bytes of a plain file from an offset on. */
  public InputStream from(String file, long offset) {
    FSDataInputStream in = opened(new Path(file));
    try {
      in.seek(offset);
    } catch (IOException e) {
      throw FromStore.failed(e);
    }
    return new BufferedInputStream(new FromStore(in), BUFFER);
  }

  /**
   * Reads a file to its end. What its reader could not make sense of is damaged where this
   * succeeds; where it does not, the store is.
   *
   * @throws UncheckedIOException where the store fails
   */
  public void readThrough(String file) {
    byte[] buffer = new byte[BUFFER];
    try (InputStream in = new FromStore(opened(new Path(file)))) {
      while (in.read(buffer, 0, BUFFER) >= 0) {}
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot close " + file + ": " + e.getMessage(), e);
    }
  }

  /** Checksum side files of the local store grow stale when other programs rewrite the file. */
  private FSDataInputStream opened(Path path) {
    try {
      FileSystem fs = path.getFileSystem(conf);
      return (fs instanceof ChecksumFileSystem checked ? checked.getRawFileSystem() : fs)
          .open(path);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot open " + path + ": " + e.getMessage(), e);
    }
  }

  /** Tells the store's failures from damaged content. */
  private static final class FromStore extends InputStream {
    private final InputStream in;

    FromStore(InputStream in) {
      this.in = in;
    }

    @Override
    public int read() {
      try {
        return in.read();
      } catch (IOException e) {
        throw failed(e);
      }
    }

    @Override
    public int read(byte[] bytes, int offset, int length) {
      try {
        return in.read(bytes, offset, length);
      } catch (IOException e) {
        throw failed(e);
      }
    }

    @Override
    public void close() throws IOException {
      in.close();
    }

    private static UncheckedIOException failed(IOException e) {
      return new UncheckedIOException("Cannot read landed file: " + e.getMessage(), e);
    }
  }
}
