package vongdoi.common.storage;

import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import vongdoi.common.failpoint.Failpoint;

/** Writes rows into {@code part-0001} and so on, each file below a size and a number of rows. */
public final class ExportFiles implements AutoCloseable {

  /**
   * A finished file.
   *
   * @param name file name within the directory
   * @param rows rows without the head
   * @param bytes length
   * @param sha256 checksum, lower-case hex
   */
  public record Part(String name, long rows, long bytes, String sha256) {}

  /**
   * What no file exceeds.
   *
   * @param bytes size, unless one row alone is larger
   * @param rows number of rows
   */
  public record Limits(long bytes, long rows) {}

  /** How rows become the bytes of a file. */
  public interface Encoding {
    /** Ending of the file names, such as {@code csv}. */
    String suffix();

    /** Starts a file; closing what is returned ends it. */
    Body open(OutputStream out, long mostBytes) throws IOException;
  }

  /** The rows of one file. */
  public interface Body extends AutoCloseable {
    /** Adds a row unless the file would get too large; a file takes at least one row. */
    boolean add(List<String> cells) throws IOException;

    @Override
    void close() throws IOException;
  }

  private final Configuration hadoop;
  private final String stem;
  private final Encoding encoding;
  private final Limits limits;
  private final List<Part> parts = new ArrayList<>();
  private Digested out;
  private Body body;
  private long rows;

  /**
   * @param stem directory and start of the file names, such as {@code …/part}
   */
  public ExportFiles(Configuration hadoop, String stem, Encoding encoding, Limits limits) {
    this.hadoop = hadoop;
    this.stem = stem;
    this.encoding = encoding;
    this.limits = limits;
  }

  public void add(List<String> cells) throws IOException {
    if (body != null && (rows >= limits.rows() || !body.add(cells))) {
      finishPart();
    }
    if (body == null) {
      open();
      body.add(cells);
    }
    rows++;
  }

  /** Ends the last file, or writes one without rows, and tells what was written. */
  public List<Part> finish() throws IOException {
    if (body == null && parts.isEmpty()) {
      open();
    }
    if (body != null) {
      finishPart();
    }
    return List.copyOf(parts);
  }

  private void open() throws IOException {
    String folder = stem.substring(0, stem.lastIndexOf('/') + 1);
    Failpoint.EXPORT_FILE.before(name());
    out = new Digested(StoredFiles.create(hadoop, folder + name()));
    body = encoding.open(out, limits.bytes());
    rows = 0;
  }

  private void finishPart() throws IOException {
    body.close();
    body = null;
    out.close();
    Failpoint.EXPORT_FILE.after(name());
    parts.add(new Part(name(), rows, out.bytes, out.sha256()));
    out = null;
  }

  private String name() {
    String start = stem.substring(stem.lastIndexOf('/') + 1);
    return "%s-%04d.%s".formatted(start, parts.size() + 1, encoding.suffix());
  }

  @Override
  public void close() throws IOException {
    if (out != null) {
      out.close();
    }
  }

  /** Counts and hashes what passes; closing twice is closing once. */
  private static final class Digested extends FilterOutputStream {
    private final MessageDigest digest;
    private long bytes;
    private boolean closed;

    private Digested(OutputStream file) {
      this(file, digest());
    }

    private Digested(OutputStream file, MessageDigest digest) {
      super(new DigestOutputStream(new BufferedOutputStream(file, 1 << 16), digest));
      this.digest = digest;
    }

    @Override
    public void write(int b) throws IOException {
      out.write(b);
      bytes++;
    }

    @Override
    public void write(byte[] b, int from, int length) throws IOException {
      out.write(b, from, length);
      bytes += length;
    }

    @Override
    public void close() throws IOException {
      if (!closed) {
        closed = true;
        super.close();
      }
    }

    private String sha256() {
      return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest digest() {
      try {
        return MessageDigest.getInstance("SHA-256");
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("Cannot hash: this JVM lacks SHA-256", e);
      }
    }
  }
}
