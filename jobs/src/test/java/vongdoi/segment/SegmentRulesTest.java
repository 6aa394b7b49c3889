package vongdoi.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class SegmentRulesTest {
  private static List<String> problems(String segments) {
    return SegmentRules.problems(Segments.of(segments));
  }

  @Test
  void shippedSegmentsAreSound() {
    assertEquals(List.of(), SegmentRules.problems(Segments.shipped()));
    assertTrue(Segments.shipped().segments().size() >= 12);
  }

  @Test
  void unknownColumnIsAnErrorWithASuggestion() {
    assertEquals(
        List.of(
            "Invalid segment.segments.a.rule: Unknown column order_count. Did you mean orders_count?"),
        problems("a { name { en = a, vi = b }, rule = \"order_count > 1\" }"));
  }

  @Test
  void everyExpressionOfAPlayIsChecked() {
    List<String> found =
        problems(
            """
            a { name { en = a, vi = b }, rule = "true", score = "no_such_column", play {
              action = x, kind = marketing, channels = [emial], priority = 1, again-after-days = 1
              expires-at = "current_timestamp()", payload { p = "1 +" } } }
            """);
    assertEquals(4, found.size(), found.toString());
    assertTrue(found.get(0).contains("play.expires-at: Invalid function current_timestamp"));
    assertTrue(found.get(1).contains("play.payload.p: Cannot parse"), found.get(1));
    assertTrue(found.get(2).contains("Unknown column no_such_column"), found.get(2));
    assertTrue(found.get(3).contains("Did you mean email?"), found.get(3));
  }

  @Test
  void fieldsAndLambdaVariablesAreNoColumns() {
    assertEquals(
        List.of(),
        problems(
            "a { name { en = a, vi = b }, rule = \"exists(cart_items, i -> i.quantity > 2)\" }"));
  }

  @Test
  void viewNamesEachColumnOnce() {
    List<String> columns = CustomerView.columns();
    assertEquals(columns.size(), new HashSet<>(columns).size());
    assertTrue(
        columns.containsAll(
            List.of("stage_since", "churn_horizon_days", "feature_orders_count", "auto_renew")));
  }
}
