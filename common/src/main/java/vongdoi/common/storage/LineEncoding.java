package vongdoi.common.storage;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.function.Function;

/**
 * Files of lines.
 *
 * @param head what each file starts with
 * @param line a row as bytes, the end of the line included
 */
public record LineEncoding(String suffix, byte[] head, Function<List<String>, byte[]> line)
    implements ExportFiles.Encoding {

  @Override
  public ExportFiles.Body open(OutputStream out, long mostBytes) throws IOException {
    out.write(head);
    return new Lines(out, mostBytes);
  }

  private final class Lines implements ExportFiles.Body {
    private final OutputStream out;
    private final long mostBytes;
    private long bytes = head.length;
    private boolean isEmpty = true;

    private Lines(OutputStream out, long mostBytes) {
      this.out = out;
      this.mostBytes = mostBytes;
    }

    @Override
    public boolean add(List<String> cells) throws IOException {
      byte[] next = line.apply(cells);
      if (!isEmpty && bytes + next.length > mostBytes) {
        return false;
      }
      out.write(next);
      bytes += next.length;
      isEmpty = false;
      return true;
    }

    @Override
    public void close() throws IOException {
      out.flush();
    }
  }
}
