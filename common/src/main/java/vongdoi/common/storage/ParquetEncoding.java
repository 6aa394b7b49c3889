package vongdoi.common.storage;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;

/**
 * Parquet files of optional columns, snappy. Rows come as texts; the size is measured before
 * compression, so that a file stays below its limit.
 */
public final class ParquetEncoding implements ExportFiles.Encoding {
  private static final int DIGITS = 18;
  private static final int SCALE = 2;

  /** What a column holds and how its texts look. */
  public enum Kind {
    STRING,
    /** A whole number of 64 bits. */
    INTEGER,
    /** A double. */
    NUMBER,
    /** A decimal with two digits after the point. */
    AMOUNT,
    /** {@code true} or {@code false}. */
    BOOLEAN,
    /** {@code 2026-01-05}. */
    DATE,
    /** {@code 2026-01-05T10:00:00Z}. */
    TIMESTAMP
  }

  /** A column of the file. */
  public record Field(String name, Kind kind) {}

  private final Configuration hadoop;
  private final List<Field> fields;
  private final MessageType schema;

  public ParquetEncoding(Configuration hadoop, List<Field> fields) {
    this.hadoop = hadoop;
    this.fields = List.copyOf(fields);
    this.schema =
        new MessageType("audience", fields.stream().map(ParquetEncoding::column).toList());
  }

  @Override
  public String suffix() {
    return "parquet";
  }

  @Override
  public ExportFiles.Body open(OutputStream out, long mostBytes) throws IOException {
    ParquetWriter<Group> writer =
        ExampleParquetWriter.builder(new Appended(out))
            .withConf(hadoop)
            .withType(schema)
            .withCompressionCodec(CompressionCodecName.SNAPPY)
            .build();
    return new Rows(writer, mostBytes);
  }

  private static Type column(Field field) {
    return switch (field.kind()) {
      case STRING ->
          Types.optional(PrimitiveTypeName.BINARY)
              .as(LogicalTypeAnnotation.stringType())
              .named(field.name());
      case INTEGER -> Types.optional(PrimitiveTypeName.INT64).named(field.name());
      case NUMBER -> Types.optional(PrimitiveTypeName.DOUBLE).named(field.name());
      case AMOUNT ->
          Types.optional(PrimitiveTypeName.INT64)
              .as(LogicalTypeAnnotation.decimalType(SCALE, DIGITS))
              .named(field.name());
      case BOOLEAN -> Types.optional(PrimitiveTypeName.BOOLEAN).named(field.name());
      case DATE ->
          Types.optional(PrimitiveTypeName.INT32)
              .as(LogicalTypeAnnotation.dateType())
              .named(field.name());
      case TIMESTAMP ->
          Types.optional(PrimitiveTypeName.INT64)
              .as(LogicalTypeAnnotation.timestampType(true, TimeUnit.MICROS))
              .named(field.name());
    };
  }

  private final class Rows implements ExportFiles.Body {
    private final ParquetWriter<Group> writer;
    private final long mostBytes;
    private boolean isEmpty = true;

    private Rows(ParquetWriter<Group> writer, long mostBytes) {
      this.writer = writer;
      this.mostBytes = mostBytes;
    }

    @Override
    public boolean add(List<String> cells) throws IOException {
      if (!isEmpty && writer.getDataSize() + length(cells) > mostBytes) {
        return false;
      }
      SimpleGroup row = new SimpleGroup(schema);
      for (int i = 0; i < fields.size(); i++) {
        if (cells.get(i) != null) {
          put(row, i, fields.get(i).kind(), cells.get(i));
        }
      }
      writer.write(row);
      isEmpty = false;
      return true;
    }

    @Override
    public void close() throws IOException {
      writer.close();
    }
  }

  private static long length(List<String> cells) {
    return cells.stream().mapToLong(c -> c == null ? 1 : c.length() + 8L).sum();
  }

  private static void put(SimpleGroup row, int column, Kind kind, String text) {
    switch (kind) {
      case STRING -> row.add(column, text);
      case INTEGER -> row.add(column, Long.parseLong(text));
      case NUMBER -> row.add(column, Double.parseDouble(text));
      case AMOUNT ->
          row.add(
              column,
              new BigDecimal(text)
                  .setScale(SCALE, RoundingMode.HALF_UP)
                  .unscaledValue()
                  .longValueExact());
      case BOOLEAN -> row.add(column, Boolean.parseBoolean(text));
      case DATE -> row.add(column, Math.toIntExact(LocalDate.parse(text).toEpochDay()));
      case TIMESTAMP ->
          row.add(column, ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(text)));
    }
  }

  /** A stream that Parquet may only append to. */
  private record Appended(OutputStream out) implements OutputFile {
    @Override
    public PositionOutputStream create(long blockSizeHint) {
      return new Positioned(out);
    }

    @Override
    public PositionOutputStream createOrOverwrite(long blockSizeHint) {
      return create(blockSizeHint);
    }

    @Override
    public boolean supportsBlockSize() {
      return false;
    }

    @Override
    public long defaultBlockSize() {
      return 0;
    }
  }

  private static final class Positioned extends PositionOutputStream {
    private final OutputStream out;
    private long position;

    private Positioned(OutputStream out) {
      this.out = out;
    }

    @Override
    public long getPos() {
      return position;
    }

    @Override
    public void write(int b) throws IOException {
      out.write(b);
      position++;
    }

    @Override
    public void write(byte[] b, int from, int length) throws IOException {
      out.write(b, from, length);
      position += length;
    }

    @Override
    public void flush() throws IOException {
      out.flush();
    }

    @Override
    public void close() throws IOException {
      out.close();
    }
  }
}
