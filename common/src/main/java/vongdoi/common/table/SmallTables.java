package vongdoi.common.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.BoundReference;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeProjection;
import org.apache.spark.sql.delta.Snapshot;
import org.apache.spark.sql.delta.VersionChecksum;
import org.apache.spark.sql.delta.actions.AddFile;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import scala.jdk.javaapi.CollectionConverters;
import vongdoi.common.local.LocalParquet;
import vongdoi.common.local.Scala;
import vongdoi.common.table.TableVersion.Part;

/**
 * Versions of small tables in the driver's memory, so that a run's jobs hand them on without
 * reading them again.
 */
final class SmallTables {
  private static final long MOST_BYTES = 256L << 20;
  private final LinkedHashMap<String, TableVersion> versions = new LinkedHashMap<>(16, 0.75f, true);
  private long bytes;

  /** The content of a snapshot; empty where its log does not list its files in one place. */
  Optional<TableVersion> at(Snapshot snapshot, SparkSession spark) {
    Optional<List<AddFile>> files = files(snapshot);
    if (files.isEmpty() || !isReadable(snapshot, files.get())) {
      return Optional.empty();
    }
    String version = name(snapshot.path().toString(), snapshot.version());
    synchronized (this) {
      TableVersion known = versions.get(version);
      if (known != null) {
        return Optional.of(known);
      }
    }
    TableVersion read = read(snapshot, files.get(), spark);
    keep(version, read);
    return Optional.of(read);
  }

  /** Remembers what was committed upon a snapshot, unless another writer came in between. */
  void committed(Snapshot before, long version, List<Part> parts) {
    if (version == before.version() + 1) {
      keep(name(before.path().toString(), version), TableVersion.of(before.schema(), parts));
    }
  }

  private synchronized void keep(String version, TableVersion content) {
    if (versions.put(version, content) == null) {
      bytes += content.bytes();
    }
    Iterator<Map.Entry<String, TableVersion>> oldest = versions.entrySet().iterator();
    while (bytes > MOST_BYTES && oldest.hasNext()) {
      bytes -= oldest.next().getValue().bytes();
      oldest.remove();
    }
  }

  private static String name(String log, long version) {
    return log + "@" + version;
  }

  /** The files of a version, where its checksum lists them. */
  private static Optional<List<AddFile>> files(Snapshot snapshot) {
    if (snapshot.checksumOpt().isEmpty()) {
      return Optional.empty();
    }
    VersionChecksum checksum = snapshot.checksumOpt().get();
    if (checksum.numFiles() == 0) {
      return Optional.of(List.of());
    }
    return checksum.allFiles().isEmpty()
        ? Optional.empty()
        : Optional.of(CollectionConverters.asJava(checksum.allFiles().get()));
  }

  private static boolean isReadable(Snapshot snapshot, List<AddFile> files) {
    StructType partition = snapshot.metadata().partitionSchema();
    return files.stream().allMatch(f -> f.deletionVector() == null)
        && partition.length() <= 1
        && Arrays.stream(partition.fields())
            .allMatch(f -> f.dataType() instanceof DateType || f.dataType() instanceof StringType);
  }

  private static TableVersion read(Snapshot snapshot, List<AddFile> files, SparkSession spark) {
    StructType schema = snapshot.schema();
    StructType partition = snapshot.metadata().partitionSchema();
    StructType data = RowShape.dataColumns(schema, Set.of(partition.fieldNames()));
    List<LocalParquet.File> found =
        files.stream()
            .map(
                f ->
                    new LocalParquet.File(
                        new Path(snapshot.deltaLog().dataPath(), f.toPath()),
                        f.size(),
                        values(f, partition)))
            .toList();
    List<List<InternalRow>> rows = new LocalParquet(spark).read(found, data, partition);
    UnsafeProjection inOrder = inOrder(schema, data, partition);
    List<Part> parts = new ArrayList<>();
    for (int i = 0; i < files.size(); i++) {
      parts.add(
          new Part(
              files.get(i),
              rows.get(i).stream().map(row -> (InternalRow) inOrder.apply(row).copy()).toList()));
    }
    return TableVersion.of(schema, parts);
  }

  private static InternalRow values(AddFile file, StructType partition) {
    return new GenericInternalRow(
        Arrays.stream(partition.fields())
            .map(f -> value(file.partitionValues().apply(f.name()), f.dataType()))
            .toArray());
  }

  private static Object value(String text, DataType type) {
    if (text == null) {
      return null;
    }
    return type instanceof DateType
        ? (Object) Math.toIntExact(java.time.LocalDate.parse(text).toEpochDay())
        : UTF8String.fromString(text);
  }

  /** From data and partition columns to the columns of the table, in its order. */
  private static UnsafeProjection inOrder(
      StructType schema, StructType data, StructType partition) {
    List<Expression> columns = new ArrayList<>();
    List<String> partitionNames = List.of(partition.fieldNames());
    for (StructField f : schema.fields()) {
      int at =
          partitionNames.contains(f.name())
              ? data.length() + partitionNames.indexOf(f.name())
              : data.fieldIndex(f.name());
      columns.add(new BoundReference(at, f.dataType(), true));
    }
    return UnsafeProjection.create(Scala.<Expression>seq(columns));
  }
}
