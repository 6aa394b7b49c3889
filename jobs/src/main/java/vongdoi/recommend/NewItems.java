package vongdoi.recommend;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The ways to find products that a customer has not bought yet, by their name in the registry. */
enum NewItems {
  ITEM_TO_ITEM("item-to-item"),
  RULES("fp-growth"),
  FACTORS("als"),
  BESTSELLERS("bestsellers");

  private final String title;

  NewItems(String title) {
    this.title = title;
  }

  String title() {
    return title;
  }

  static NewItems named(String title) {
    for (NewItems way : values()) {
      if (way.title.equals(title)) {
        return way;
      }
    }
    return ITEM_TO_ITEM;
  }

  /** Suggestions with kind, score, and the product bought before that suggests each. */
  Dataset<Row> of(
      Dataset<Row> orderItems, Dataset<Row> owned, Dataset<Row> offered, RecommendConfig config) {
    return switch (this) {
      case ITEM_TO_ITEM -> BoughtTogether.of(owned, offered, config);
      case RULES -> Rules.of(orderItems, owned, offered, config);
      case FACTORS -> Factors.of(owned, offered, config);
      case BESTSELLERS -> Bestsellers.of(owned, offered, config);
    };
  }
}
