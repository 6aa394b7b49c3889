package vongdoi.generate.files;

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
import vongdoi.generate.shop.ShopCalendar;
import vongdoi.generate.shop.ShopSettings;

/** Writes rows that come sorted by file into those files, and counts them. */
public final class DatedFiles {
  /** Count per landing; of events the kinds of {@link EventCounts}. */
  public static final StructType SCHEMA =
      StructType.fromDDL("name STRING, kind STRING, count BIGINT");

  private final LandingFolder folder;
  private final ShopCalendar calendar;
  private final Map<String, Long> counts = new TreeMap<>();
  private OutputStream out;
  private int file;
  private DailyLanding landing;

  public DatedFiles(ShopSettings settings, LandingFolder folder) {
    this.folder = folder;
    this.calendar = new ShopCalendar(settings);
  }

  public Iterator<Row> write(Iterator<Row> rows) throws IOException {
    try {
      while (rows.hasNext()) {
        Row row = rows.next();
        if (LandingRow.holdsCounts(row)) {
          countEvents(LandingRow.line(row).split(","));
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
    if (out == null || LandingRow.file(row) != file) {
      open(LandingRow.file(row));
    }
    out.write(LandingRow.line(row).getBytes(StandardCharsets.UTF_8));
    out.write('\n');
    String entity = landing.entity();
    counts.merge(entity + (LandingRow.isBroken(row) ? " broken" : " good"), 1L, Long::sum);
  }

  private void open(int newFile) throws IOException {
    if (out != null) {
      out.close();
    }
    file = newFile;
    landing = LandingRow.landing(file);
    int day = LandingRow.day(file);
    OutputStream raw = folder.create(landing.path(calendar.dateOf(day).toString()));
    out = new BufferedOutputStream(landing.isZipped() ? new FastGzip(raw) : raw, 32 * 1024);
    if (landing.isCsv()) {
      out.write((landing.header() + "\n").getBytes(StandardCharsets.UTF_8));
    }
  }

  private void countEvents(String... values) {
    for (int i = 0; i < values.length; i++) {
      counts.merge("events " + EventCounts.KINDS.get(i), Long.parseLong(values[i]), Long::sum);
    }
  }
}
