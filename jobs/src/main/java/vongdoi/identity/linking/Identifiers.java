package vongdoi.identity.linking;

import static org.apache.spark.sql.functions.udf;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import vongdoi.customer.Emails;
import vongdoi.customer.Phones;

/** The normalisers as columns. */
public final class Identifiers {
  private Identifiers() {}

  public static Column email(Column raw) {
    return text(Emails::clean, raw);
  }

  public static Column emailKey(Column clean) {
    return text(Emails::matchKey, clean);
  }

  public static Column phone(Column raw, String country) {
    return text(number -> Phones.e164(number, country), raw);
  }

  public static Column text(UDF1<String, String> normalise, Column raw) {
    return functions.when(raw.isNotNull(), udf(normalise, DataTypes.StringType).apply(raw));
  }

  /**
   * National ids and loyalty cards: upper case, without spaces, dots and dashes; null for zeros.
   */
  public static Column number(Column raw) {
    Column bare = functions.upper(functions.regexp_replace(raw, "[\\s.\\-]", ""));
    return functions.when(bare.rlike("[^0]"), bare);
  }
}
