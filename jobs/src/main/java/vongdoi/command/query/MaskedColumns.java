package vongdoi.command.query;

import java.util.List;
import vongdoi.common.table.Table;
import vongdoi.common.table.TableColumn;
import vongdoi.common.table.TableColumn.Content;
import vongdoi.platform.AccessConfig.Role;

/**
 * What stands in the place of a personal column's value: {@code ***} for a text, so that it can
 * still be counted who has one, and nothing for all else. The mask is the same for every value:
 * neither a filter nor a join finds a person by it.
 */
final class MaskedColumns {
  private static final String TEXT = "'***'";

  private MaskedColumns() {}

  /** The columns of a table in its order, as SQL expressions with their names. */
  static List<String> of(Table table, Role role) {
    return table.columns().stream()
        .map(
            column ->
                role == Role.OWNER || column.content() == Content.PLAIN
                    ? "`" + column.name() + "`"
                    : masked(column) + " as `" + column.name() + "`")
        .toList();
  }

  private static String masked(TableColumn column) {
    return switch (column.type()) {
      case "string" -> "if(`%s` is null, null, %s)".formatted(column.name(), TEXT);
      case "array<string>" ->
          "transform(`%s`, x -> if(x is null, null, %s))".formatted(column.name(), TEXT);
      default -> "cast(null as %s)".formatted(column.type());
    };
  }
}
