package vongdoi.common.catalog;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import vongdoi.common.table.Table;

/** Every declared table. */
public final class Catalog {
  private Catalog() {}

  public static List<Table> all() {
    return Stream.of(Bronze.all(), Silver.all(), Gold.all()).flatMap(List::stream).toList();
  }

  /** The table of that {@code layer.name}. */
  public static Optional<Table> find(String fullName) {
    return all().stream().filter(t -> t.fullName().equals(fullName)).findFirst();
  }
}
