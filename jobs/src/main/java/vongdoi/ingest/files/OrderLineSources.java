package vongdoi.ingest.files;

import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.SparkSession;
import vongdoi.common.storage.ColumnarFiles;
import vongdoi.common.storage.FileContent;
import vongdoi.common.storage.LineReader;
import vongdoi.ingest.lines.CsvColumns;
import vongdoi.ingest.lines.CsvDialect;
import vongdoi.ingest.lines.LineJson;
import vongdoi.ingest.lines.LineLimits;
import vongdoi.ingest.lines.RawColumns;
import vongdoi.ingest.row.BadFile;
import vongdoi.ingest.row.BadRow;
import vongdoi.ingest.source.Entity;
import vongdoi.ingest.source.Format;
import vongdoi.ingest.source.SourceConfig;

/**
 * Tells sources of order lines from sources of whole orders: both have entity orders, but a line
 * names a product. Where the mapping does not say it, the first new file does, unless another
 * source brings the order items anyway.
 */
public final class OrderLineSources {
  private static final String PRODUCT = "product_id";
  private final SparkSession spark;
  private final LineLimits limits;
  private final Map<String, SourceConfig> sources;

  public OrderLineSources(
      SparkSession spark, LineLimits limits, Map<String, SourceConfig> sources) {
    this.spark = spark;
    this.limits = limits;
    this.sources = sources;
  }

  /** Whether any source may turn out to bring order lines. */
  public static boolean arePossible(Map<String, SourceConfig> sources) {
    return sources.values().stream().anyMatch(s -> isPossible(s, sources));
  }

  private static boolean isPossible(SourceConfig source, Map<String, SourceConfig> sources) {
    return source.entity() == Entity.ORDERS
        && (source.columns().containsKey(PRODUCT)
            || sources.values().stream().noneMatch(s -> s.entity() == Entity.ORDER_ITEMS));
  }

  /** Whether the rows of a source are order lines. */
  public boolean areIn(String name, List<NewFile> files) {
    SourceConfig source = sources.get(name);
    if (!isPossible(source, sources)) {
      return false;
    }
    return source.columns().containsKey(PRODUCT)
        || files.stream()
            .filter(f -> f.file().size() > 0)
            .findFirst()
            .map(f -> columns(source, f).contains(PRODUCT))
            .orElse(false);
  }

  /** Names of the raw columns of a file, in its order; none where it does not say them. */
  public List<String> columns(SourceConfig source, NewFile file) {
    ColumnarFiles storage = new ColumnarFiles(spark);
    return switch (source.format()) {
      case PARQUET -> storage.columnsOf(file.file().path());
      case DELTA -> names(storage.delta(source.path(), Map.of()).columns());
      default -> ofFirstLine(source, file);
    };
  }

  private List<String> ofFirstLine(SourceConfig source, NewFile file) {
    FileContent content = new FileContent(spark.sessionState().newHadoopConf());
    try (InputStream in =
        content.open(file.file().path(), file.file().size(), limits.unpacking())) {
      if (source.format() == Format.CSV) {
        return CsvColumns.header(CsvDialect.of(source.options()), mustHave(source), in);
      }
      LineReader lines = new LineReader(in, limits.maxLineBytes());
      while (lines.next()) {
        if (lines.isBlank()) {
          continue;
        }
        List<String> names = new ArrayList<>();
        new LineJson(limits.maxDepth())
            .read(
                lines.bytes(),
                lines.length(),
                json -> {
                  while (json.nextToken() != JsonToken.END_OBJECT) {
                    names.add(json.currentName());
                    json.nextToken();
                    json.skipChildren();
                  }
                });
        return names;
      }
      return List.of();
    } catch (IOException | BadRow | BadFile e) {
      return List.of();
    }
  }

  /** Raw columns that tell the header from a preamble: those that the expressions name. */
  private static Set<String> mustHave(SourceConfig source) {
    RawColumns named = new RawColumns();
    source.columns().values().forEach(named::addReferencesOf);
    return Set.copyOf(named.names());
  }

  private static List<String> names(String[] columns) {
    return Arrays.stream(columns).filter(c -> !c.startsWith("__")).toList();
  }
}
