package vongdoi.customer;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import vongdoi.common.config.Secrets;

/** Hashes of what must be known again and must not be kept; the salt stands in no query. */
public final class Salted implements Serializable {
  private static final long serialVersionUID = 1L;

  private final String salt;

  public Salted(String salt) {
    this.salt = salt;
  }

  /** The hash of a text, lower-case hex; null of null. */
  public String hash(String text) {
    return text == null ? null : sha256(salt + "|" + text);
  }

  public Column hash(Column text) {
    UDF1<String, String> hash = this::hash;
    return functions.udf(hash, DataTypes.StringType).apply(text);
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

  @Override
  public String toString() {
    return Secrets.fingerprint(salt);
  }
}
