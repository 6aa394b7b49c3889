package vongdoi;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeProjection;
import org.apache.spark.sql.types.StructType;
import vongdoi.common.catalog.Bronze;
import vongdoi.common.local.LocalRows;
import vongdoi.common.local.Scale;
import vongdoi.common.spark.LocalSpark;
import vongdoi.common.table.Table;
import vongdoi.common.table.Warehouse;

/**
 * What people and programs find in a lake: the rows of its tables, and every file of its exports,
 * models and pages.
 */
final class LakeState {
  private static final List<String> FOLDERS = List.of("exports", "models", "report");
  private static final String UUID = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";

  /** What Spark's models say of when and by which object they were saved. */
  private static final String OF_SAVING = "\"timestamp\":\\d+|_[0-9a-f]{12}";

  private final SortedMap<String, List<String>> parts;

  private LakeState(SortedMap<String, List<String>> parts) {
    this.parts = parts;
  }

  static LakeState of(Path lake, Collection<Table> tables) {
    SortedMap<String, List<String>> parts = new TreeMap<>();
    Warehouse warehouse =
        new Warehouse(LocalSpark.session(), lake.toString())
            .in(LocalSpark.session().newSession())
            .at(Scale.LOCAL);
    for (Table table : tables) {
      parts.put(table.fullName(), rows(warehouse, table));
    }
    for (String folder : FOLDERS) {
      if (Files.exists(lake.resolve(folder))) {
        addFiles(lake, folder, parts);
      }
    }
    return new LakeState(parts);
  }

  private static List<String> rows(Warehouse warehouse, Table table) {
    // A batch is named after the version that it makes, which those of a killed run move on.
    LocalRows found = LocalRows.of(warehouse.read(table).drop(Bronze.BATCH_ID));
    StructType schema = found.schema();
    UnsafeProjection packed = UnsafeProjection.create(schema);
    List<String> rows = new ArrayList<>();
    for (InternalRow row : found.rows()) {
      rows.add(Base64.getEncoder().encodeToString(packed.apply(row).getBytes()));
    }
    rows.sort(null);
    return rows;
  }

  private static void addFiles(Path lake, String folder, Map<String, List<String>> parts) {
    try (Stream<Path> files = Files.walk(lake.resolve(folder))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = lake.relativize(file).toString().replaceAll(UUID + "|" + OF_SAVING, "");
        if (!name.endsWith(".crc")) {
          parts.put(name, List.of(content(file)));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String content(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    return file.toString().contains("/metadata/")
        ? new String(bytes, StandardCharsets.UTF_8).replaceAll(OF_SAVING, "")
        : Base64.getEncoder().encodeToString(bytes);
  }

  /** Names of the tables and files that are not the same in another lake. */
  List<String> differences(LakeState other) {
    TreeSet<String> names = new TreeSet<>(parts.keySet());
    names.addAll(other.parts.keySet());
    return names.stream()
        .filter(
            name ->
                !parts
                    .getOrDefault(name, List.of())
                    .equals(other.parts.getOrDefault(name, List.of())))
        .map(
            name ->
                "%s (%d and %d)"
                    .formatted(
                        name,
                        parts.getOrDefault(name, List.of()).size(),
                        other.parts.getOrDefault(name, List.of()).size()))
        .toList();
  }
}
