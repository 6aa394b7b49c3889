package vongdoi.common.table;

import java.util.List;

/**
 * By what a table leads to a person.
 *
 * @param by what is known of the person
 * @param columns where the table says it
 * @param condition SQL over the table as t and what is known as k
 */
public record Trace(By by, List<String> columns, String condition) {

  /** What is known of a person, each with the columns that a condition finds in it. */
  public enum By {
    /** {@code customer_id}: the ids that mean the person, also retired ones. */
    CUSTOMER,
    /** {@code source, record_id}: records, logins and devices. */
    RECORD,
    /** {@code order_id}: orders. */
    ORDER,
    /** {@code subscription_id}: subscriptions. */
    SUBSCRIPTION,
    /** {@code contact}: e-mails in lower case, and the last nine digits of phones. */
    CONTACT
  }

  public static Trace customer(String id) {
    return new Trace(By.CUSTOMER, List.of(id), "t.%s = k.customer_id".formatted(id));
  }

  /** A record by its source and its id within it. */
  public static Trace record(String source, String id) {
    return new Trace(
        By.RECORD,
        List.of(source, id),
        "t.%s = k.source and t.%s = k.record_id".formatted(source, id));
  }

  public static Trace login(String id) {
    return inNamespace("user", id);
  }

  public static Trace device(String id) {
    return inNamespace("device", id);
  }

  private static Trace inNamespace(String namespace, String id) {
    return new Trace(
        By.RECORD, List.of(id), "k.source = '%s' and t.%s = k.record_id".formatted(namespace, id));
  }

  public static Trace order(String id) {
    return new Trace(By.ORDER, List.of(id), "t.%s = k.order_id".formatted(id));
  }

  public static Trace subscription(String id) {
    return new Trace(By.SUBSCRIPTION, List.of(id), "t.%s = k.subscription_id".formatted(id));
  }

  public static Trace email(String address) {
    return new Trace(
        By.CONTACT, List.of(address), "lower(trim(t.%s)) = k.contact".formatted(address));
  }

  public static Trace phone(String number) {
    return new Trace(
        By.CONTACT,
        List.of(number),
        "right(regexp_replace(t.%s, '[^0-9]', ''), 9) = k.contact".formatted(number));
  }

  /** A text that no column was made of: a person's contact anywhere in it. */
  public static Trace rawText(String text) {
    return new Trace(By.CONTACT, List.of(text), "contains(lower(t.%s), k.contact)".formatted(text));
  }
}
