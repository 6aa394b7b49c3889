package vongdoi.common.storage;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Reads lines as bytes, numbered from 1, in bounded memory: of a line over the limit only the
 * beginning is kept. Ends of line are LF or CRLF; a byte order mark is dropped.
 */
public final class LineReader implements Closeable {
  private static final int BUFFER = 1 << 16;
  private final InputStream in;
  private final int maxBytes;
  private final byte[] buffer = new byte[BUFFER];
  private int start;
  private int end;
  private byte[] line = new byte[1024];
  private int length;
  private boolean tooLong;
  private long number;
  private long consumed;

  /**
   * @param maxBytes longest line that is kept whole
   */
  public LineReader(InputStream in, int maxBytes) {
    this.in = in;
    this.maxBytes = maxBytes;
  }

  /** Moves to the next line; false at the end of the stream. */
  public boolean next() throws IOException {
    length = 0;
    tooLong = false;
    boolean any = false;
    while (true) {
      if (start == end) {
        end = Math.max(0, in.read(buffer, 0, BUFFER));
        start = 0;
        if (end == 0) {
          return any && finish();
        }
      }
      any = true;
      int stop = start;
      while (stop < end && buffer[stop] != '\n') {
        stop++;
      }
      append(stop - start);
      boolean complete = stop < end;
      consumed += (complete ? stop + 1 : stop) - start;
      start = complete ? stop + 1 : stop;
      if (complete) {
        return finish();
      }
    }
  }

  private void append(int count) {
    int kept = Math.min(count, maxBytes + 1 - length);
    if (length + kept > line.length) {
      line = Arrays.copyOf(line, Math.max(length + kept, line.length * 2));
    }
    System.arraycopy(buffer, start, line, length, kept);
    length += kept;
    tooLong |= length > maxBytes;
  }

  private boolean finish() {
    number++;
    if (length > 0 && line[length - 1] == '\r') {
      length--;
    }
    boolean mark =
        number == 1
            && length >= 3
            && line[0] == (byte) 0xEF
            && line[1] == (byte) 0xBB
            && line[2] == (byte) 0xBF;
    if (mark) {
      length -= 3;
      System.arraycopy(line, 3, line, 0, length);
    }
    return true;
  }

  /** The current line from index 0 to {@link #length}; overwritten by the next one. */
  public byte[] bytes() {
    return line;
  }

  public int length() {
    return length;
  }

  /** Whether the line was longer than the limit. */
  public boolean isTooLong() {
    return tooLong;
  }

  /** Whether the line holds nothing but blanks. */
  public boolean isBlank() {
    for (int i = 0; i < length; i++) {
      if (line[i] != ' ' && line[i] != '\t') {
        return false;
      }
    }
    return true;
  }

  /** Number of the current line, from 1. */
  public long number() {
    return number;
  }

  /** Bytes read up to the end of the current line. */
  public long consumed() {
    return consumed;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
