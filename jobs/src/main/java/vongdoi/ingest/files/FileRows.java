package vongdoi.ingest.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.unsafe.types.UTF8String;
import org.apache.spark.util.CollectionAccumulator;
import vongdoi.common.storage.FileContent;
import vongdoi.common.storage.LineReader;
import vongdoi.ingest.lines.LineFormat;
import vongdoi.ingest.lines.LineParser;
import vongdoi.ingest.row.BadFile;
import vongdoi.ingest.row.BadRow;
import vongdoi.ingest.row.WorkingColumns;

/** The rows of some text files, one after the other. */
final class FileRows implements Iterator<InternalRow> {
  private final Iterator<NewFile> files;
  private final LineFormat format;
  private final int width;
  private final LineLimits limits;
  private final FileContent content;
  private final CollectionAccumulator<DamagedFile> damaged;
  private NewFile file;
  private LineReader lines;
  private LineParser parser;
  private InternalRow next;

  FileRows(
      Iterator<NewFile> files,
      LineFormat format,
      LineLimits limits,
      Configuration conf,
      CollectionAccumulator<DamagedFile> damaged) {
    this.files = files;
    this.format = format;
    this.width = format.schema().length();
    this.limits = limits;
    this.content = new FileContent(conf);
    this.damaged = damaged;
  }

  @Override
  public boolean hasNext() {
    while (next == null) {
      if (lines == null && !open()) {
        return false;
      }
      try {
        if (lines == null) {
          continue;
        }
        if (lines.next()) {
          next = row();
        } else {
          close();
        }
      } catch (IOException e) {
        setAside("the file is damaged or cut off");
      } catch (BadFile e) {
        setAside(e.getMessage());
      }
    }
    return true;
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
    if (!files.hasNext()) {
      return false;
    }
    file = files.next();
    try {
      lines =
          new LineReader(
              content.open(file.file().path(), file.file().size()), limits.maxLineBytes());
      parser = format.parser();
    } catch (IOException e) {
      setAside("the file is damaged: its packing cannot be read");
    }
    return true;
  }

  private InternalRow row() throws BadFile {
    if (lines.isBlank()) {
      return null;
    }
    try {
      if (lines.isTooLong()) {
        throw new BadRow("the line is longer than " + limits.maxLineBytes() + " bytes");
      }
      Object[] values = parser.parse(lines.bytes(), lines.length());
      UTF8String text = values != null && limits.keepsGoodText() ? rawText() : null;
      return values == null
          ? null
          : WorkingColumns.good(file.number(), lines.number(), text, values);
    } catch (BadRow e) {
      return WorkingColumns.bad(file.number(), lines.number(), e.getMessage(), rawText(), width);
    }
  }

  private UTF8String rawText() {
    int cut = Math.min(lines.length(), limits.rawTextLength());
    return UTF8String.fromBytes(Arrays.copyOf(lines.bytes(), cut)).makeValid();
  }

  private void setAside(String reason) {
    damaged.add(new DamagedFile(file.number(), reason));
    try {
      close();
    } catch (UncheckedIOException e) {
      lines = null;
    }
  }

  private void close() {
    try {
      if (lines != null) {
        lines.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot close " + file.file().path(), e);
    } finally {
      lines = null;
    }
  }
}
