package vongdoi.common.storage;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.function.Function;

/**
 * Files of lines.
 *
 * @param head what each file starts with
 * @param line a row as bytes, the end of the line included unless there is a separator
 * @param separator what stands between two rows
 * @param tail what each file ends with
 */
public record LineEncoding(
    String suffix, byte[] head, Function<List<String>, byte[]> line, byte[] separator, byte[] tail)
    implements ExportFiles.Encoding {
  private static final byte[] NOTHING = {};

  /** Lines that each bring their own end. */
  public LineEncoding(String suffix, byte[] head, Function<List<String>, byte[]> line) {
    this(suffix, head, line, NOTHING, NOTHING);
  }

  @Override
  public ExportFiles.Body open(OutputStream out, long mostBytes) throws IOException {
    out.write(head);
    return new Lines(out, mostBytes);
  }

  private final class Lines implements ExportFiles.Body {
    private final OutputStream out;
    private final long mostBytes;
    private long bytes = head.length + tail.length;
    private boolean isEmpty = true;

    private Lines(OutputStream out, long mostBytes) {
      this.out = out;
      this.mostBytes = mostBytes;
    }

    @Override
    public boolean add(List<String> cells) throws IOException {
      byte[] next = line.apply(cells);
      if (!isEmpty && bytes + separator.length + next.length > mostBytes) {
        return false;
      }
      if (!isEmpty) {
        out.write(separator);
        bytes += separator.length;
      }
      out.write(next);
      bytes += next.length;
      isEmpty = false;
      return true;
    }

    @Override
    public void close() throws IOException {
      out.write(tail);
      out.flush();
    }
  }
}
