package vongdoi.identity.linking;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.lower;
import static org.apache.spark.sql.functions.regexp_replace;
import static org.apache.spark.sql.functions.substring_index;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.spark.sql.Column;
import vongdoi.customer.Phones;

/** Identifier values that the configuration says mean nobody. */
final class BlockedValues {
  private BlockedValues() {}

  /** True for rows {@code type, value} of a blocked identifier. */
  static Column isBlocked(LinkRules rules, String country) {
    List<String> values = new ArrayList<>();
    List<String> mailboxes = new ArrayList<>();
    for (String value : rules.blockedValues()) {
      if (value.endsWith("@")) {
        mailboxes.add(value.substring(0, value.length() - 1));
      } else {
        values.add(value);
      }
    }
    values.addAll(
        rules.blockedValues().stream()
            .map(v -> Phones.e164(v, country))
            .filter(Objects::nonNull)
            .toList());
    return lower(col("value"))
        .isin(values.toArray())
        .or(col("type").equalTo(lit("email")).and(isNobodys(mailboxes, rules.roleMailboxes())))
        .or(col("value").rlike("^[0-]*$"));
  }

  /** A mailbox of an office may bear a number: {@code sales2@} is no person's either. */
  private static Column isNobodys(List<String> mailboxes, List<String> roles) {
    Column mailbox = lower(substring_index(col("value"), "@", 1));
    return mailbox
        .isin(mailboxes.toArray())
        .or(regexp_replace(mailbox, "[-._]?[0-9]+$", "").isin(roles.toArray()));
  }
}
