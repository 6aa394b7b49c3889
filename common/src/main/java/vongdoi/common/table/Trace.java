package vongdoi.common.table;

import java.util.List;

/**
 * By what a table leads to a person.
 *
 * @param by what is known of the person
 * @param columns where the table says it
 * @param text SQL over the table's row: what it says, in the one form that all tables share ({@code
 *     record|crm|K7}), so that it can be compared with what is known; null where it says nothing
 */
public record Trace(By by, List<String> columns, String text) {

  /** SQL function of an e-mail as received: the form that all spellings of a mailbox share. */
  public static final String MAILBOX = "mailbox_of";

  /** SQL function of a phone as received: the form that all spellings of a number share. */
  public static final String PHONE = "phone_of";

  /** What is known of a person. */
  public enum By {
    /** Ids that mean the person, also retired ones. */
    CUSTOMER,
    /** Records, logins and devices, each with its namespace. */
    RECORD,
    ORDER,
    SUBSCRIPTION,
    /** E-mails, phones, loyalty cards and national ids. */
    CONTACT,
    /** Any of these somewhere in a text that no column was made of. */
    RAW_TEXT
  }

  public static Trace customer(String id) {
    return new Trace(By.CUSTOMER, List.of(id), text("customer", id));
  }

  /** A record by its source and its id within it. */
  public static Trace record(String source, String id) {
    return new Trace(
        By.RECORD,
        List.of(source, id),
        "concat('record|', `%s`, '|', trim(`%s`))".formatted(source, id));
  }

  public static Trace login(String id) {
    return new Trace(By.RECORD, List.of(id), text("record|user", id));
  }

  public static Trace device(String id) {
    return new Trace(By.RECORD, List.of(id), text("record|device", id));
  }

  public static Trace order(String id) {
    return new Trace(By.ORDER, List.of(id), text("order", id));
  }

  public static Trace subscription(String id) {
    return new Trace(By.SUBSCRIPTION, List.of(id), text("subscription", id));
  }

  public static Trace email(String address) {
    return new Trace(
        By.CONTACT, List.of(address), "concat('contact|', %s(`%s`))".formatted(MAILBOX, address));
  }

  public static Trace phone(String number) {
    return new Trace(
        By.CONTACT, List.of(number), "concat('contact|', %s(`%s`))".formatted(PHONE, number));
  }

  /** A loyalty card or national id: capitals, without spaces, dots and dashes. */
  public static Trace card(String number) {
    return new Trace(
        By.CONTACT,
        List.of(number),
        "concat('contact|', upper(regexp_replace(`%s`, '[ .-]', '')))".formatted(number));
  }

  /**
   * A text that no column was made of.
   *
   * @param source column with the source that it came from
   */
  public static Trace rawText(String source, String raw) {
    return new Trace(By.RAW_TEXT, List.of(source, raw), "`" + raw + "`");
  }

  private static String text(String kind, String id) {
    return "concat('%s|', trim(`%s`))".formatted(kind, id);
  }
}
