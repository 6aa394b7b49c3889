package vongdoi.customer;

import static org.apache.spark.sql.functions.sha2;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;

/** Contact points as keys, so that caps and do-not-contact lists hold for all who share one. */
public final class Contacts {
  private Contacts() {}

  /** Hash of an e-mail, an E.164 phone or any other address; spellings of one mailbox are one. */
  public static Column key(Column contact) {
    return when(
        contact.isNotNull(),
        sha2(
            when(contact.contains("@"), text(Contacts::mailbox, contact)).otherwise(contact), 256));
  }

  /** The key of an e-mail as received, or null where it is none. */
  public static Column keyOfEmail(Column raw) {
    return when(raw.isNotNull(), key(text(Emails::clean, raw)));
  }

  /**
   * The key of a phone as received, or null where it is none.
   *
   * @param country ISO 3166 code of numbers without a prefix
   */
  public static Column keyOfPhone(Column raw, String country) {
    return when(raw.isNotNull(), key(text(number -> Phones.e164(number, country), raw)));
  }

  private static String mailbox(String address) {
    String clean = Emails.clean(address);
    return clean == null ? address : Emails.matchKey(clean);
  }

  private static Column text(UDF1<String, String> normalise, Column raw) {
    return udf(normalise, DataTypes.StringType).apply(raw);
  }
}
