package vongdoi.privacy;

import static org.apache.spark.sql.functions.col;

import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import vongdoi.common.catalog.Silver;
import vongdoi.customer.Salted;

/** Requests as rows: of the key that a person named, nothing but a salted hash is kept. */
public final class ErasureRequests {
  private ErasureRequests() {}

  /**
   * Rows for {@code silver.erasure_requests}.
   *
   * @param customers the customer of each key, where there is one
   */
  public static Dataset<Row> rows(
      SparkSession spark,
      Map<String, Optional<String>> customers,
      LocalDate date,
      PrivacyConfig config) {
    Salted salted = config.salted();
    List<Row> rows = new ArrayList<>();
    customers.forEach(
        (key, customer) -> {
          String hash = salted.hash(key.strip());
          rows.add(
              RowFactory.create(
                  salted.hash(hash + "|" + date).substring(0, 16),
                  hash,
                  customer.orElse(null),
                  Date.valueOf(date),
                  customer.isPresent() ? "open" : "unknown",
                  null));
        });
    return spark.createDataFrame(rows, Silver.ERASURE_REQUESTS.schema());
  }

  /** The requests that are to be carried out by a date. */
  static Dataset<Row> open(Dataset<Row> requests, Column date) {
    return requests.where("status = 'open'").where(col("requested_date").leq(date));
  }
}
