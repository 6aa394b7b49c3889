package vongdoi.profile;

import static org.apache.spark.sql.functions.expr;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What a customer spent and on what. Amounts of two currencies are never added: each has its own
 * sums, and where one figure stands, it is that of the currency most used.
 *
 * @param topTastes categories and brands listed of a customer
 * @param currency of customers who ordered nothing, ISO 4217
 */
record Money(int topTastes, String currency) {
  private static final String IS_MAIN = "x -> x.currency = currency";

  /**
   * Adds {@code currency, spent_by_currency, total_amount, refund_amount, average_order_amount,
   * top_categories, top_brands, favourite_category, favourite_brand, price_index}.
   *
   * @param known one row per customer, with {@code currency, spent, tastes, prices}
   */
  Dataset<Row> of(Dataset<Row> known) {
    Map<String, Column> sums = new LinkedHashMap<>();
    sums.put("currency", expr("coalesce(currency, '" + currency + "')"));
    sums.put("spent_by_currency", expr(byCurrency()));
    Map<String, Column> main = new LinkedHashMap<>();
    main.put("_main", expr("get(filter(spent_by_currency, " + IS_MAIN + "), 0)"));
    main.put("top_categories", expr(top("category")));
    main.put("top_brands", expr(top("brand")));
    main.put("price_index", expr(priceIndex()));
    Map<String, Column> figures = new LinkedHashMap<>();
    figures.put("total_amount", expr("coalesce(_main.total_amount, 0)"));
    figures.put("refund_amount", expr("coalesce(_main.refund_amount, 0)"));
    figures.put(
        "average_order_amount",
        expr("cast(_main.total_amount / nullif(_main.orders_count, 0) as decimal(18,2))"));
    figures.put("favourite_category", expr("get(top_categories, 0)"));
    figures.put("favourite_brand", expr("get(top_brands, 0)"));
    return known.withColumns(sums).withColumns(main).withColumns(figures).drop("_main");
  }

  /** Sums of each currency, in the order of their codes; null where nothing was ordered. */
  private static String byCurrency() {
    return ("transform(array_sort(array_distinct(spent.currency)), c -> named_struct("
            + "'currency', c,"
            + " 'orders_count', cast(size(filter(spent, x -> x.currency = c and x.is_valid)) as bigint),"
            + " 'total_amount', %s,"
            + " 'refund_amount', %s))")
        .formatted(
            sum("filter(spent, x -> x.currency = c)", "net_amount", "decimal(18,2)"),
            sum("filter(spent, x -> x.currency = c)", "refund_amount", "decimal(18,2)"));
  }

  /** The values most spent on; null where there are none. */
  private String top(String taste) {
    return ("transform(slice(nullif(sort_array(transform("
            + "filter(tastes, x -> x.taste = '%s' and x.currency = currency),"
            + " x -> struct(x.amount, x.value)), false), array()), 1, %d), x -> x.value)")
        .formatted(taste, topTastes);
  }

  /** What was paid over what the same units cost on average in their categories. */
  private static String priceIndex() {
    String of = "filter(prices, " + IS_MAIN + ")";
    return "cast(%s as double) / nullif(cast(%s as double), 0D)"
        .formatted(sum(of, "amount", "decimal(38,4)"), sum(of, "mean_amount", "decimal(38,4)"));
  }

  private static String sum(String of, String field, String type) {
    return "aggregate(%1$s, cast(0 as %3$s), (sum, x) -> cast(sum + x.%2$s as %3$s))"
        .formatted(of, field, type);
  }
}
