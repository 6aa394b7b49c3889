package vongdoi.generate.files;

import java.util.List;
import java.util.Locale;
import vongdoi.generate.draw.Draws;

/**
 * The dated raw files beside the events: path, format and columns. The first column is the key;
 * {@code time} is the place of the column that a broken row spoils.
 */
public enum DailyLanding {
  ORDERS(
      "raw/orders/%s/orders.csv.gz",
      1,
      "order_id,ordered_at,record_id,user_id,anonymous_id,email,phone,status,channel,store,cart_id,"
          + "total_amount,discount_amount,shipping_amount,tax_amount,refund_amount,currency,coupon,"
          + "updated_at"),
  ORDER_ITEMS(
      "raw/order_items/%s/items.csv.gz",
      5, "order_id,product_id,quantity,unit_price_amount,discount_amount,ordered_at"),
  PAYMENTS(
      "raw/payments/%s/payments.json.gz",
      8,
      "payment_id,order_id,subscription_id,method,status,decline_code,amount,currency,created_at,"
          + "paid_at,expires_at,attempt,updated_at"),
  SUBSCRIPTIONS(
      "raw/subscriptions/%s/subscriptions.csv.gz",
      10,
      "subscription_id,record_id,user_id,email,phone,plan,interval,amount,currency,status,"
          + "started_at,current_period_end,auto_renew,cancelled_at,updated_at"),
  CUSTOMERS(
      "raw/crm/%s/customers.csv.gz",
      -1,
      "record_id,user_id,loyalty_id,national_id,full_name,birth_date,gender,email,phone,street,"
          + "ward,district,city,country,occupation,income_band,company,tax_code,updated_at"),
  FEEDBACK(
      "raw/feedback/%s/feedback.json.gz",
      9, "feedback_id,kind,score,comment,record_id,user_id,email,order_id,product_id,given_at"),
  CONSENTS(
      "raw/consents/%s/consents.json.gz",
      8, "consent_id,record_id,user_id,email,phone,purpose,channel,status,given_at,evidence"),
  PRODUCTS(
      "raw/products/products.json", -1, "product_id,name,category,brand,price_amount,currency"),
  RECORDS("truth/records.csv", -1, "source,record_id,entity_id,kind");

  private static final List<String> NUMBERS = List.of("amount", "price_amount", "attempt", "score");

  private final String path;
  private final int time;
  private final String header;
  private final String[] columns;

  DailyLanding(String path, int time, String header) {
    this.path = path;
    this.time = time;
    this.header = header;
    this.columns = header.split(",");
  }

  /** Entity name of the contract. */
  public String entity() {
    return name().toLowerCase(Locale.ROOT);
  }

  public String path(String date) {
    return String.format(path, date);
  }

  /** What lies under it, whatever the date. */
  public String folder() {
    int date = path.indexOf("/%s");
    return path.substring(0, date < 0 ? path.lastIndexOf('/') : date);
  }

  boolean isZipped() {
    return path.endsWith(".gz");
  }

  boolean isCsv() {
    return path.contains(".csv");
  }

  public String header() {
    return header;
  }

  /** One row as a line; null values stay empty. */
  public String line(String... values) {
    if (values.length != columns.length) {
      throw new IllegalArgumentException(
          "Invalid row of "
              + entity()
              + ": "
              + values.length
              + " values (must be "
              + columns.length
              + ")");
    }
    return isCsv() ? csv(values) : json(values);
  }

  /** The row spoiled in one of three ways: no key, a bad time, a wrong number of columns. */
  String broken(Draws draws, String... values) {
    String[] spoiled = values.clone();
    int way = draws.below(3);
    if (way == 0 || (way == 1 && time < 0)) {
      spoiled[0] = null;
      return line(spoiled);
    } else if (way == 1) {
      spoiled[time] = draws.chance(0.5) ? "31/02/2026" : "hôm qua";
      return line(spoiled);
    }
    String line = line(spoiled);
    if (isCsv() && draws.chance(0.5)) {
      return line + ",,thừa,cột";
    }
    return isCsv()
        ? line.substring(0, line.indexOf(',') + 1)
        : line.substring(0, line.length() / 2);
  }

  private static String csv(String... values) {
    StringBuilder line = new StringBuilder(200);
    for (int i = 0; i < values.length; i++) {
      if (i > 0) {
        line.append(',');
      }
      String value = values[i];
      if (value != null) {
        boolean quotes =
            value.indexOf(',') >= 0 || value.indexOf('"') >= 0 || value.startsWith(" ");
        line.append(quotes ? "\"" + value.replace("\"", "\"\"") + "\"" : value);
      }
    }
    return line.toString();
  }

  private String json(String... values) {
    LineBuffer line = new LineBuffer().open();
    for (int i = 0; i < values.length; i++) {
      if (values[i] != null && NUMBERS.contains(columns[i])) {
        line.put(columns[i], Long.parseLong(values[i]));
      } else {
        line.put(columns[i], values[i]);
      }
    }
    return line.close().toString();
  }
}
