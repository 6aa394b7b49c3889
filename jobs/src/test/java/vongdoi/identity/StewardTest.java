package vongdoi.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import vongdoi.common.catalog.Silver;
import vongdoi.common.job.ExitCode;
import vongdoi.common.job.JobException;

/** What a steward may say, ask and be asked. */
class StewardTest {
  private static Shop people() {
    return new Shop()
        .customer("son", "full_name", "Lê Văn Sơn", "phone", "0912000011")
        .customer("son2", "full_name", "Lê Văn Sơn", "phone", "0912000011")
        .customer("mai", "full_name", "Trần Thị Mai", "email", "mai@shop.vn")
        .customer("mary", "full_name", "Mary Tran", "email", "mary@shop.vn")
        .customer("ha", "full_name", "Phạm Thu Hà", "national_id", "079111222333")
        .customer("ho", "full_name", "Phạm Thu Hà", "national_id", "001999888777");
  }

  private static List<String> explain(Shop shop, IdentityConfig config, String a, String b) {
    return new Explanation(
            new Explanation.Resolution(
                shop.lake().read(Silver.CUSTOMERS),
                shop.lake().read(Silver.CUSTOMER_RECORDS),
                shop.lake().read(Silver.IDENTIFIER_LINKS),
                shop.lake().read(Silver.CUSTOMER_IDENTIFIERS),
                shop.lake().read(Silver.IDENTITY_EDGES)),
            config,
            "VN")
        .of(a, b);
  }

  @Test
  void overridesJoinAndKeepApartAndAreUndone() {
    IdentityConfig usual = Settings.usual();
    Shop shop = people().resolve(usual, "2026-01-05");
    Map<String, String> before = shop.ids();
    assertEquals(before.get("crm:son"), before.get("crm:son2"));
    assertNotEquals(before.get("crm:mai"), before.get("crm:mary"));
    IdentityConfig said =
        Settings.overridden(
            new Ruling(Ruling.Kind.CANNOT, "crm:son", "crm:son2", "father and son"),
            new Ruling(Ruling.Kind.MUST, "crm:mai", "crm:mary", "married abroad"),
            new Ruling(Ruling.Kind.MUST, "crm:ha", "crm:ho", "a slip of the steward's"));
    shop.resolve(said, "2026-01-06");
    Map<String, String> ids = shop.ids();
    assertNotEquals(ids.get("crm:son"), ids.get("crm:son2"));
    assertEquals(ids.get("crm:mai"), ids.get("crm:mary"));
    assertNotEquals(ids.get("crm:ha"), ids.get("crm:ho"), "two national ids never meet");
    List<String> history = shop.history("2026-01-06");
    assertTrue(history.stream().anyMatch(h -> h.startsWith("override ")), history.toString());
    assertTrue(history.stream().anyMatch(h -> h.startsWith("merge ")), history.toString());
    assertTrue(
        explain(shop, said, "crm:mai", "mary@shop.vn").stream()
            .anyMatch(l -> l.contains("married abroad")));
    assertTrue(
        explain(shop, said, "crm:son", "crm:son2").stream()
            .anyMatch(l -> l.contains("father and son")));
    assertTrue(
        explain(shop, said, "crm:ha", "crm:ho").stream()
            .anyMatch(l -> l.contains("more than a typing error")));
    shop.resolve(usual, "2026-01-07");
    assertEquals(before, shop.ids());
  }

  @Test
  void explainsThePathAndWhatIsMissing() {
    IdentityConfig usual = Settings.usual();
    Shop shop = people().resolve(usual, "2026-01-05");
    List<String> path = explain(shop, usual, "crm:son", "crm:son2");
    assertTrue(path.get(0).contains("are one customer"), path.toString());
    assertTrue(path.get(1).contains("both bear the phone +84912000011"), path.toString());
    List<String> none = explain(shop, usual, "crm:mai", "0912 000 011");
    assertTrue(none.get(0).contains("are two customers"), none.toString());
    assertTrue(none.toString().contains("no scored pair"), none.toString());
    assertEquals(List.of(), explain(shop, usual, "crm:mai", "crm:nobody"));
  }

  @Test
  void aRunThatChangesTooMuchIsNotPublished() {
    GateConfig strict = new GateConfig(5, 0, 0, 2, 200, Optional.empty());
    Shop shop = people().resolve(Settings.gated(strict), "2026-01-05");
    Map<String, String> before = shop.ids();
    shop.order("o1", "record_id", "mai", "email", "mary@shop.vn")
        .customer(
            "mary",
            "full_name",
            "Trần Mai",
            "email",
            "mary@shop.vn",
            "updated_at",
            "2026-01-05T00:00:00Z");
    JobException refused =
        assertThrows(JobException.class, () -> shop.resolve(Settings.gated(strict), "2026-01-06"));
    assertEquals(ExitCode.GATE_REFUSED, refused.exitCode());
    assertEquals(before, shop.ids());
    GateConfig accepted =
        new GateConfig(5, 0, 0, 2, 200, Optional.of(java.time.LocalDate.of(2026, 1, 6)));
    shop.resolve(Settings.gated(accepted), "2026-01-06");
    assertEquals(shop.ids().get("crm:mai"), shop.ids().get("crm:mary"));
  }
}
