package vongdoi.common.catalog;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import vongdoi.common.table.Table;
import vongdoi.common.table.View;

/** Every declared table and view. */
public final class Catalog {
  private Catalog() {}

  public static List<Table> all() {
    return Stream.of(Bronze.all(), Silver.all(), Gold.all()).flatMap(List::stream).toList();
  }

  /** The table of that {@code layer.name}. */
  public static Optional<Table> find(String fullName) {
    return all().stream().filter(t -> t.fullName().equals(fullName)).findFirst();
  }

  /** Every declared view over the tables. */
  public static List<View> views() {
    return Views.all();
  }

  /** The view of that {@code layer.name}. */
  public static Optional<View> findView(String fullName) {
    return views().stream().filter(v -> v.fullName().equals(fullName)).findFirst();
  }
}
