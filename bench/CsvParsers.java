import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.unsafe.types.UTF8String;
import vongdoi.common.storage.Unpacking;
import vongdoi.ingest.lines.CsvColumns;
import vongdoi.ingest.lines.CsvDialect;
import vongdoi.ingest.lines.LineLimits;
import vongdoi.ingest.lines.RowReader;

/** One thread's seconds for all fields of a CSV as Spark's texts, by our cutter and by FastCSV. */
public final class CsvParsers {
  private static long bytes;

  private CsvParsers() {}

  public static void main(String[] arguments) throws Exception {
    Path file = Path.of(arguments[0]);
    List<String> names;
    try (InputStream in = Files.newInputStream(file)) {
      names = CsvColumns.header(CsvDialect.of(Map.of()), Set.of(), in);
    }
    for (int round = 1; round <= 4; round++) {
      double ours = seconds(() -> ours(file, names));
      long oursBytes = bytes;
      double theirs = seconds(() -> fastCsv(file));
      System.out.printf(
          "round %d: CsvRecords %.2f s, FastCSV %.2f s, ratio %.2f; bytes of all fields %d, %d%n",
          round, ours, theirs, ours / theirs, oursBytes, bytes);
    }
  }

  private interface Reading {
    long bytes() throws Exception;
  }

  private static double seconds(Reading reading) throws Exception {
    long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    bytes = reading.bytes();
    return (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before) / 1e9;
  }

  private static long ours(Path file, List<String> names) throws Exception {
    CsvColumns.Records records =
        new CsvColumns.Records(CsvDialect.of(Map.of()), names, Set.copyOf(names));
    long sum = 0;
    try (RowReader rows =
        records.open(Files.newInputStream(file), new LineLimits(1_000_000, 2000, true, 100, 5000, 500, Unpacking.ANY))) {
      while (rows.next()) {
        Object[] values = rows.values();
        for (int i = 0; i < names.size(); i++) {
          sum += values[i] == null ? 0 : ((UTF8String) values[i]).numBytes();
        }
      }
    }
    return sum;
  }

  private static long fastCsv(Path file) throws IOException {
    long sum = 0;
    try (CsvReader<CsvRecord> reader =
        CsvReader.builder()
            .ofCsvRecord(new BufferedInputStream(Files.newInputStream(file), 1 << 18))) {
      boolean isHeader = true;
      for (CsvRecord record : reader) {
        if (!isHeader) {
          for (String field : record.getFields()) {
            sum += UTF8String.fromString(field).numBytes();
          }
        }
        isHeader = false;
      }
    }
    return sum;
  }
}
