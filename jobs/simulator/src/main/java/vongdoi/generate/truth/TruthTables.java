package vongdoi.generate.truth;

import java.util.Iterator;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;
import vongdoi.generate.life.Life;
import vongdoi.generate.shop.ShopCalendar;
import vongdoi.generate.shop.ShopParts;
import vongdoi.generate.shop.ShopSettings;

/** Writes the truth as Parquet tables. */
public final class TruthTables {
  private final SparkSession spark;
  private final ShopSettings settings;

  public TruthTables(SparkSession spark, ShopSettings settings) {
    this.spark = spark;
    this.settings = settings;
  }

  public void write(String folder) {
    Dataset<Row> lives = lives().persist(StorageLevel.DISK_ONLY());
    try {
      Dataset<Row> people = lives.where("NOT is_visitor");
      save(
          people.selectExpr(
              "entity_id",
              "timestamp_millis(registered_at) AS registered_at",
              "full_name",
              "phones",
              "emails",
              "user_id",
              "crm_record_ids",
              "device_ids",
              "shared_device_ids",
              "referred_by",
              "customer IS NOT NULL AS is_buyer"),
          folder + "/people");
      save(
          people
              .where("customer IS NOT NULL")
              .selectExpr("entity_id", "customer.*")
              .selectExpr(
                  "entity_id",
                  "was_alive_at_end",
                  "lambda",
                  "dropout",
                  money("mean_spend_amount"),
                  time("first_order_at"),
                  "orders_to_end",
                  money("amount_to_end"),
                  "next_90d_orders",
                  money("next_90d_amount")),
          folder + "/customers");
      save(
          flat(people, "orders")
              .selectExpr(
                  "order_id", "entity_id", time("ordered_at"), "status", money("net_amount")),
          folder + "/orders");
      save(
          flat(lives, "carts")
              .selectExpr("cart_id", "entity_id", time("last_changed_at"), "abandoned"),
          folder + "/carts");
      save(
          flat(people, "payments")
              .selectExpr(
                  "payment_id",
                  "order_id",
                  "entity_id",
                  "method",
                  money("amount"),
                  time("created_at"),
                  time("expires_at"),
                  "will_be_paid"),
          folder + "/payments_pending");
      save(
          flat(people, "renewals")
              .selectExpr(
                  "subscription_id",
                  "entity_id",
                  "status",
                  time("renews_at"),
                  "auto_renew",
                  money("amount"),
                  "will_renew"),
          folder + "/renewals");
    } finally {
      lives.unpersist();
    }
  }

  private Dataset<Row> lives() {
    ShopSettings shop = settings;
    return ShopParts.numbers(spark, shop)
        .flatMap(
            (FlatMapFunction<Long, Row>) part -> lives(shop, part.intValue()),
            Encoders.row(ShopTruth.SCHEMA));
  }

  private static Iterator<Row> lives(ShopSettings shop, int part) {
    ShopCalendar calendar = new ShopCalendar(shop);
    Life.Maker maker = new Life.Maker(shop, calendar);
    ShopTruth truth = new ShopTruth(calendar);
    Stream<Row> customers =
        LongStream.range(
                ShopParts.first(shop, shop.customers(), part),
                ShopParts.first(shop, shop.customers(), part + 1))
            .mapToObj(index -> truth.customer(maker.customer(index)));
    Stream<Row> visitors =
        LongStream.range(
                ShopParts.first(shop, shop.visitors(), part),
                ShopParts.first(shop, shop.visitors(), part + 1))
            .mapToObj(index -> truth.visitor(maker.visitor(index)));
    return Stream.concat(customers, visitors).iterator();
  }

  private static Dataset<Row> flat(Dataset<Row> lives, String field) {
    return lives
        .selectExpr("entity_id", "explode(" + field + ") AS one")
        .selectExpr("entity_id", "one.*");
  }

  private static String time(String column) {
    return "timestamp_millis(" + column + ") AS " + column;
  }

  private static String money(String column) {
    return "CAST(" + column + " AS DECIMAL(18, 2)) AS " + column;
  }

  private static void save(Dataset<Row> rows, String path) {
    rows.write().mode(SaveMode.Overwrite).parquet(path);
  }
}
