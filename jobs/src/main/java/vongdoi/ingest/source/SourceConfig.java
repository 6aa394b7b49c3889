package vongdoi.ingest.source;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import vongdoi.ingest.values.DateOrder;
import vongdoi.ingest.values.DecimalMark;

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
 * @param country ISO 3166 code of its people: order of dates, decimal mark, phones without a prefix
 * @param currency ISO 4217 code of its amounts that come without one
 * @param dateOrder order of day and month; else that of the country
 * @param decimalMark what stands before decimals; else shape, currency and country decide
 * @param orderLines what a file says of the orders that it names
 * @param quality what its deliveries are held against
 */
public record SourceConfig(
    Entity entity,
    Format format,
    String path,
    Optional<String> where,
    Map<String, String> options,
    Map<String, String> columns,
    Optional<String> customers,
    Optional<String> zone,
    Optional<String> country,
    Optional<String> currency,
    Optional<DateOrder> dateOrder,
    Optional<DecimalMark> decimalMark,
    Optional<LinesOfOrder> orderLines,
    Optional<SourceQuality> quality) {

  public SourceConfig {
    options = new TreeMap<>(options);
    columns = new TreeMap<>(columns);
  }

  /** A source that says nothing of how its people write. */
  public SourceConfig(
      Entity entity,
      Format format,
      String path,
      Optional<String> where,
      Map<String, String> options,
      Map<String, String> columns,
      Optional<String> customers,
      Optional<String> zone) {
    this(
        entity,
        format,
        path,
        where,
        options,
        columns,
        customers,
        zone,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** The same source, of whose orders a file says all or some lines. */
  public SourceConfig saying(LinesOfOrder lines) {
    return with(Optional.of(lines), quality);
  }

  /** The same source, whose deliveries are held against something. */
  public SourceConfig heldAgainst(SourceQuality expected) {
    return with(orderLines, Optional.of(expected));
  }

  private SourceConfig with(Optional<LinesOfOrder> lines, Optional<SourceQuality> expected) {
    return new SourceConfig(
        entity,
        format,
        path,
        where,
        options,
        columns,
        customers,
        zone,
        country,
        currency,
        dateOrder,
        decimalMark,
        lines,
        expected);
  }

  /** What a file of lines says of the orders that it names. */
  public LinesOfOrder linesSay() {
    return orderLines.orElse(LinesOfOrder.WHOLE);
  }

  /** Columns without which no row is taken in, of an entity that the source's rows are read as. */
  public Set<String> required(Entity read) {
    Set<String> required = new LinkedHashSet<>(read.required());
    if (entity == Entity.ORDERS && read == Entity.ORDER_ITEMS) {
      required.addAll(Entity.ORDERS.required());
    }
    return required;
  }

  /** Name of the source whose customer records the record ids of a source mean. */
  public static String recordSource(String name, Map<String, SourceConfig> sources) {
    SourceConfig source = sources.get(name);
    if (source.entity() == Entity.CUSTOMERS) {
      return source.customers().orElse(name);
    }
    List<String> all =
        sources.entrySet().stream()
            .filter(s -> s.getValue().entity() == Entity.CUSTOMERS)
            .map(Map.Entry::getKey)
            .toList();
    Optional<String> only = all.size() == 1 ? Optional.of(all.get(0)) : Optional.empty();
    return source.customers().or(() -> only).orElse(name);
  }
}
