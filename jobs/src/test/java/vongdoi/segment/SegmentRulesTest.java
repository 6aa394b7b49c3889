package vongdoi.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import vongdoi.common.config.Mistake;

class SegmentRulesTest {
  private static List<String> problems(String segments) {
    return told(Segments.of(segments));
  }

  private static List<String> told(SegmentConfig config) {
    return SegmentRules.problems(config).stream().map(Mistake::toString).toList();
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
    assertTrue(found.get(0).contains("Unknown column no_such_column"), found.get(0));
    assertTrue(found.get(1).contains("play.expires-at: Invalid function current_timestamp"));
    assertTrue(found.get(2).contains("play.payload.p: Cannot parse"), found.get(2));
    assertTrue(found.get(3).contains("Did you mean email?"), found.get(3));
  }

  @Test
  void onlyAPlayOfMattersKnowsAnItem() {
    String play =
        "a { name { en = a, vi = b }, rule = \"true\", play { action = x, kind = marketing,"
            + " channels = [email], priority = 1, again-after-days = 1, %s value = \"item.amount\" } }";
    assertEquals(List.of(), problems(play.formatted("each = \"pending_payments\",")));
    assertEquals(1, problems(play.formatted("")).size());
  }

  @Test
  void hoursAndChannelsOfCapsAreChecked() {
    List<String> found =
        told(
            Segments.with(
                """
                hours { marketing { sms { from = "22:00", to = "07:00" }, email { from = "7", to = "9" } }, service {} }
                caps = [ { channel = smss, messages = 1, hours = 1 } ]
                """,
                "a { name { en = a, vi = b }, rule = \"true\" }"));
    assertEquals(
        List.of(
            "Invalid segment.hours.marketing.email: 7 (must be a time such as 07:00)",
            "Invalid segment.hours.marketing.sms: from 22:00 to 07:00 (must begin before it ends)",
            "Invalid segment.caps[0].channel: smss (must be one of any, email, sms, zalo)."
                + " Did you mean sms?"),
        found);
  }

  @Test
  void sharesAndSpansAreWithinTheirRanges() {
    String refused =
        assertThrows(
                IllegalArgumentException.class,
                () ->
                    Segments.with(
                        """
                        caps = [ { channel = sms, messages = 1, hours = 0 } ]
                        holdout { share = 1, salt = s }
                        results { window-days = 90, horizon-days = 14, confidence = 1 }
                        """,
                        ""))
            .getMessage();
    assertTrue(refused.contains("Invalid caps[0].hours: 0 (must be at least 1)"), refused);
    assertTrue(
        refused.contains("Invalid holdout.share: 1 (must be at least 0 and below 1)"), refused);
    assertTrue(
        refused.contains("Invalid results.confidence: 1 (must be above 0 and below 1)"), refused);
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
