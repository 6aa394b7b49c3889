package vongdoi.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.Test;

class SurvivalCurvesTest {
  private static JsonNode row(String cohort, int months, boolean isLapsed, long customers) {
    return Figures.row()
        .put("cohort", cohort)
        .put("months", months)
        .put("is_lapsed", isLapsed)
        .put("customers", customers);
  }

  @Test
  void whoIsWatchedNoLongerCountsUntilThen() {
    List<ObjectNode> curve =
        SurvivalCurves.of(
            List.of(
                row("b", 0, true, 1),
                row("a", 0, true, 1),
                row("a", 0, false, 2),
                row("a", 1, true, 1),
                row("a", 5, false, 6)));
    assertEquals(
        List.of("a", "a", "a", "b"), curve.stream().map(r -> r.get("cohort").asText()).toList());
    assertEquals(List.of(10, 7, 6, 1), curve.stream().map(r -> r.get("watched").asInt()).toList());
    assertEquals(0.9, curve.get(0).get("share").asDouble(), 1e-12);
    assertEquals(0.9 * 6 / 7, curve.get(1).get("share").asDouble(), 1e-12);
    assertEquals(0.9 * 6 / 7, curve.get(2).get("share").asDouble(), 1e-12);
    assertEquals(0, curve.get(3).get("share").asDouble(), 1e-12);
  }
}
