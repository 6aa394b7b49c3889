package vongdoi.ingest.files;

import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;
import vongdoi.common.storage.FileContent;
import vongdoi.ingest.lines.CsvLayout;
import vongdoi.ingest.lines.FilePart;
import vongdoi.ingest.lines.LineFormat;
import vongdoi.ingest.lines.LineLimits;
import vongdoi.ingest.lines.RowStarts;
import vongdoi.ingest.lines.RowStarts.Hypothesis;
import vongdoi.ingest.row.BadFile;

/**
 * Cuts large plain files into parts that begin at a row, so that tasks share them. Tasks look at
 * equal ranges side by side and say where rows begin in each, whether it begins within quotes or
 * not; then it is a walk from range to range to tell which of the two holds.
 */
final class FileCutter {
  private final SparkSession spark;
  private final LineFormat format;
  private final LineLimits limits;
  private final long partBytes;

  FileCutter(SparkSession spark, LineFormat format, LineLimits limits, long partBytes) {
    this.spark = spark;
    this.format = format;
    this.limits = limits;
    this.partBytes = partBytes;
  }

  /** A range of a file, cut without regard to rows. */
  private record Range(NewFile file, long from, long to, FilePart whole) implements Serializable {
    private static final long serialVersionUID = 1L;
  }

  /** The files, the large ones in parts. */
  List<FileShare> shares(List<NewFile> files, FileFindings findings) {
    SerializableConfiguration conf =
        new SerializableConfiguration(spark.sessionState().newHadoopConf());
    FileContent content = new FileContent(conf.value());
    List<Range> ranges = new ArrayList<>();
    for (NewFile file : files) {
      if (isCut(file, content)) {
        whole(file, content, findings).ifPresent(whole -> ranges.addAll(ranges(file, whole)));
      }
    }
    List<RowStarts> starts = ranges.isEmpty() ? List.of() : starts(ranges, conf);
    List<FileShare> shares = new ArrayList<>();
    int next = 0;
    for (NewFile file : files) {
      if (!isCut(file, content)) {
        shares.add(new FileShare(file, null));
        continue;
      }
      int from = next;
      while (next < ranges.size() && ranges.get(next).file().number() == file.number()) {
        next++;
      }
      shares.addAll(parts(ranges.subList(from, next), starts.subList(from, next), content));
    }
    return shares;
  }

  private boolean isCut(NewFile file, FileContent content) {
    return format.isSplittable()
        && file.file().size() > partBytes + partBytes / 2
        && content.isPlain(file.file().path());
  }

  private Optional<FilePart> whole(NewFile file, FileContent content, FileFindings findings) {
    try (InputStream in = content.from(file.file().path(), 0)) {
      return Optional.of(format.whole(in.readNBytes(CsvLayout.HEAD), file.file().size(), limits));
    } catch (BadFile e) {
      findings.setAside(file.number(), e.getMessage());
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + file.file().path(), e);
    }
  }

  private List<Range> ranges(NewFile file, FilePart whole) {
    long size = file.file().size();
    long count = Math.max(1, (size + partBytes / 2) / partBytes);
    List<Range> ranges = new ArrayList<>();
    for (long i = 0; i < count; i++) {
      ranges.add(new Range(file, size * i / count, size * (i + 1) / count, whole));
    }
    return ranges;
  }

  private List<RowStarts> starts(List<Range> ranges, SerializableConfiguration conf) {
    LineFormat of = format;
    LineLimits most = limits;
    return JavaSparkContext.fromSparkContext(spark.sparkContext())
        .parallelize(ranges, ranges.size())
        .map(range -> starts(range, of, most, new FileContent(conf.value())))
        .collect();
  }

  private static RowStarts starts(
      Range range, LineFormat format, LineLimits limits, FileContent content) throws IOException {
    String path = range.file().file().path();
    return format.starts(
        offset -> content.from(path, offset), range.from(), range.to(), limits, range.whole());
  }

  private List<FileShare> parts(List<Range> ranges, List<RowStarts> starts, FileContent content) {
    List<FileShare> parts = new ArrayList<>();
    if (ranges.isEmpty()) {
      return parts;
    }
    FilePart whole = ranges.get(0).whole();
    long at = whole.from();
    long line = whole.firstLine();
    for (int i = 0; i < ranges.size(); i++) {
      Range range = ranges.get(i);
      if (at >= range.to()) {
        continue;
      }
      Hypothesis holds = holding(starts.get(i), at, range, content);
      parts.add(
          new FileShare(
              range.file(),
              new FilePart(
                  parts.size(),
                  at,
                  holds.next(),
                  line,
                  holds.next() >= range.file().file().size(),
                  whole.layout())));
      at = holds.next();
      line += holds.lines();
    }
    return parts;
  }

  /** What holds of a range whose first row begins at an offset; where nobody foresaw it, a look. */
  private Hypothesis holding(RowStarts starts, long first, Range range, FileContent content) {
    for (Hypothesis hypothesis : starts.hypotheses()) {
      if (hypothesis.first() == first) {
        return hypothesis;
      }
    }
    try {
      return format.followed(
          offset -> content.from(range.file().file().path(), offset),
          first,
          range.to(),
          limits,
          range.whole());
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + range.file().file().path(), e);
    }
  }
}
