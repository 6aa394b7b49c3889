package vongdoi.profile;

import java.util.List;
import java.util.Map;

/**
 * Settings of the stage {@code profile}; conf/application.conf says what each means.
 *
 * @param sessionGapMinutes inactivity that ends a session
 * @param noVisitEvents event names that servers send and that are no visit
 * @param cartAbandonedAfterMinutes time without an order after which a cart counts as left behind
 * @param cartOrderToleranceMinutes how far before the last cart change an order of the cart may lie
 * @param checkoutUrl link back to a cart, with {@code {cart_id}}; empty: the cart page's own
 *     address
 * @param orderStatusWhenMissing status of orders whose source has none
 * @param ageBandStarts first ages of the age bands, ascending
 * @param priceLevel where low and high prices begin
 * @param survivorship which record a field of the golden record comes from
 * @param declineClasses class of a declined payment: the codes, as {@code method/code}, that mean
 *     it
 */
public record ProfileConfig(
    int sessionGapMinutes,
    List<String> noVisitEvents,
    int cartAbandonedAfterMinutes,
    int cartOrderToleranceMinutes,
    String checkoutUrl,
    String orderStatusWhenMissing,
    List<Integer> ageBandStarts,
    PriceLevel priceLevel,
    Survivorship survivorship,
    Map<String, List<String>> declineClasses) {

  /**
   * A customer's price index is what was paid over what the same units cost others in the category.
   *
   * @param lowBelow index below which the level is low
   * @param highAbove index above which it is high
   */
  public record PriceLevel(double lowBelow, double highAbove) {}

  /**
   * Which record a field comes from.
   *
   * @param sourcePriority sources, best first, for the rule {@code source-priority}
   * @param rules field or group (name, address, company) to rule; the key {@code default} the
   *     others
   */
  public record Survivorship(List<String> sourcePriority, Map<String, String> rules) {
    private static final List<String> FIELDS =
        List.of(
            "default",
            "name",
            "address",
            "company",
            "birth-date",
            "age-band",
            "gender",
            "occupation",
            "income-band",
            "email",
            "phone");
    private static final List<String> RULES =
        List.of("most-recent", "verified-first", "source-priority");

    public Survivorship {
      rules.forEach(
          (field, rule) -> {
            known("field of profile.survivorship.rules", field, FIELDS);
            known("profile.survivorship.rules." + field, rule, RULES);
          });
      if (!rules.containsKey("default")) {
        throw new IllegalArgumentException(
            "Missing profile.survivorship.rules.default (must be one of " + RULES + "). Add it");
      }
    }

    private static void known(String what, String value, List<String> values) {
      if (!values.contains(value)) {
        throw new IllegalArgumentException(
            "Invalid %s: %s (must be one of %s)".formatted(what, value, String.join(", ", values)));
      }
    }

    /** The rule of a field, given by its column name, or of a group of fields. */
    String rule(String field) {
      return rules.getOrDefault(field.replace('_', '-'), rules.get("default"));
    }
  }
}
