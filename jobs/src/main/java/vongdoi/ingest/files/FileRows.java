package vongdoi.ingest.files;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.unsafe.types.UTF8String;
import vongdoi.common.storage.FileContent;
import vongdoi.common.storage.Unpacking;
import vongdoi.ingest.lines.LineFormat;
import vongdoi.ingest.lines.LineLimits;
import vongdoi.ingest.lines.RowReader;
import vongdoi.ingest.row.BadFile;
import vongdoi.ingest.row.BadRow;
import vongdoi.ingest.row.WorkingColumns;

/** The rows of some text files, or parts of them, one after the other. */
final class FileRows implements Iterator<InternalRow> {
  private final Iterator<FileShare> shares;
  private final LineFormat format;
  private final int width;
  private final LineLimits limits;
  private final FileContent content;
  private final FileFindings findings;
  private FileShare share;
  private RowReader rows;
  private InternalRow next;

  FileRows(
      Iterator<FileShare> shares,
      LineFormat format,
      LineLimits limits,
      Configuration conf,
      FileFindings findings) {
    this.shares = shares;
    this.format = format;
    this.width = format.schema().length();
    this.limits = limits;
    this.content = new FileContent(conf);
    this.findings = findings;
  }

  @Override
  public boolean hasNext() {
    while (next == null) {
      if (rows == null && !open()) {
        return false;
      }
      try {
        if (rows == null) {
          continue;
        }
        if (rows.next()) {
          next = row();
        } else {
          findings.passOver(share.file().number(), part(), rows.passedOver());
          close();
        }
      } catch (IOException e) {
        setAside(reason(e));
      } catch (BadFile e) {
        setAside(e.getMessage());
      }
    }
    return true;
  }

  private int part() {
    return share.part() == null ? 0 : share.part().index();
  }

  @Override
  public InternalRow next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    InternalRow row = next;
    next = null;
    return row;
  }

  private boolean open() {
    if (!shares.hasNext()) {
      return false;
    }
    share = shares.next();
    String path = share.file().file().path();
    InputStream in = null;
    try {
      if (share.part() != null) {
        rows = format.open(content.from(path, share.part().from()), limits, share.part());
        return true;
      }
      in = content.open(path, share.file().file().size(), limits.unpacking());
    } catch (IOException e) {
      setAside("the file is damaged: its packing cannot be read");
    } catch (BadFile e) {
      setAside(e.getMessage());
    }
    try {
      rows = in == null ? null : format.open(in, limits);
    } catch (IOException e) {
      setAside(reason(e));
    } catch (BadFile e) {
      setAside(e.getMessage());
    }
    return true;
  }

  private InternalRow row() throws BadFile {
    int file = share.file().number();
    try {
      Object[] values = rows.values();
      UTF8String text =
          values != null && limits.keepsGoodText() ? rows.text(limits.rawTextLength()) : null;
      return values == null ? null : WorkingColumns.good(file, rows.number(), text, values);
    } catch (BadRow e) {
      return WorkingColumns.bad(
          file, rows.number(), e.getMessage(), rows.text(limits.rawTextLength()), width);
    }
  }

  private String reason(IOException e) {
    return e instanceof Unpacking.Excess
        ? tooMuch(share.file().file().size(), limits.unpacking())
        : "the file is damaged or cut off";
  }

  /** Reason of a packed file that holds more than it may. */
  static String tooMuch(long size, Unpacking unpacking) {
    return "the file unpacks to more than %d bytes (ingest.limits.unpacked-ratio)"
        .formatted(unpacking.most(size));
  }

  private void setAside(String reason) {
    findings.setAside(share.file().number(), reason);
    try {
      close();
    } catch (UncheckedIOException e) {
      rows = null;
    }
  }

  private void close() {
    try {
      if (rows != null) {
        rows.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot close " + share.file().file().path(), e);
    } finally {
      rows = null;
    }
  }
}
