package vongdoi;

import io.delta.kernel.Scan;
import io.delta.kernel.Snapshot;
import io.delta.kernel.data.ColumnVector;
import io.delta.kernel.data.ColumnarBatch;
import io.delta.kernel.data.FilteredColumnarBatch;
import io.delta.kernel.defaults.engine.DefaultEngine;
import io.delta.kernel.engine.Engine;
import io.delta.kernel.engine.FileReadResult;
import io.delta.kernel.internal.InternalScanFileUtils;
import io.delta.kernel.internal.data.ScanStateRow;
import io.delta.kernel.internal.util.Utils;
import io.delta.kernel.types.ArrayType;
import io.delta.kernel.types.BinaryType;
import io.delta.kernel.types.BooleanType;
import io.delta.kernel.types.DateType;
import io.delta.kernel.types.DecimalType;
import io.delta.kernel.types.DoubleType;
import io.delta.kernel.types.IntegerType;
import io.delta.kernel.types.LongType;
import io.delta.kernel.types.MapType;
import io.delta.kernel.types.StringType;
import io.delta.kernel.types.StructType;
import io.delta.kernel.types.TimestampType;
import io.delta.kernel.utils.CloseableIterator;
import io.delta.kernel.utils.FileStatus;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import scala.jdk.javaapi.CollectionConverters;

/**
 * How many rows a table has and the sum of the CRC-32 of each, written in a way that every reader
 * can write it: cells parted by U+0001, null as {@code ~}, doubles as their bits in hexadecimal,
 * decimals with all their places, dates as days and times as microseconds since 1970. The readers'
 * test in Python does the same.
 */
record RowSums(long rows, long sum) {
  private static final String NULL = "~";

  static RowSums bySpark(Dataset<Row> frame) {
    long rows = 0;
    long sum = 0;
    for (Iterator<Row> all = frame.toLocalIterator(); all.hasNext(); rows++) {
      Row row = all.next();
      List<String> cells = new ArrayList<>();
      for (int i = 0; i < row.size(); i++) {
        cells.add(text(row.get(i)));
      }
      sum += crc(cells);
    }
    return new RowSums(rows, sum);
  }

  private static long crc(List<String> cells) {
    CRC32 crc = new CRC32();
    crc.update(String.join("\u0001", cells).getBytes(StandardCharsets.UTF_8));
    return crc.getValue();
  }

  private static String text(Object value) {
    if (value == null) {
      return NULL;
    } else if (value instanceof Double number) {
      return bits(number);
    } else if (value instanceof BigDecimal number) {
      return number.toPlainString();
    } else if (value instanceof Date date) {
      return String.valueOf(date.toLocalDate().toEpochDay());
    } else if (value instanceof Timestamp time) {
      Instant instant = time.toInstant();
      return String.valueOf(instant.getEpochSecond() * 1_000_000 + instant.getNano() / 1000);
    } else if (value instanceof byte[] bytes) {
      return HexFormat.of().formatHex(bytes);
    } else if (value instanceof Row struct) {
      List<String> cells = new ArrayList<>();
      for (int i = 0; i < struct.size(); i++) {
        cells.add(text(struct.get(i)));
      }
      return "(" + String.join(",", cells) + ")";
    } else if (value instanceof scala.collection.Map<?, ?> map) {
      Map<String, String> entries = new TreeMap<>();
      CollectionConverters.asJava(map).forEach((k, v) -> entries.put(text(k), text(v)));
      return entries.toString().replace(", ", ",");
    } else if (value instanceof scala.collection.Seq<?> list) {
      List<String> cells = new ArrayList<>();
      CollectionConverters.asJava(list).forEach(element -> cells.add(text(element)));
      return "[" + String.join(",", cells) + "]";
    }
    return String.valueOf(value);
  }

  private static String bits(double number) {
    return HexFormat.of().toHexDigits(Double.doubleToLongBits(number));
  }

  /** Read by Delta Kernel, which knows nothing of Spark. */
  static RowSums byKernel(String path) throws IOException {
    Engine engine = DefaultEngine.create(new Configuration());
    Snapshot snapshot = io.delta.kernel.Table.forPath(engine, path).getLatestSnapshot(engine);
    Scan scan = snapshot.getScanBuilder().build();
    io.delta.kernel.data.Row state = scan.getScanState(engine);
    StructType physical = ScanStateRow.getPhysicalDataReadSchema(state);
    long rows = 0;
    long sum = 0;
    try (CloseableIterator<FilteredColumnarBatch> files = scan.getScanFiles(engine)) {
      while (files.hasNext()) {
        try (CloseableIterator<io.delta.kernel.data.Row> those = files.next().getRows()) {
          while (those.hasNext()) {
            RowSums part = ofFile(engine, state, physical, those.next());
            rows += part.rows;
            sum += part.sum;
          }
        }
      }
    }
    return new RowSums(rows, sum);
  }

  private static RowSums ofFile(
      Engine engine,
      io.delta.kernel.data.Row state,
      StructType physical,
      io.delta.kernel.data.Row f)
      throws IOException {
    FileStatus file = InternalScanFileUtils.getAddFileStatus(f);
    CloseableIterator<ColumnarBatch> read =
        engine
            .getParquetHandler()
            .readParquetFiles(
                Utils.singletonCloseableIterator(file), physical, java.util.Optional.empty())
            .map(FileReadResult::getData);
    long rows = 0;
    long sum = 0;
    try (CloseableIterator<FilteredColumnarBatch> batches =
        Scan.transformPhysicalData(engine, state, f, read)) {
      while (batches.hasNext()) {
        FilteredColumnarBatch batch = batches.next();
        ColumnarBatch data = batch.getData();
        for (int row = 0; row < data.getSize(); row++) {
          int at = row;
          if (batch.getSelectionVector().map(chosen -> chosen.getBoolean(at)).orElse(true)) {
            List<String> cells = new ArrayList<>();
            for (int c = 0; c < data.getSchema().length(); c++) {
              cells.add(text(data.getColumnVector(c), row));
            }
            rows++;
            sum += crc(cells);
          }
        }
      }
    }
    return new RowSums(rows, sum);
  }

  private static String text(ColumnVector column, int at) {
    if (column.isNullAt(at)) {
      return NULL;
    }
    Object type = column.getDataType();
    if (type instanceof StringType) {
      return column.getString(at);
    } else if (type instanceof LongType || type instanceof TimestampType) {
      return String.valueOf(column.getLong(at));
    } else if (type instanceof IntegerType || type instanceof DateType) {
      return String.valueOf(column.getInt(at));
    } else if (type instanceof BooleanType) {
      return String.valueOf(column.getBoolean(at));
    } else if (type instanceof DoubleType) {
      return bits(column.getDouble(at));
    } else if (type instanceof DecimalType) {
      return column.getDecimal(at).toPlainString();
    } else if (type instanceof BinaryType) {
      return HexFormat.of().formatHex(column.getBinary(at));
    } else if (type instanceof ArrayType) {
      ColumnVector elements = column.getArray(at).getElements();
      List<String> cells = new ArrayList<>();
      for (int i = 0; i < column.getArray(at).getSize(); i++) {
        cells.add(text(elements, i));
      }
      return "[" + String.join(",", cells) + "]";
    } else if (type instanceof MapType) {
      Map<String, String> entries = new TreeMap<>();
      for (int i = 0; i < column.getMap(at).getSize(); i++) {
        entries.put(text(column.getMap(at).getKeys(), i), text(column.getMap(at).getValues(), i));
      }
      return entries.toString().replace(", ", ",");
    } else if (type instanceof StructType struct) {
      List<String> cells = new ArrayList<>();
      for (int i = 0; i < struct.length(); i++) {
        cells.add(text(column.getChild(i), at));
      }
      return "(" + String.join(",", cells) + ")";
    }
    throw new IllegalStateException("Cannot write a value of type " + type);
  }
}
