package vongdoi.feature;

import java.util.Map;
import java.util.TreeMap;
import vongdoi.customer.Profiling;

/**
 * Tells persons from businesses, staff, resellers and tests: these would bend what models learn of
 * ordinary customers; and those whom no model may look at. Where several rules hold, that of the
 * profile goes first, then the first by name.
 */
final class CustomerClasses {
  static final String PERSON = "person";

  private CustomerClasses() {}

  /** SQL over silver.profiles: the class, or null for nobody out of the ordinary. */
  static String ofProfile(FeatureConfig.Classes classes) {
    return "if(%s, '%s', %s)"
        .formatted(
            Profiling.isRefused(),
            Profiling.REFUSED,
            choice(classes.byProfile(), "cast(null as string)"));
  }

  /** SQL over the features with {@code profile_class}: the class. */
  static String of(FeatureConfig.Classes classes) {
    return "coalesce(profile_class, " + choice(classes.byBehaviour(), "'" + PERSON + "'") + ")";
  }

  private static String choice(Map<String, String> rules, String otherwise) {
    StringBuilder sql = new StringBuilder("case");
    new TreeMap<>(rules)
        .forEach((name, rule) -> sql.append(" when (" + rule + ") then '" + name + "'"));
    return rules.isEmpty() ? otherwise : sql + " else " + otherwise + " end";
  }
}
