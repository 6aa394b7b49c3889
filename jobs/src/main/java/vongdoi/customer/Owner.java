package vongdoi.customer;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;

/**
 * Whose row it is: the record, as {@code (source, record_id)} of {@code silver.customer_records},
 * that an order, event, consent or feedback belongs to. The rule, in this order: the customer
 * record named; the login; for a row with an e-mail or phone of its own a guest record; the device;
 * and a guest record for a row that names nobody, so that no order is lost.
 */
public final class Owner {

  /** Namespace of login ids. */
  public static final String USER = "user";

  /** Namespace of device and browser ids. */
  public static final String DEVICE = "device";

  private final String blocked;

  /**
   * @param blockedValues lower-case identifier values that mean nobody, such as {@code anonymous}
   */
  public Owner(List<String> blockedValues) {
    this.blocked =
        blockedValues.stream()
            .map(v -> "'" + v.replace("\\", "\\\\").replace("'", "\\'") + "'")
            .collect(Collectors.joining(","));
  }

  /** SQL: the identifier trimmed, or null where it is blank, blocked, or only zeros and dashes. */
  public String usable(String column) {
    String blockedTest =
        blocked.isEmpty() ? "false" : "lower(trim(" + column + ")) in (" + blocked + ")";
    return "if(%1$s is null or trim(leading '0-' from trim(%1$s)) = '' or %2$s, null, trim(%1$s))"
        .formatted(column, blockedTest);
  }

  /**
   * Owner of an order, subscription, feedback or consent row of bronze, as a struct {@code source,
   * id}.
   *
   * @param entityId the column with the row's own id, such as {@code order_id}
   * @param columns the columns that the row has, of record_source, record_id, user_id, email,
   *     phone, anonymous_id
   */
  public Column ofFact(String entityId, List<String> columns) {
    StringBuilder rule = new StringBuilder("case");
    if (columns.contains("record_id")) {
      rule.append(when(usable("record_id"), "record_source", usable("record_id")));
    }
    if (columns.contains("user_id")) {
      rule.append(when(usable("user_id"), "'user'", usable("user_id")));
    }
    String guest = "named_struct('source', _source, 'id', " + entityId + ")";
    for (String contact : List.of("email", "phone")) {
      if (columns.contains(contact)) {
        rule.append(" when ").append(usable(contact)).append(" is not null then ").append(guest);
      }
    }
    if (columns.contains("anonymous_id")) {
      rule.append(when(usable("anonymous_id"), "'device'", usable("anonymous_id")));
    }
    return functions.expr(rule.append(" else ").append(guest).append(" end").toString());
  }

  /**
   * SQL: whether a row with an order of its own says nothing else of whose it is, so that it is the
   * order's customer's.
   *
   * @param columns the columns that the row has, as for {@link #ofFact}
   */
  public String isKnownByOrder(List<String> columns) {
    return Stream.of("record_id", "user_id", "email", "phone", "anonymous_id")
        .filter(columns::contains)
        .map(column -> usable(column) + " is null")
        .collect(Collectors.joining(" and ", "order_id is not null and ", ""));
  }

  /**
   * Owner of an event row of bronze, as a struct {@code source, id}; null where it names nobody.
   */
  public Column ofEvent() {
    return functions.expr(
        "case"
            + when(usable("user_id"), "'user'", usable("user_id"))
            + when(usable("anonymous_id"), "'device'", usable("anonymous_id"))
            + " end");
  }

  private static String when(String present, String source, String id) {
    return " when %s is not null then named_struct('source', %s, 'id', %s)"
        .formatted(present, source, id);
  }
}
