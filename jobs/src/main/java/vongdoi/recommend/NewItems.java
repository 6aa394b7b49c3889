package vongdoi.recommend;

import java.time.LocalDate;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import vongdoi.recommend.ways.Learner;
import vongdoi.recommend.ways.Ways;

/** The ways to find products that a customer has not bought yet, the one to start with first. */
final class NewItems {
  private NewItems() {}

  /**
   * @param orderItems of the customers learnt from
   */
  static List<Learner> ways(
      Dataset<Row> orderItems, Catalogue catalogue, LocalDate date, RecommendConfig config) {
    return List.of(
        Ways.itemKnn(),
        Ways.boughtNext(),
        Ways.ease(config.easeProducts()),
        Factors.of(orderItems.sparkSession(), config.factors()),
        Rules.of(orderItems, catalogue, date, config),
        Ways.categories(catalogue.categoryNumbers()),
        Ways.bestsellers());
  }
}
