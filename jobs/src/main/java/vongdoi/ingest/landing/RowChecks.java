package vongdoi.ingest.landing;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import vongdoi.common.spark.SqlExpression;
import vongdoi.ingest.row.WorkingColumns;
import vongdoi.ingest.source.Entity;
import vongdoi.ingest.source.SourceConfig;
import vongdoi.ingest.source.SourceQuality.RowCheck;

/**
 * The conditions that the sources of an entity hold their rows against. They are counted by file in
 * the pass that counts the rows, so that they cost no query of their own.
 */
public final class RowChecks {
  private static final String GOOD = "good";
  private final List<String> conditions;

  private RowChecks(List<String> conditions) {
    this.conditions = conditions;
  }

  /**
   * Rows of a file that can be read.
   *
   * @param good how many they are, those among them that are known already too
   * @param broken by condition, how many of them break it
   */
  public record Counted(long good, Map<String, Long> broken) {}

  /** Those of the sources whose rows are read as an entity; order lines bear their order. */
  public static RowChecks of(Map<String, SourceConfig> sources, Entity read) {
    Set<Entity> entities =
        read == Entity.ORDER_ITEMS ? Set.of(Entity.ORDER_ITEMS, Entity.ORDERS) : Set.of(read);
    List<String> conditions = new ArrayList<>();
    new TreeMap<>(sources)
        .values().stream()
            .filter(source -> entities.contains(source.entity()))
            .flatMap(source -> source.quality().stream())
            .flatMap(quality -> quality.rowChecks().stream())
            .map(RowCheck::condition)
            .distinct()
            .forEach(conditions::add);
    return new RowChecks(conditions);
  }

  /** SQL columns that say of each row which conditions it keeps; what it has not is null. */
  List<String> columns(Collection<String> present) {
    List<String> columns = new ArrayList<>();
    for (int i = 0; i < conditions.size(); i++) {
      boolean isThere = present.containsAll(SqlExpression.columns(conditions.get(i)));
      columns.add(
          "%s as %s"
              .formatted(
                  isThere ? "coalesce(" + conditions.get(i) + ", false)" : "false", name(i)));
    }
    return columns;
  }

  /** Sums over the rows of a file, for {@link #counted}. */
  List<Column> sums() {
    List<Column> sums = new ArrayList<>();
    if (!conditions.isEmpty()) {
      sums.add(functions.expr("count_if(" + WorkingColumns.IS_GOOD + ")").as(GOOD));
    }
    for (int i = 0; i < conditions.size(); i++) {
      String broken = "count_if(%s and not %s)".formatted(WorkingColumns.IS_GOOD, name(i));
      sums.add(functions.expr(broken).as(name(i)));
    }
    return sums;
  }

  /** What the sums say of a file. */
  Counted counted(Row sums) {
    if (conditions.isEmpty()) {
      return new Counted(0, Map.of());
    }
    Map<String, Long> broken = new HashMap<>();
    for (int i = 0; i < conditions.size(); i++) {
      broken.put(conditions.get(i), sums.getAs(name(i)));
    }
    return new Counted(sums.getAs(GOOD), broken);
  }

  private static String name(int condition) {
    return WorkingColumns.KEEPS + condition;
  }
}
