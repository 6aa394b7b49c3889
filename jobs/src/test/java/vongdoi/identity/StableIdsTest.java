package vongdoi.identity;

import static org.apache.spark.sql.functions.col;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import vongdoi.common.catalog.Silver;
import vongdoi.common.job.TestLake;
import vongdoi.common.table.Write;

class StableIdsTest {
  private static final IdentityConfig USUAL = Settings.usual();

  private static Map<String, String> redirects(Shop shop) {
    Map<String, String> found = new HashMap<>();
    for (Row r :
        shop.lake()
            .read(Silver.CUSTOMERS)
            .select("customer_id", "status", "redirect_to")
            .collectAsList()) {
      found.put(r.getString(0), r.isNullAt(2) ? r.getString(1) : r.getString(2));
    }
    return found;
  }

  @Test
  void mergeRedirectsAndItsUndoingGivesBothIdsBack() {
    Shop shop =
        new Shop()
            .customer("1", "full_name", "Nguyễn Văn An", "email", "an1@shop.vn")
            .customer("2", "full_name", "Nguyễn Văn An", "email", "an2@shop.vn")
            .resolveKnown(USUAL, "2026-01-05");
    Map<String, String> first = shop.ids();
    assertNotEquals(first.get("crm:1"), first.get("crm:2"));

    Map<String, String> second =
        shop.order("o1", "record_id", "1", "email", "an2@shop.vn")
            .customer("3", "full_name", "Lê Thị Bích", "email", "bich@shop.vn")
            .resolveKnown(USUAL, "2026-01-06")
            .ids();
    String winner = second.get("crm:1");
    String loser = winner.equals(first.get("crm:1")) ? first.get("crm:2") : first.get("crm:1");
    assertEquals(winner, second.get("crm:2"));
    assertEquals(winner, redirects(shop).get(loser));
    assertEquals(
        List.of(
            "create " + second.get("crm:3") + " 1",
            "merge " + winner + " " + loser + " 1",
            "retire " + loser + " " + winner + " 1"),
        shop.history("2026-01-06"));

    String grown = winner.equals(first.get("crm:1")) ? "2" : "1";
    for (int i = 10; i < 17; i++) {
      shop.customer("" + i, "full_name", "Nguyễn Văn An", "email", "an2@shop.vn");
    }
    Map<String, String> third =
        shop.customer(
                grown,
                "full_name",
                "Nguyễn Văn An",
                "user_id",
                "an-login",
                "email",
                "an" + grown + "@shop.vn",
                "updated_at",
                "2026-01-06T00:00:00Z")
            .resolveKnown(USUAL, "2026-01-07")
            .ids();
    assertEquals(first.get("crm:1"), third.get("crm:1"));
    assertEquals(first.get("crm:2"), third.get("crm:2"));
    assertEquals(third.get("crm:" + grown), third.get("user:an-login"));
    assertEquals("active", redirects(shop).get(loser));
    List<String> history = shop.history("2026-01-07");
    assertTrue(history.contains("resurrect " + loser + " 2"), history.toString());
    assertTrue(history.contains("split " + winner + " " + loser + " 1"), history.toString());
  }

  @Test
  void redirectsAreFlattenedAndErasedCustomersAreKept() {
    Shop shop =
        new Shop()
            .customer("1", "full_name", "Lê An", "email", "a@shop.vn")
            .customer("2", "full_name", "Lê An", "email", "b@shop.vn")
            .customer("3", "full_name", "Lê An", "email", "c@shop.vn", "user_id", "login")
            .customer("9", "full_name", "Cao Sang", "email", "sang@shop.vn")
            .resolveKnown(USUAL, "2026-01-05");
    Map<String, String> first = shop.ids();
    shop.order("o1", "record_id", "1", "email", "b@shop.vn").resolveKnown(USUAL, "2026-01-06");
    shop.order("o2", "record_id", "1", "email", "c@shop.vn").resolveKnown(USUAL, "2026-01-07");
    String last = shop.ids().get("crm:1");
    Map<String, String> redirects = redirects(shop);
    for (String record : List.of("crm:1", "crm:2", "crm:3")) {
      String id = first.get(record);
      assertEquals(id.equals(last) ? "active" : last, redirects.get(id));
    }

    TestLake lake = shop.lake();
    Dataset<Row> left = lake.read(Silver.IDENTIFIER_LINKS).where(col("record_id").notEqual("9"));
    lake.warehouse()
        .write(Write.replace(Silver.IDENTIFIER_LINKS), left, TestLake.stamp("2026-01-08"));
    lake.run(new ResolveIdentities(USUAL), "2026-01-08");
    assertEquals("erased", redirects(shop).get(first.get("crm:9")));
    assertEquals(List.of("leave " + first.get("crm:9") + " 1"), shop.history("2026-01-08"));
    assertEquals(last, shop.ids().get("crm:2"));
  }

  private static Shop people() {
    Shop shop = new Shop();
    Random random = new Random(11);
    String[] names = {"Nguyễn Văn An", "Trần Thị Mai", "Lê Hoàng Long", "Phạm Thu Hà"};
    for (int i = 0; i < 40; i++) {
      shop.customer(
              "c" + i,
              "full_name",
              names[random.nextInt(4)],
              "phone",
              "09120001" + (10 + random.nextInt(25)),
              "email",
              "p" + random.nextInt(30) + "@shop.vn")
          .visit(
              "user_id", "u" + random.nextInt(20),
              "anonymous_id", "d" + random.nextInt(25),
              "email", "p" + random.nextInt(30) + "@shop.vn")
          .order("o" + i, "phone", "09120001" + (10 + random.nextInt(25)));
    }
    return shop;
  }

  @Test
  void arrivalOrderAndNumberOfTasksDoNotMatter() {
    Shop once = people().resolve(USUAL, "2026-01-05");
    Shop again = people();
    List<String> rows = new ArrayList<>(again.collected());
    Collections.shuffle(rows, new Random(3));
    int half = rows.size() / 2;
    again
        .land(List.of(rows.subList(0, half), rows.subList(half, rows.size())))
        .resolve(Settings.with(USUAL.blockedValues(), 6, 60), "2026-01-05");
    for (var table :
        List.of(
            Silver.CUSTOMER_RECORDS,
            Silver.CUSTOMER_IDENTIFIERS,
            Silver.CUSTOMERS,
            Silver.IDENTITY_HISTORY)) {
      assertEquals(once.lake().rows(table), again.lake().rows(table), table.fullName());
    }
  }

  @Test
  void aRunWithoutNewsChangesNoId() {
    Shop shop = people().resolveKnown(USUAL, "2026-01-05");
    List<String> before = shop.lake().rows(Silver.CUSTOMERS);
    Map<String, String> ids = shop.ids();
    shop.resolveKnown(USUAL, "2026-01-06");
    assertEquals(ids, shop.ids());
    assertEquals(before, shop.lake().rows(Silver.CUSTOMERS));
    assertEquals(List.of(), shop.history("2026-01-06"));
  }
}
