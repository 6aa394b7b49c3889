package vongdoi.common.table;

import java.util.Collection;
import java.util.List;
import java.util.Set;

/** A table that an older version made lacks columns of its declaration. */
public final class OlderTableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private OlderTableException(Table table, List<String> lacking) {
    super(
        "Cannot work on %s: an older version of Vongdoi made it, without the columns %s. Bring the lake to this version with ./vongdoi upgrade; docs/upgrade.md says what it changes"
            .formatted(table, String.join(", ", lacking)));
  }

  /**
   * @param present columns of the table as it is
   * @throws OlderTableException where one of the declared ones is not among them
   */
  public static void requireAll(Table table, Collection<String> present) {
    Set<String> there = Set.copyOf(present);
    List<String> lacking =
        table.columnNames().stream().filter(name -> !there.contains(name)).toList();
    if (!lacking.isEmpty()) {
      throw new OlderTableException(table, lacking);
    }
  }
}
