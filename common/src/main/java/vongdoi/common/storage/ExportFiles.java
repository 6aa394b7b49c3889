package vongdoi.common.storage;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.apache.hadoop.conf.Configuration;

/** Writes lines into {@code part-0001} and so on, each with the head and below a size. */
public final class ExportFiles implements AutoCloseable {

  /**
   * A finished file.
   *
   * @param name file name within the directory
   * @param rows lines without the head
   * @param bytes length
   * @param sha256 checksum, lower-case hex
   */
  public record Part(String name, long rows, long bytes, String sha256) {}

  private final Configuration hadoop;
  private final String directory;
  private final String suffix;
  private final byte[] head;
  private final long mostBytes;
  private final List<Part> parts = new ArrayList<>();
  private DigestOutputStream out;
  private long rows;
  private long bytes;

  /**
   * @param suffix ending of the file names, such as {@code csv}
   * @param head bytes that each file starts with
   * @param mostBytes size that no file exceeds, unless one line alone does
   */
  public ExportFiles(
      Configuration hadoop, String directory, String suffix, byte[] head, long mostBytes) {
    this.hadoop = hadoop;
    this.directory = directory;
    this.suffix = suffix;
    this.head = head.clone();
    this.mostBytes = mostBytes;
  }

  /** Adds a line, its end included. */
  public void add(byte[] line) throws IOException {
    if (out != null && rows > 0 && bytes + line.length > mostBytes) {
      finishPart();
    }
    if (out == null) {
      open();
    }
    out.write(line);
    rows++;
    bytes += line.length;
  }

  /** Ends the last file, or writes one with the head alone, and tells what was written. */
  public List<Part> finish() throws IOException {
    if (out == null && parts.isEmpty()) {
      open();
    }
    if (out != null) {
      finishPart();
    }
    return List.copyOf(parts);
  }

  private void open() throws IOException {
    OutputStream file = StoredFiles.create(hadoop, directory + "/" + name());
    out = new DigestOutputStream(new BufferedOutputStream(file, 1 << 16), sha256());
    out.write(head);
    rows = 0;
    bytes = head.length;
  }

  private void finishPart() throws IOException {
    out.close();
    parts.add(
        new Part(name(), rows, bytes, HexFormat.of().formatHex(out.getMessageDigest().digest())));
    out = null;
  }

  private String name() {
    return "part-%04d.%s".formatted(parts.size() + 1, suffix);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Cannot hash: this JVM lacks SHA-256", e);
    }
  }

  @Override
  public void close() throws IOException {
    if (out != null) {
      out.close();
    }
  }
}
