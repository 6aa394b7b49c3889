package vongdoi.generate;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/** Writes rows that come sorted by file into those files, and counts them. */
final class DatedFiles {
  /** Count per landing; of events the four counts of {@link ShopSummary.Counts}. */
  static final StructType SCHEMA = StructType.fromDDL("name STRING, kind STRING, count BIGINT");

  private final LandingFolder folder;
  private final ShopCalendar calendar;
  private final Map<String, Long> counts = new TreeMap<>();
  private OutputStream out;
  private int file;
  private Landing landing;

  DatedFiles(ShopSettings settings, LandingFolder folder) {
    this.folder = folder;
    this.calendar = new ShopCalendar(settings);
  }

  Iterator<Row> write(Iterator<Row> rows) throws IOException {
    try {
      while (rows.hasNext()) {
        Row row = rows.next();
        if (row.getInt(0) == ShopPart.COUNTS) {
          countEvents(row.getString(3).split(","));
        } else {
          line(row);
        }
      }
    } finally {
      if (out != null) {
        out.close();
      }
    }
    List<Row> result = new ArrayList<>();
    counts.forEach(
        (name, count) -> {
          String[] parts = name.split(" ");
          result.add(RowFactory.create(parts[0], parts[1], count));
        });
    return result.iterator();
  }

  private void line(Row row) throws IOException {
    if (out == null || row.getInt(0) != file) {
      open(row.getInt(0));
    }
    out.write(row.getString(3).getBytes(StandardCharsets.UTF_8));
    out.write('\n');
    String entity = landing.entity();
    counts.merge(entity + (row.getBoolean(2) ? " broken" : " good"), 1L, Long::sum);
  }

  private void open(int newFile) throws IOException {
    if (out != null) {
      out.close();
    }
    file = newFile;
    landing = Landing.values()[file / DeskWriter.DAYS];
    int day = file % DeskWriter.DAYS;
    OutputStream raw = folder.create(landing.path(calendar.dateOf(day).toString()));
    out = new BufferedOutputStream(landing.isZipped() ? new FastGzip(raw) : raw, 32 * 1024);
    if (landing.isCsv()) {
      out.write((landing.header() + "\n").getBytes(StandardCharsets.UTF_8));
    }
  }

  private void countEvents(String... values) {
    String[] kinds = {"good", "duplicate", "broken", "future"};
    for (int i = 0; i < kinds.length; i++) {
      counts.merge("events " + kinds[i], Long.parseLong(values[i]), Long::sum);
    }
  }
}
