package vongdoi.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.math.BigDecimal;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Test;
import scala.jdk.javaapi.CollectionConverters;

class CartReplayTest {
  private static final int ITEMS = CartReplay.SCHEMA.fieldIndex("items");

  private static Row change(String cart, int minute, int kind, String product, Double units) {
    return change(cart, minute, kind, product, units, "10.00");
  }

  private static Row change(
      String cart, int minute, int kind, String product, Double units, String price) {
    return event(cart, minute, kind, null, null, product, units, decimal(price), null);
  }

  private static Row list(String cart, int minute, Row... products) {
    return event(
        cart,
        minute,
        CartReplay.SAYS_NOTHING,
        null,
        null,
        null,
        null,
        null,
        CollectionConverters.asScala(Arrays.asList(products)).toSeq());
  }

  private static Row listed(String product, Double units, String price) {
    return RowFactory.create(product, units, decimal(price));
  }

  private static Row seen(String cart, int minute, String login, String page) {
    return event(cart, minute, CartReplay.SAYS_NOTHING, login, page, null, null, null, null);
  }

  /** In the order of {@link CartReplay#COLUMNS}. */
  private static Row event(
      String cart,
      int minute,
      int kind,
      String login,
      String page,
      String product,
      Double units,
      BigDecimal price,
      Object products) {
    return RowFactory.create(
        cart, at(minute), kind, login, "d1", null, page, product, units, price, products);
  }

  private static BigDecimal decimal(String text) {
    return text == null ? null : new BigDecimal(text);
  }

  private static Timestamp at(int minute) {
    return Timestamp.valueOf("2026-01-05 10:%02d:00".formatted(minute));
  }

  private static List<Row> replayed(Row... events) {
    List<Row> carts = new ArrayList<>();
    new CartReplay(List.of(events).iterator()).forEachRemaining(carts::add);
    return carts;
  }

  private static String items(Row... events) {
    return Arrays.toString((Row[]) replayed(events).get(0).get(ITEMS));
  }

  @Test
  void additionsCountAndOneIsMeantWhereNoneIsNamed() {
    assertEquals(
        "[[p1,3.0,10.00]]",
        items(
            change("c", 0, CartReplay.ADDS, "p1", 2.0),
            change("c", 1, CartReplay.ADDS, "p1", null)));
  }

  @Test
  void aRemovalWithoutNumberRemovesAllAndNoneGoesBelowZero() {
    assertEquals(
        "[[p2,1.0,10.00]]",
        items(
            change("c", 0, CartReplay.ADDS, "p1", 5.0),
            change("c", 1, CartReplay.REMOVES, "p1", null),
            change("c", 2, CartReplay.REMOVES, "p2", 4.0),
            change("c", 3, CartReplay.ADDS, "p2", 1.0)));
  }

  @Test
  void aListSetsTheQuantitiesThatItNamesAndLeavesTheOthers() {
    assertEquals(
        "[[p1,2.0,10.00], [p2,1.0,10.00], [p3,1.0,7.00]]",
        items(
            change("c", 0, CartReplay.ADDS, "p1", 5.0),
            change("c", 1, CartReplay.ADDS, "p2", 1.0),
            list(
                "c",
                2,
                listed("p1", 2.0, null),
                listed("p3", null, "7.00"),
                listed(null, 9.0, null))));
  }

  @Test
  void aListSaysTheSameInAnyOrder() {
    Row few = listed("p1", 1.0, "9.00");
    Row many = listed("p1", 3.0, "8.00");
    assertEquals(items(list("c", 0, few, many)), items(list("c", 0, many, few)));
  }

  @Test
  void theLastPriceKnownHolds() {
    assertEquals(
        "[[p1,3.0,12.00]]",
        items(
            change("c", 0, CartReplay.ADDS, "p1", 1.0, "10.00"),
            change("c", 1, CartReplay.ADDS, "p1", 1.0, "12.00"),
            change("c", 2, CartReplay.ADDS, "p1", 1.0, null)));
  }

  @Test
  void lookingChangesNothingAndTellsWhoseCartItIs() {
    Row cart =
        replayed(
                seen("c", 0, null, "/first"),
                change("c", 1, CartReplay.ADDS, "p1", 1.0),
                seen("c", 2, "u1", "/last"),
                seen("c", 3, null, null))
            .get(0);
    assertEquals(
        "[c,u1,d1,%s,%s,null,/last]".formatted(at(0), at(1)),
        cart.toSeq().take(ITEMS).mkString("[", ",", "]"));
  }

  @Test
  void whatIsOnlyLookedAtChangedWhenItWasLastSeenAndHoldsNothing() {
    Row cart = replayed(seen("c", 0, null, null), seen("c", 4, null, null)).get(0);
    assertEquals(at(4), cart.getTimestamp(CartReplay.SCHEMA.fieldIndex("changed_at")));
    assertEquals(0, ((Row[]) cart.get(ITEMS)).length);
  }

  @Test
  void cartsDoNotMixAndNoneIsLost() {
    List<Row> carts =
        replayed(
            change("a", 5, CartReplay.ADDS, "p1", 1.0),
            seen("a", 6, "u1", "/a"),
            change("b", 0, CartReplay.ADDS, "p2", 1.0));
    assertEquals(List.of("a", "b"), carts.stream().map(c -> c.getString(0)).toList());
    assertEquals("[[p2,1.0,10.00]]", Arrays.toString((Row[]) carts.get(1).get(ITEMS)));
    assertFalse(carts.get(1).mkString().contains("u1"));
    assertEquals(List.of(), replayed());
  }
}
