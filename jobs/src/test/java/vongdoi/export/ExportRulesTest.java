package vongdoi.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.ConfigFactory;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import vongdoi.common.config.Mistake;

class ExportRulesTest {
  @Test
  void shippedDestinationsAreSound() {
    assertEquals(List.of(), ExportRules.problems(Exports.shipped(), List.of("win-back")));
  }

  @Test
  void unknownColumnSegmentAndChannelAreErrors() {
    ExportConfig.Destination wrong =
        new ExportConfig.Destination(
            ExportConfig.Format.CSV,
            ExportConfig.Dialect.MACHINE,
            List.of("winback"),
            List.of("emial"),
            1000,
            List.of(
                new ExportConfig.Cell(
                    "a", "emails[0]", Optional.of("("), Optional.empty(), Optional.empty()),
                new ExportConfig.Cell(
                    "a", "emial", Optional.empty(), Optional.empty(), Optional.empty())),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    ExportConfig config =
        new ExportConfig(
            1000,
            false,
            Map.of(),
            Map.of(),
            Exports.shipped().whenMissing(),
            Exports.shipped().defaults(),
            Exports.shipped().contacts(),
            Map.of("shop", wrong),
            Map.of());
    List<String> problems = problems(config);
    assertEquals(5, problems.size(), problems.toString());
    assertTrue(problems.get(0).endsWith("channels: emial is not known. Did you mean email?"));
    assertTrue(problems.get(1).contains("Did you mean win-back?"), problems.get(1));
    assertTrue(problems.get(3).contains("Unknown column emial"), problems.get(3));
  }

  @Test
  void settingsThatCannotBeKeptAreErrors() {
    ExportConfig config =
        Exports.read(
            ConfigFactory.parseString(
                    """
                    export.destinations.shop { format = parquet, dialect = human
                      purposes = [], unique-by = [mail], matched-by = ["email + fone"]
                      columns = [{ header = email, value = "sha2(gogle_email(email), 256)", times = 2 }] }
                    """)
                .withFallback(Exports.text("machine", 100)));
    assertEquals(
        List.of(
            "Invalid export.destinations.shop.dialect: human (must be machine unless format is csv)",
            "Invalid export.destinations.shop.purposes: [] (must name a purpose of consent)",
            "Invalid export.destinations.shop.unique-by: mail is not known. Did you mean email?",
            "Invalid export.destinations.shop.matched-by: fone is not known",
            "Invalid export.destinations.shop.columns[0].value: Unknown function gogle_email."
                + " Did you mean google_email?",
            "Invalid export.destinations.shop.columns[0].times: 2 (only a column of csv may be repeated)"),
        problems(config));
  }

  @Test
  void thereAreNoMoreChannelsThanBits() {
    String more =
        IntStream.rangeClosed(1, 62)
            .mapToObj(i -> "c" + i + " = []")
            .collect(Collectors.joining(", "));
    ExportConfig config =
        Exports.read(
            ConfigFactory.parseString("export.contacts { " + more + " }")
                .withFallback(Exports.text("machine", 100)));
    assertEquals(
        List.of("Invalid export.contacts: 64 channels (must be at most 63)"), problems(config));
  }

  /** A request that would be refused at the other end is refused before anything runs. */
  @Test
  void aRequestNeedsItsPlaceForRowsAndItsAccounts() {
    ExportConfig config =
        Exports.read(
            ConfigFactory.parseString(
                    """
                    export { accounts { list-win-back = "12", odd = "a\\"b" }
                      destinations.shop { format = json, segments = [all], body = "[{rows}{list-*}" }
                      conversions {
                        shop { is-on = true, window-days = 1, where = "order_chanel = 'web'", format = csv
                          channels = [email], purposes = [ads], max-bytes = 1, body = "{rows}"
                          columns = [{ header = a, value = order_id }, { header = "", value = score }] }
                        calls { is-on = true, window-days = 1, format = json, channels = [email]
                          purposes = [ads], max-bytes = 1, body = "{{rows}", matched-by = [user]
                          columns = [{ header = user, value = order_id }] }
                      } }
                    """)
                .withFallback(Exports.text("machine", 100)));
    assertEquals(
        List.of(
            "Invalid export.destinations.shop.body: must be JSON around {rows}",
            "Invalid export.accounts.list-news: no number, which export.destinations.shop.body needs"
                + " (put it here, or take that from its segments)",
            "Invalid export.accounts.odd: must be letters, digits, : _ and -",
            "Invalid export.conversions.calls.body: must be JSON around {rows}",
            "Invalid export.conversions.shop: shop (is the name of a destination of lists, too)",
            "Invalid export.conversions.shop.where: Unknown column order_chanel. Did you mean"
                + " order_channel?",
            "Invalid export.conversions.shop.body: must be there where format is json, and only"
                + " there",
            "Invalid export.conversions.shop.columns[1].value: Unknown column score",
            "Invalid export.conversions.shop.columns[1].header: only the one column of json may go"
                + " without"),
        ExportRules.problems(config, List.of("win-back", "news")).stream()
            .map(Mistake::toString)
            .toList());
  }

  private static List<String> problems(ExportConfig config) {
    return ExportRules.problems(config, List.of("win-back")).stream()
        .map(Mistake::toString)
        .toList();
  }

  @Test
  void filesWithoutRoomForARowAreErrors() {
    String refused =
        assertThrows(
                IllegalArgumentException.class,
                () ->
                    Exports.read(
                        ConfigFactory.parseString("export.destinations.shop.max-rows = 0")
                            .withFallback(Exports.text("machine", 0))))
            .getMessage();
    assertTrue(
        refused.contains("Invalid destinations.shop.max-rows: 0 (must be at least 1)"), refused);
    assertTrue(
        refused.contains("Invalid destinations.shop.max-bytes: 0 (must be at least 1)"), refused);
  }

  @Test
  void destinationsThatNobodyAskedForTakeNothing() {
    Exports.shipped()
        .destinations()
        .forEach(
            (key, destination) ->
                assertEquals(
                    Set.of("crm", "marketing").contains(key),
                    !destination.segments().isEmpty(),
                    key));
  }

  @Test
  void audienceColumnsAreNamedOnce() {
    assertEquals(AudienceMembers.columns().size(), new HashSet<>(AudienceMembers.columns()).size());
  }

  @Test
  void onlyFirstCharactersThatComputeAreDefused() {
    assertEquals("'@a", CsvLines.defused("@a"));
    assertEquals("'＝1", CsvLines.defused("＝1"));
    assertEquals("a=1", CsvLines.defused("a=1"));
    assertEquals("", CsvLines.defused(""));
  }

  @Test
  void eachServicePlayThatADestinationTakesNeedsTheNumberOfItsTemplate() {
    ExportConfig config =
        Exports.read(
            ConfigFactory.parseString(
                    """
                    export.destinations.zalo-zns.segments = [payment-failed, card-expiring]
                    export.zalo-templates { dunning = "123", update-card = "", dunnning = "1" }
                    """)
                .withFallback(ConfigFactory.parseResources("application.conf"))
                .resolve());
    Map<String, String> services =
        Map.of(
            "payment-failed", "dunning", "card-expiring", "update-card", "renewal-due", "notice");
    assertEquals(
        List.of(
            "Invalid export.zalo-templates: dunnning is not known. Did you mean dunning?",
            "Invalid export.zalo-templates.update-card:  (must be the template's number)"),
        ExportRules.templates(config, services).stream().map(Mistake::toString).toList());
    assertEquals(
        List.of(
            "Invalid export.zalo-templates.notice: no number of a template, which"
                + " export.destinations.zalo-zns needs (put it here, or leave the segment out there)"),
        ExportRules.templates(
                config, Map.of("card-expiring", "notice", "payment-failed", "dunning"))
            .stream()
            .map(Mistake::toString)
            .filter(m -> m.contains("notice"))
            .toList());
  }
}
