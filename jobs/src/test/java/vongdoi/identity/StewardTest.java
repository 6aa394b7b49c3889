package vongdoi.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import vongdoi.common.catalog.Silver;
import vongdoi.common.job.ExitCode;
import vongdoi.common.job.JobException;
import vongdoi.common.job.Preview;
import vongdoi.identity.deciding.Guard;
import vongdoi.identity.explaining.Explanation;
import vongdoi.identity.graph.Ruling;
import vongdoi.identity.keeping.GateConfig;

/** What a steward may say, ask and be asked, on the days of one small shop. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class StewardTest {
  private static final IdentityConfig USUAL = Settings.usual();
  private static final Shop SHOP = new Shop();
  private static Map<String, String> before;
  private static IdentityConfig said;

  @BeforeAll
  static void resolveOnce() {
    SHOP.customer("son", "full_name", "Lê Văn Sơn", "phone", "0912000011")
        .customer("son2", "full_name", "Lê Văn Sơn", "phone", "0912000011")
        .customer("mai", "full_name", "Trần Thị Mai", "email", "mai@shop.vn")
        .customer("mary", "full_name", "Mary Tran", "email", "mary@shop.vn")
        .customer("ha", "full_name", "Phạm Thu Hà", "national_id", "079111222333")
        .customer("ho", "full_name", "Phạm Thu Hà", "national_id", "001999888777")
        .order("o1", "record_id", "ha", "phone", "0912000055")
        .order("o2", "record_id", "ho", "phone", "0912000055");
    before = SHOP.resolveKnown(USUAL, "2026-01-05").ids();
  }

  private static List<String> explain(IdentityConfig config, String a, String b) {
    return new Explanation(
            new Explanation.Resolution(
                SHOP.lake().read(Silver.CUSTOMERS),
                SHOP.lake().read(Silver.CUSTOMER_RECORDS),
                SHOP.lake().read(Silver.IDENTIFIER_LINKS),
                SHOP.lake().read(Silver.CUSTOMER_IDENTIFIERS),
                SHOP.lake().read(Silver.IDENTITY_EDGES),
                SHOP.lake().read(Silver.IDENTITY_HISTORY)),
            config.overrides(),
            config.match().joinBits(),
            "VN")
        .of(a, b);
  }

  private static Ruling ruling(Ruling.Kind kind, String a, String b, String reason) {
    return new Ruling(
        kind, a, b, reason, Optional.of("Lan"), Optional.of(LocalDate.of(2026, 1, 6)));
  }

  private static boolean says(List<String> lines, String words) {
    return lines.stream().anyMatch(line -> line.contains(words));
  }

  @Test
  @Order(1)
  void explainsThePathTheGuardAndWhatIsMissing() {
    List<String> path = explain(USUAL, "crm:son", "crm:son2");
    assertTrue(path.get(0).contains("are one customer"), path.toString());
    assertTrue(path.get(1).contains("both bear the phone +84912000011"), path.toString());
    List<String> none = explain(USUAL, "crm:mai", "0912 000 011");
    assertTrue(none.get(0).contains("are two customers"), none.toString());
    assertTrue(says(none, "no scored pair"), none.toString());
    List<String> guard = explain(USUAL, "crm:ha", "crm:ho");
    assertTrue(says(guard, "a guard, on 2026-01-05: " + Guard.NATIONAL.words()), guard.toString());
    assertEquals(List.of(), explain(USUAL, "crm:mai", "crm:nobody"));
  }

  @Test
  @Order(2)
  void overridesJoinAndKeepApartAfterADryRunThatTellsIt() {
    said =
        Settings.overridden(
            ruling(Ruling.Kind.CANNOT, "crm:son", "crm:son2", "father and son"),
            ruling(Ruling.Kind.MUST, "crm:mai", "crm:mary", "married abroad"),
            ruling(Ruling.Kind.MUST, "crm:ha", "crm:ho", "a slip of the steward's"));
    Preview preview = SHOP.lake().preview(new ResolveIdentities(said), "2026-01-06").orElseThrow();
    assertEquals(1, preview.counts().get("merge_count"));
    assertEquals(1, preview.counts().get("split_count"));
    assertEquals(1, preview.counts().get("create_count"));
    assertEquals(5, preview.counts().get("customers_before_count"));
    assertEquals(5, preview.counts().get("customers_after_count"));
    assertEquals(4, preview.counts().get("kept_ids_count"));
    assertTrue(says(preview.lines(), "1 merges, 1 splits"), preview.lines().toString());
    assertEquals(before, SHOP.ids(), "nothing is written");
    Map<String, String> ids = SHOP.resolveKnown(said, "2026-01-06").ids();
    assertNotEquals(ids.get("crm:son"), ids.get("crm:son2"));
    assertEquals(ids.get("crm:mai"), ids.get("crm:mary"));
    assertNotEquals(ids.get("crm:ha"), ids.get("crm:ho"), "two national ids never meet");
    List<String> history = SHOP.history("2026-01-06");
    assertTrue(history.stream().anyMatch(h -> h.startsWith("override ")), history.toString());
    assertTrue(history.stream().anyMatch(h -> h.startsWith("merge ")), history.toString());
    assertTrue(history.stream().noneMatch(h -> h.startsWith("cut ")), "told once: " + history);
    assertTrue(
        says(explain(said, "crm:mai", "mary@shop.vn"), "married abroad (Lan, until 2026-01-06)"));
    assertTrue(says(explain(said, "crm:son", "crm:son2"), "father and son"));
    assertTrue(says(explain(said, "crm:ha", "crm:ho"), "more than a typing error"));
  }

  @Test
  @Order(3)
  void overridesThatHaveExpiredGiveTheOldIdsBack() {
    assertEquals(before, SHOP.resolveKnown(said, "2026-01-07").ids());
  }

  @Test
  @Order(4)
  void aRunThatChangesTooMuchIsNotPublishedUnlessItIsAccepted() {
    SHOP.customer(
        "mary",
        "full_name",
        "Trần Mai",
        "email",
        "mai@shop.vn",
        "updated_at",
        "2026-01-05T00:00:00Z");
    GateConfig strict = new GateConfig(0, 0, 0, 2, 200, Optional.empty());
    JobException refused =
        assertThrows(
            JobException.class, () -> SHOP.resolveKnown(Settings.gated(strict), "2026-01-08"));
    assertEquals(ExitCode.GATE_REFUSED, refused.exitCode());
    assertTrue(
        refused.getMessage().contains("set identity.gate.accepted = 2026-01-08"),
        refused.getMessage());
    assertEquals(before, SHOP.ids());
    GateConfig accepted = new GateConfig(0, 0, 0, 2, 200, Optional.of(LocalDate.of(2026, 1, 8)));
    SHOP.resolveKnown(Settings.gated(accepted), "2026-01-08");
    assertEquals(SHOP.ids().get("crm:mai"), SHOP.ids().get("crm:mary"));
  }
}
