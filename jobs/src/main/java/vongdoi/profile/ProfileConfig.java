package vongdoi.profile;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import vongdoi.common.config.AtLeast;
import vongdoi.common.config.ConfigPath;
import vongdoi.common.config.InvalidSettings;
import vongdoi.common.config.Mistake;
import vongdoi.common.spark.SqlExpression;

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
 * @param orderStatuses meaning of an order's status to the words of shops and languages for it
 * @param ageBandStarts first ages of the age bands, ascending
 * @param priceLevel where low and high prices begin
 * @param topTastes categories and brands listed of a customer
 * @param completeness fact of the portrait to its weight in the completeness score
 * @param referral how it is told whose code brought a customer
 * @param survivorship which record a field of the golden record comes from
 * @param protection whom models and marketing leave alone
 * @param contractAttributes further columns that describe a subscription
 * @param declineClasses class of a declined payment: the codes, as {@code method/code}, that mean
 *     it
 */
public record ProfileConfig(
    @AtLeast(1) int sessionGapMinutes,
    List<String> noVisitEvents,
    @AtLeast(0) int cartAbandonedAfterMinutes,
    @AtLeast(0) int cartOrderToleranceMinutes,
    String checkoutUrl,
    String orderStatusWhenMissing,
    Map<String, List<String>> orderStatuses,
    @AtLeast(1) List<Integer> ageBandStarts,
    PriceLevel priceLevel,
    @AtLeast(1) int topTastes,
    @AtLeast(0) Map<String, Double> completeness,
    Referral referral,
    Survivorship survivorship,
    Protection protection,
    ContractAttributes contractAttributes,
    Map<String, List<String>> declineClasses) {

  public ProfileConfig {
    OrderStatuses.check(orderStatuses);
    orderStatuses = new TreeMap<>(orderStatuses);
    List<Mistake> mistakes = new ArrayList<>(Completeness.mistakes(completeness));
    if (!ageBandStarts.equals(ageBandStarts.stream().distinct().sorted().toList())) {
      mistakes.add(
          Mistake.of(ConfigPath.of("age-band-starts"), ageBandStarts, "must be ascending"));
    }
    InvalidSettings.refuse(mistakes);
  }

  /**
   * Whom models and marketing leave alone.
   *
   * @param profilingNeedsConsent whether models look only at customers who agreed to the purpose
   *     {@code profiling}; else at all but those who refused it
   * @param profilingFromAge years below which no model looks at a customer; 0: none are too young
   * @param marketingFromAge years below which no consent to marketing counts; 0: none are too young
   */
  public record Protection(
      boolean profilingNeedsConsent,
      @AtLeast(0) int profilingFromAge,
      @AtLeast(0) int marketingFromAge) {

    /** SQL over a portrait: why no model looks at the customer. */
    String profilingRefused() {
      return "case when profiling_decision = 2 then 'objected'"
          + (profilingNeedsConsent ? " when profiling_decision is null then 'no-consent'" : "")
          + " when age < %d then 'under-age' end".formatted(profilingFromAge);
    }

    /** SQL over a portrait: why no consent to marketing counts. */
    String marketingRefused() {
      return "case when age < %d then 'under-age' end".formatted(marketingFromAge);
    }
  }

  /**
   * Whose code brought a customer. The code is the first group of a pattern, or all that it matches
   * where it has no group; an empty pattern looks for none.
   *
   * @param coupon pattern of a code in the coupon of an order
   * @param address pattern of a code in the address of a page
   * @param ownerType type of the identifier that the code stands for, such as loyalty or user
   * @param owner SQL over {@code code}: the value of that identifier
   */
  public record Referral(String coupon, String address, String ownerType, String owner) {
    public Referral {
      List<Mistake> mistakes = new ArrayList<>();
      pattern("coupon", coupon, mistakes);
      pattern("address", address, mistakes);
      SqlExpression.problems(owner, List.of("code"))
          .forEach(problem -> mistakes.add(Mistake.of(ConfigPath.of("owner"), problem)));
      InvalidSettings.refuse(mistakes);
    }

    private static void pattern(String key, String pattern, List<Mistake> mistakes) {
      try {
        Pattern.compile(pattern);
      } catch (PatternSyntaxException e) {
        mistakes.add(
            Mistake.of(ConfigPath.of(key), pattern, "must be a pattern: " + e.getDescription()));
      }
    }

    /** SQL: the code within a text column, null where there is none. */
    static String code(String pattern, String column) {
      if (pattern.isEmpty()) {
        return "cast(null as string)";
      }
      int group = Math.min(1, Pattern.compile(pattern).matcher("").groupCount());
      String quoted = pattern.replace("\\", "\\\\").replace("'", "\\'");
      return "nullif(regexp_extract(%s, '%s', %d), '')".formatted(column, quoted, group);
    }
  }

  /**
   * Which of the raw columns that no mapping speaks of describe a subscription, by name; {@link
   * #ALL} alone stands for all of them.
   *
   * @param ofSubscription of the subscription's own row
   * @param ofCustomer of the newest row of its customer
   */
  public record ContractAttributes(List<String> ofSubscription, List<String> ofCustomer) {
    public static final String ALL = "*";
  }

  /**
   * A customer's price index is what was paid over what the same units cost others in the category.
   *
   * @param lowBelow index below which the level is low
   * @param highAbove index above which it is high, no smaller
   */
  public record PriceLevel(@AtLeast(0) double lowBelow, @AtLeast(0) double highAbove) {
    public PriceLevel {
      if (highAbove < lowBelow) {
        InvalidSettings.refuse(
            List.of(
                Mistake.of(
                    ConfigPath.of("high-above"),
                    highAbove,
                    "must not be smaller than low-below, " + lowBelow)));
      }
    }
  }

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
      List<Mistake> mistakes = new ArrayList<>();
      rules.forEach(
          (field, rule) -> {
            ConfigPath path = ConfigPath.of("rules", field);
            if (!FIELDS.contains(field)) {
              mistakes.add(Mistake.unknown(path, field, FIELDS));
            }
            if (!RULES.contains(rule)) {
              mistakes.add(Mistake.unknown(path, rule, RULES));
            }
          });
      if (!rules.containsKey("default")) {
        mistakes.add(
            Mistake.of(
                ConfigPath.of("rules", "default"),
                "none",
                "must be one of " + String.join(", ", RULES)));
      }
      InvalidSettings.refuse(mistakes);
    }

    /** The rule of a field, given by its column name, or of a group of fields. */
    String rule(String field) {
      return rules.getOrDefault(field.replace('_', '-'), rules.get("default"));
    }
  }
}
