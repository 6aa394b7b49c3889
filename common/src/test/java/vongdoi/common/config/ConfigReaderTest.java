package vongdoi.common.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConfigReaderTest {
  record Shop(
      String name,
      @AtLeast(1) int lanes,
      Optional<LocalDate> since,
      List<String> blocked,
      Map<String, String> vars,
      Map<String, Till> tills,
      Hours hours) {}

  record Till(@AtLeast(0) @Below(1) double share, Kind kind, @AtLeast(2) List<Integer> sizes) {}

  enum Kind {
    SELF_SERVICE,
    STAFFED
  }

  record Hours(@AtLeast(0) int from, @AtMost(24) int to) {
    Hours {
      if (to <= from) {
        InvalidSettings.refuse(
            List.of(Mistake.of(ConfigPath.of("to"), to, "must be later than from, " + from)));
      }
    }
  }

  private static final String SOUND =
      """
      name = corner
      lanes = 2
      blocked = []
      tills { a { share = 0.5, kind = staffed, sizes = [2] } }
      hours { from = 8, to = 20 }
      """;

  private static ConfigReader<Shop> read(String more) {
    return ConfigReader.read(
        ConfigFactory.parseString(
            SOUND + more, ConfigParseOptions.defaults().setOriginDescription("shop.conf")),
        Shop.class);
  }

  private static List<String> problems(String more) {
    return read(more).problems().stream().map(ConfigProblem::message).toList();
  }

  @Test
  void keysAreComponentsInKebabCase() {
    Shop shop = read("since = 2026-01-31\ntills.a.kind = self-service").settings();
    assertEquals(List.of(), problems(""));
    assertEquals(Optional.of(LocalDate.of(2026, 1, 31)), shop.since());
    assertEquals(Kind.SELF_SERVICE, shop.tills().get("a").kind());
  }

  @Test
  void textsKeepWhatWasTyped() {
    ConfigReader<Shop> read =
        read(
            """
            name = 001090012345
            blocked = [001090012345, 1900.50, true, "0", 1e3]
            vars { amount = 1900.50, deep { phone = 0909000111 }, "a.b" = 007, long = 12345678901234567890 }
            """);
    assertEquals(List.of(), read.problems());
    assertEquals("001090012345", read.settings().name());
    assertEquals(List.of("001090012345", "1900.50", "true", "0", "1e3"), read.settings().blocked());
    assertEquals(
        Map.of(
            "amount", "1900.50",
            "deep.phone", "0909000111",
            "a.b", "007",
            "long", "12345678901234567890"),
        read.settings().vars());
  }

  @Test
  void textsKeepWhatWasTypedThroughSubstitutionAndMerge() {
    Shop shop =
        ConfigReader.read(
                ConfigFactory.parseString("phone = 0909, name = ${phone}, blocked = [${phone}]")
                    .withFallback(ConfigFactory.parseString(SOUND))
                    .resolve(),
                Shop.class)
            .settings();
    assertEquals("0909", shop.name());
    assertEquals(List.of("0909"), shop.blocked());
  }

  @Test
  void numbersOutOfRangeAreNamedWithTheirRange() {
    assertEquals(
        List.of(
            "Invalid lanes: 0 (must be at least 1)",
            "Invalid tills.a.share: 1 (must be at least 0 and below 1)",
            "Invalid tills.a.sizes[1]: 1 (must be at least 2)",
            "Invalid hours.to: 25 (must be at most 24)"),
        problems("lanes = 0\ntills.a { share = 1, sizes = [3, 1] }\nhours.to = 25"));
  }

  @Test
  void numbersThatAreNoneAreRefused() {
    assertEquals(
        List.of(
            "Invalid lanes: two (must be a whole number, at least 1)",
            "Invalid tills.a.share: NaN (must be a number, at least 0 and below 1)"),
        problems("lanes = two\ntills.a.share = NaN"));
  }

  @Test
  void everyMistakeIsReportedWithItsPathAndLine() {
    List<ConfigProblem> problems =
        read("lanes = 0\nnme = x\ntills.a.kind = stafed\nhours.to = 3\nname = null").problems();
    assertEquals(
        List.of(
            "shop.conf: 7: Unknown key nme. Did you mean name?",
            "shop.conf: 10: Missing name (must be text). Add it",
            "shop.conf: 6: Invalid lanes: 0 (must be at least 1)",
            "shop.conf: 8: Invalid tills.a.kind: stafed (must be one of self-service, staffed)."
                + " Did you mean staffed?",
            "shop.conf: 9: Invalid hours.to: 3 (must be later than from, 8)"),
        problems.stream().map(ConfigProblem::toString).toList());
    assertEquals(
        List.of("nme", "name", "lanes", "tills.a.kind", "hours.to"),
        problems.stream().map(p -> p.path().toString()).toList());
  }

  @Test
  void blocksThatCanBeReadAreThereWhereOthersCannot() {
    ConfigReader<Shop> read =
        read("hours = none\ntills.b { share = 0.1, kind = none, sizes = [] }\nlanes = 0");
    assertEquals(Optional.empty(), read.block(Hours.class, ConfigPath.of("hours")));
    Map<String, Till> tills = read.blocks(Till.class, ConfigPath.of("tills"));
    assertEquals(Map.of("a", new Till(0.5, Kind.STAFFED, List.of(2))), tills);
    assertTrue(read.keys(ConfigPath.of("tills")).contains("b"));
  }

  @Test
  void aBlockWithANumberOutOfRangeIsThereForFurtherChecks() {
    ConfigReader<Shop> read = read("tills.a.share = 7");
    assertEquals(7, read.blocks(Till.class, ConfigPath.of("tills")).get("a").share());
    assertEquals(1, read.problems().size());
  }

  @Test
  void whatOwnersSayIsPlacedByItsPath() {
    ConfigReader<Shop> read = read("vars { \"a.b\" = x }");
    read.note(List.of(Mistake.of(ConfigPath.of("vars", "a.b"), "x", "must be y")));
    read.note(List.of(Mistake.of(ConfigPath.of("tills").at("a").at("sizes").at(0), "no good")));
    assertEquals(
        "[shop.conf: 6: Invalid vars.\"a.b\": x (must be y),"
            + " shop.conf: 4: Invalid tills.a.sizes[0]: no good]",
        read.problems().toString());
  }

  @Test
  void aMissingMapIsEmpty() {
    assertEquals(Map.of(), read("").settings().vars());
  }
}
