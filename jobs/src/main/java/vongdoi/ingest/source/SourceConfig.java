package vongdoi.ingest.source;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One source of raw data: {@code sources.<name>}.
 *
 * @param entity what its rows tell of
 * @param format how its files are written
 * @param path file, folder or glob of any Hadoop store; for {@code delta} the table's folder
 * @param where SQL filter over the raw columns (for segment over the event columns)
 * @param options of the format
 * @param columns canonical column to SQL expression over the raw columns; others go by their name
 * @param customers the customers source whose record ids this source's {@code record_id} means
 * @param zone zone of times that bear none; else the business zone
 */
public record SourceConfig(
    Entity entity,
    Format format,
    String path,
    Optional<String> where,
    Map<String, String> options,
    Map<String, String> columns,
    Optional<String> customers,
    Optional<String> zone) {

  public SourceConfig {
    options = new TreeMap<>(options);
    columns = new TreeMap<>(columns);
  }
}
