package vongdoi.feature;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;

import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import vongdoi.common.catalog.Silver;
import vongdoi.common.job.Inputs;

/**
 * What share of the price is margin, by category: of all that was sold of products whose cost is
 * known. A category without such a product has the margin of all of them.
 *
 * <p>Example: sold for 1,000 what cost 600, and for 500 what cost 100: the margin is 0.53 of 1,500.
 */
final class CategoryMargins {
  private CategoryMargins() {}

  /** Columns category and margin, from 0 to 1; empty where no product has a cost. */
  static Optional<Dataset<Row>> of(Inputs inputs) {
    Dataset<Row> costs =
        inputs.keep(
            inputs
                .table(Silver.PRODUCTS)
                .where("cost_amount is not null")
                .selectExpr("product_id", "currency", "cost_amount"));
    if (inputs.count(costs) == 0) {
      return Optional.empty();
    }
    Dataset<Row> sold =
        inputs
            .table(Silver.ORDER_ITEMS)
            .where("is_valid and category is not null")
            .where(col("order_date").leq(inputs.date()))
            .join(costs, new String[] {"product_id", "currency"}, "left")
            .selectExpr(
                "category",
                "if(cost_amount is null, null, greatest(line_amount, 0)) as price",
                "if(cost_amount is null, null, cast(quantity * cost_amount as decimal(28,9)))"
                    + " as cost");
    Dataset<Row> byCategory =
        sold.groupBy("category").agg(expr("sum(price) as price"), expr("sum(cost) as cost"));
    Dataset<Row> all =
        byCategory.agg(expr("sum(price) as price_of_all"), expr("sum(cost) as cost_of_all"));
    return Optional.of(
        byCategory
            .crossJoin(all)
            .selectExpr(
                "category",
                share("price", "cost") + " as own",
                share("price_of_all", "cost_of_all") + " as of_all")
            .selectExpr("category", "coalesce(own, of_all) as margin")
            .where("margin is not null"));
  }

  private static String share(String price, String cost) {
    return "if(%1$s > 0, greatest(0D, 1D - cast(%2$s as double) / cast(%1$s as double)), null)"
        .formatted(price, cost);
  }
}
