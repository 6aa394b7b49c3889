package vongdoi.privacy;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import vongdoi.common.catalog.Silver;

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
    List<Row> rows = new ArrayList<>();
    customers.forEach(
        (key, customer) -> {
          String hash = sha256(config.salt() + "|" + key.strip());
          rows.add(
              RowFactory.create(
                  sha256(hash + "|" + date).substring(0, 16),
                  hash,
                  customer.orElse(null),
                  Date.valueOf(date),
                  customer.isPresent() ? "open" : "unknown",
                  null));
        });
    return spark.createDataFrame(rows, Silver.ERASURE_REQUESTS.schema());
  }

  private static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Cannot hash: this JVM lacks SHA-256", e);
    }
  }
}
