package vongdoi.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The share of each cohort still buying after so many months, by the estimator of Kaplan and Meier
 * (Journal of the American Statistical Association 53, 1958): the product over the months of 1 −
 * lapsed / still watched. Whoever has not lapsed is watched until today and counts until then.
 *
 * <p>Example: of ten buyers one lapses in month 0 and two are watched no longer than that; of the
 * other seven one lapses in month 1: 0.9, then 0.9 · (1 − 1/7) = 0.771.
 */
final class SurvivalCurves {
  /** Figure of the counts: cohort, months, is_lapsed, customers. */
  static final String COUNTS = "lasting";

  private static final String CUSTOMERS = "customers";

  /** Customers of a month by whether they lapsed in it or were watched no longer. */
  private record Month(long lapsed, long left) {
    Month plus(Month other) {
      return new Month(lapsed + other.lapsed, left + other.left);
    }
  }

  private SurvivalCurves() {}

  /** A row per cohort and month: those watched at its start, those lapsing in it, the share. */
  static List<ObjectNode> of(List<JsonNode> counts) {
    SortedMap<String, SortedMap<Integer, Month>> cohorts = new TreeMap<>();
    for (JsonNode row : counts) {
      long customers = row.get(CUSTOMERS).asLong();
      boolean isLapsed = row.get("is_lapsed").asBoolean();
      cohorts
          .computeIfAbsent(row.get("cohort").asText(), c -> new TreeMap<>())
          .merge(
              row.get("months").asInt(),
              isLapsed ? new Month(customers, 0) : new Month(0, customers),
              Month::plus);
    }
    List<ObjectNode> curves = new ArrayList<>();
    cohorts.forEach((cohort, months) -> curve(cohort, months, curves));
    return curves;
  }

  private static void curve(
      String cohort, SortedMap<Integer, Month> months, List<ObjectNode> curves) {
    long watched = months.values().stream().mapToLong(m -> m.lapsed() + m.left()).sum();
    double share = 1;
    for (Map.Entry<Integer, Month> month : months.entrySet()) {
      Month of = month.getValue();
      share *= 1 - (double) of.lapsed() / watched;
      curves.add(
          Figures.row()
              .put("cohort", cohort)
              .put("months", month.getKey())
              .put("watched", watched)
              .put("lapsed", of.lapsed())
              .put("share", share));
      watched -= of.lapsed() + of.left();
    }
  }
}
