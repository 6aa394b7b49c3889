package vongdoi.recommend;

import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.max;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The products that were bought, by dense numbers in the order of their ids. It lies in the memory
 * of the driver and of each executor: some 200 bytes a product.
 *
 * @param ids in their order
 * @param names the id where the shop gives none
 * @param categories null: not known
 * @param purchases customers, products and days in all
 * @param listed whether it may be offered: the catalogue lists it and tells of no lack of it, or
 *     the shop gives no catalogue
 */
record Catalogue(
    String[] ids, String[] names, String[] categories, boolean[] listed, long purchases)
    implements Serializable {

  /**
   * @param days of purchase, see {@link Purchases#days}
   * @param products the catalogue of the shop, maybe empty
   * @param minStock units that there must be of a product whose stock is known
   */
  static Catalogue of(Dataset<Row> days, Dataset<Row> products, double minStock) {
    Dataset<Row> named =
        products.selectExpr(
            "product_id",
            "name",
            "category as own_category",
            "coalesce(stock_quantity >= %sD, true) as in_stock".formatted(minStock));
    List<Row> rows =
        days
            .groupBy("product_id")
            .agg(max("category").as("sold_category"), count("*").as("purchases"))
            .join(named.selectExpr("*", "true as listed"), "product_id", "left")
            .selectExpr(
                "product_id",
                "coalesce(nullif(trim(name), ''), product_id)",
                "coalesce(own_category, sold_category)",
                "listed is not null",
                "purchases",
                "coalesce(in_stock, true)")
            .collectAsList()
            .stream()
            .sorted(Comparator.comparing((Row row) -> row.getString(0)))
            .toList();
    boolean isUnlisted = rows.stream().noneMatch(row -> row.getBoolean(3)) && named.isEmpty();
    boolean[] listed = new boolean[rows.size()];
    for (int i = 0; i < listed.length; i++) {
      listed[i] = isUnlisted || (rows.get(i).getBoolean(3) && rows.get(i).getBoolean(5));
    }
    return new Catalogue(
        strings(rows, 0),
        strings(rows, 1),
        strings(rows, 2),
        listed,
        rows.stream().mapToLong(row -> row.getLong(4)).sum());
  }

  private static String[] strings(List<Row> rows, int column) {
    return rows.stream().map(row -> row.getString(column)).toArray(String[]::new);
  }

  int size() {
    return ids.length;
  }

  /** Number of a product that was bought. */
  int number(String id) {
    return Arrays.binarySearch(ids, id);
  }

  /** A number for the category of each product; those without one share a number. */
  int[] categoryNumbers() {
    List<String> known =
        List.copyOf(new TreeSet<>(Arrays.stream(categories).filter(Objects::nonNull).toList()));
    return Arrays.stream(categories)
        .mapToInt(category -> category == null ? known.size() : known.indexOf(category))
        .toArray();
  }

  /** Products that may be offered: listed, and with any buyer of late. */
  boolean[] offered(int[] recentBuyers) {
    boolean[] offered = new boolean[ids.length];
    for (int i = 0; i < offered.length; i++) {
      offered[i] = listed[i] && recentBuyers[i] > 0;
    }
    return offered;
  }
}
