package vongdoi.ingest.lines;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Cuts the bytes of a CSV file into records and fields (RFC 4180): quoted fields may hold
 * delimiters, doubled quotes and line breaks. Positions are kept, nothing is copied or decoded.
 *
 * <p>A quote that does not close, or has text behind it, costs its own line and no other: where the
 * record that it would begin cannot be read, or has another number of fields than the header, its
 * first line alone is bad and the next one begins a record. So the same bytes give the same records
 * wherever the reading begins, as long as it begins at a record.
 */
public final class CsvRecords implements Closeable {
  /** What is wrong with a record. */
  enum Fault {
    NONE,
    UNCLOSED,
    AFTER_QUOTE,
    TOO_LONG;

    /** The fault in words, for a row that may have so many bytes. */
    String words(int maxBytes) {
      return switch (this) {
        case UNCLOSED -> "a quote is not closed";
        case AFTER_QUOTE -> "text after a closing quote";
        default -> "the line is longer than " + maxBytes + " bytes";
      };
    }
  }

  private static final int BUFFER = 1 << 18;

  /** Equals no byte. */
  private static final int NONE = 256;

  private final InputStream in;
  private final int maxBytes;
  private final byte[] delimiter;
  private final byte first;
  private final int quote;
  private final int escape;
  private final int comment;
  private final byte newline;
  private final boolean stripsLeading;
  private final boolean stripsTrailing;
  private final int columns;

  private byte[] buffer = new byte[BUFFER];
  private int limit;
  private boolean isAtEnd;
  private long bufferOffset;
  private long offset;

  private int start;
  private int end;
  private int next;
  private int lines;
  private long number;
  private long nextNumber;
  private Fault fault = Fault.NONE;
  private boolean isComment;

  private int fields;
  private int[] from = new int[64];
  private int[] to = new int[64];
  private boolean[] isEscaped = new boolean[64];

  /**
   * @param in bytes from a record's beginning on
   * @param offset of that beginning in the file
   * @param number of its line in the file, from 1
   * @param columns fields that a record of several lines must have; 0: any number
   * @param maxBytes longest record that is read
   */
  public CsvRecords(
      InputStream in,
      CsvDialect dialect,
      byte newline,
      long offset,
      long number,
      int columns,
      int maxBytes) {
    this.in = in;
    this.delimiter =
        dialect
            .delimiter()
            .getBytes(dialect.writesAscii() ? dialect.charset() : StandardCharsets.UTF_8);
    this.first = delimiter[0];
    this.quote = dialect.quote() == 0 ? NONE : dialect.quote();
    this.escape = dialect.escape() == 0 ? NONE : dialect.escape();
    this.comment = dialect.comment() == 0 ? NONE : dialect.comment();
    this.newline = newline;
    this.stripsLeading = dialect.stripsLeading();
    this.stripsTrailing = dialect.stripsTrailing();
    this.columns = columns;
    this.maxBytes = maxBytes;
    this.bufferOffset = offset;
    this.nextNumber = number;
  }

  /** Moves to the next record; false at the end. */
  public boolean next() throws IOException {
    start = next;
    number = nextNumber;
    offset = bufferOffset + start;
    if (start == limit && !fill()) {
      return false;
    }
    isComment = buffer[start] == comment;
    if (isComment) {
      firstLine(Fault.NONE);
    } else {
      cut();
    }
    nextNumber = number + lines;
    return true;
  }

  /** Finds fields and end of the record at {@link #start}. */
  private void cut() throws IOException {
    while (true) {
      Fault found = tokens();
      if (found == null) {
        if (limit - start > maxBytes) {
          firstLine(lines > 0 ? Fault.UNCLOSED : Fault.TOO_LONG);
          return;
        }
        if (!fill()) {
          isAtEnd = true;
        }
        continue;
      }
      boolean isTorn = lines > 1 && columns > 0 && found == Fault.NONE && fields != columns;
      if (found != Fault.NONE || isTorn) {
        firstLine(isTorn || lines > 0 && found == Fault.AFTER_QUOTE ? Fault.UNCLOSED : found);
      } else if (end - start > maxBytes) {
        fault = Fault.TOO_LONG;
      } else {
        fault = Fault.NONE;
      }
      return;
    }
  }

  /** What is wrong with the record; null where more bytes are needed to say it. */
  private Fault tokens() {
    byte[] b = buffer;
    int at = start;
    fields = 0;
    lines = 0;
    while (true) {
      int f = at;
      if (stripsLeading) {
        while (f < limit && (b[f] == ' ' || b[f] == '\t') && !isDelimiter(f)) {
          f++;
        }
      }
      if (f < limit && b[f] == quote) {
        int q = f + 1;
        boolean escaped = false;
        while (true) {
          if (q >= limit) {
            return isAtEnd ? Fault.UNCLOSED : null;
          }
          byte c = b[q];
          if (c == quote) {
            if (q + 1 >= limit && !isAtEnd) {
              return null;
            }
            if (q + 1 < limit && b[q + 1] == quote) {
              escaped = true;
              q += 2;
              continue;
            }
            break;
          }
          if (c == escape) {
            if (q + 1 >= limit && !isAtEnd) {
              return null;
            }
            if (q + 1 < limit && (b[q + 1] == quote || b[q + 1] == escape)) {
              escaped = true;
              q += 2;
              continue;
            }
          } else if (c == newline) {
            lines++;
          }
          q++;
        }
        int close = q++;
        while (q < limit && stripsTrailing && isBlank(b[q]) && !isDelimiter(q)) {
          q++;
        }
        if (q + delimiter.length >= limit && !isAtEnd) {
          return null;
        }
        field(f + 1, close, escaped);
        if (q >= limit) {
          return ended(limit, limit);
        }
        if (b[q] == newline) {
          return ended(q, q + 1);
        }
        if (b[q] == '\r' && q + 1 < limit && b[q + 1] == newline) {
          return ended(q, q + 2);
        }
        if (!isDelimiter(q)) {
          return Fault.AFTER_QUOTE;
        }
        at = q + delimiter.length;
      } else {
        int q = f;
        byte line = newline;
        byte d = first;
        while (q < limit && b[q] != line && (b[q] != d || !isDelimiter(q))) {
          q++;
        }
        if (q >= limit) {
          if (!isAtEnd) {
            return null;
          }
          field(at, limit, false);
          return ended(limit, limit);
        }
        if (b[q] == line) {
          int stop = q > at && b[q - 1] == '\r' ? q - 1 : q;
          field(at, stop, false);
          return ended(stop, q + 1);
        }
        field(at, q, false);
        at = q + delimiter.length;
      }
    }
  }

  private Fault ended(int stop, int after) {
    end = stop;
    next = after;
    lines++;
    return Fault.NONE;
  }

  private void field(int begin, int stop, boolean escaped) {
    if (fields == from.length) {
      from = Arrays.copyOf(from, 2 * fields);
      to = Arrays.copyOf(to, 2 * fields);
      isEscaped = Arrays.copyOf(isEscaped, 2 * fields);
    }
    from[fields] = begin;
    to[fields] = stop;
    isEscaped[fields++] = escaped;
  }

  private static boolean isBlank(byte b) {
    return b == ' ' || b == '\t';
  }

  private boolean isDelimiter(int at) {
    if (buffer[at] != first) {
      return false;
    }
    for (int i = 1; i < delimiter.length; i++) {
      if (at + i >= limit || buffer[at + i] != delimiter[i]) {
        return false;
      }
    }
    return true;
  }

  /** Takes the first line alone for the record. */
  private void firstLine(Fault because) throws IOException {
    fault = because;
    fields = 0;
    lines = 1;
    int at = start;
    while (true) {
      while (at < limit && buffer[at] != newline) {
        at++;
      }
      if (at < limit) {
        break;
      }
      if (at - start > maxBytes) {
        passOver();
        return;
      }
      int reached = at - start;
      if (!fill()) {
        at = limit;
        break;
      }
      at = start + reached;
    }
    end = at > start && buffer[at - 1] == '\r' ? at - 1 : at;
    next = Math.min(limit, at + 1);
  }

  /** Drops the rest of a line of which enough has been kept. */
  private void passOver() throws IOException {
    fault = Fault.TOO_LONG;
    int kept = start + maxBytes + 1;
    if (kept == buffer.length) {
      buffer = Arrays.copyOf(buffer, buffer.length + BUFFER);
    }
    end = kept;
    long passed = limit - kept;
    while (true) {
      int n = in.read(buffer, kept, buffer.length - kept);
      if (n <= 0) {
        isAtEnd = true;
        limit = kept;
        next = kept;
        bufferOffset += passed;
        return;
      }
      for (int i = 0; i < n; i++) {
        if (buffer[kept + i] == newline) {
          next = kept + i + 1;
          limit = kept + n;
          bufferOffset += passed;
          return;
        }
      }
      passed += n;
    }
  }

  /** Reads more behind the bytes that are there; those before the record are let go. */
  private boolean fill() throws IOException {
    if (start > 0) {
      System.arraycopy(buffer, start, buffer, 0, limit - start);
      bufferOffset += start;
      limit -= start;
      start = 0;
    }
    if (limit == buffer.length) {
      buffer = Arrays.copyOf(buffer, 2 * limit);
    }
    int n = in.read(buffer, limit, buffer.length - limit);
    if (n <= 0) {
      return false;
    }
    limit += n;
    return true;
  }

  Fault fault() {
    return fault;
  }

  boolean isComment() {
    return isComment;
  }

  int fields() {
    return fields;
  }

  int from(int field) {
    return from[field];
  }

  int to(int field) {
    return to[field];
  }

  boolean isEscaped(int field) {
    return isEscaped[field];
  }

  byte[] buffer() {
    return buffer;
  }

  int start() {
    return start;
  }

  int end() {
    return end;
  }

  /** Whether every field is empty or blank. */
  boolean isBlank() {
    if (fault != Fault.NONE) {
      return false;
    }
    for (int i = 0; i < fields; i++) {
      for (int at = from[i]; at < to[i]; at++) {
        if (!isBlank(buffer[at]) && buffer[at] != '\r') {
          return false;
        }
      }
    }
    return true;
  }

  /** Offset in the file of the record. */
  public long offset() {
    return offset;
  }

  /** Offset in the file of what follows the record. */
  public long nextOffset() {
    return bufferOffset + next;
  }

  /** Number of the record's first line, from 1. */
  public long number() {
    return number;
  }

  /** Number of the line that follows the record. */
  public long nextNumber() {
    return nextNumber;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
