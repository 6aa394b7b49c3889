package vongdoi.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vongdoi.common.job.ExitCode;
import vongdoi.common.job.JobException;

class ConfigFileTest {
  @TempDir private Path folder;

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("my.conf"), text);
  }

  @Test
  void includesOfAFileNamedWithoutAFolderAreFollowed() throws IOException {
    Path bare = Files.createTempFile(Path.of(""), "shop", ".conf");
    try {
      Files.writeString(bare, "include \"demo.conf\"\n");
      assertEquals("demo/lake", ConfigFile.load(bare.getFileName(), Map.of()).settings().lake());
    } finally {
      Files.delete(bare);
    }
  }

  /** A run by defaults would go to another lake. */
  @Test
  void anIncludeThatIsNotThereIsRefused() throws IOException {
    for (String include : List.of("\"demo.cnf\"", "file(\"gone.conf\")", "classpath(\"gone\")")) {
      Path file = file("timezone = \"Asia/Ho_Chi_Minh\"\ninclude " + include + "\n");
      JobException refused =
          assertThrows(JobException.class, () -> ConfigFile.load(file, Map.of()), include);
      assertEquals(ExitCode.CONFIGURATION, refused.exitCode());
      assertTrue(refused.getMessage().contains("Cannot include"), refused.getMessage());
      assertTrue(refused.getMessage().contains("my.conf"), refused.getMessage());
    }
  }

  @Test
  void allMistakesAreReportedAtOnceWithLineAndSuggestion() throws IOException {
    Path file =
        file(
            "include \"application.conf\"\ncurency = USD\nzone = \"Mars/Base\"\n"
                + "segment.segments.win-back.rule = \"stagee = 'retain'\"\n");
    JobException refused = assertThrows(JobException.class, () -> ConfigFile.load(file, Map.of()));
    assertEquals(ExitCode.CONFIGURATION, refused.exitCode());
    String message = refused.getMessage();
    assertTrue(message.contains("3 problems"), message);
    assertTrue(message.contains("my.conf:2: Unknown key curency. Did you mean currency?"), message);
    assertTrue(message.contains("my.conf:3: Invalid zone: Mars/Base"), message);
    assertTrue(message.contains("my.conf:4: Invalid segment.segments.win-back.rule"), message);
    assertTrue(message.contains("Did you mean stage?"), message);
  }

  @Test
  void tenMistakesOfRangeAreNamedAtOnceWithFileAndLine() throws IOException {
    Path file =
        file(
            """
            include "application.conf"
            run.lanes = 0
            ingest { full-listing-days = 0, lanes = -1 }
            identity.match.join-probability = 1
            feature.snapshots-every-days = 0
            churn.learning-rate = 0
            clv { margin = 1.2 }
            recommend.evaluation.every-days = 0
            segment.holdout.share = 1
            export.destinations.crm.max-bytes = 0
            maintain.keep-hours = 24
            """);
    JobException refused = assertThrows(JobException.class, () -> ConfigFile.load(file, Map.of()));
    assertEquals(ExitCode.CONFIGURATION, refused.exitCode());
    String message = refused.getMessage();
    for (String told :
        List.of(
            "my.conf:2: Invalid run.lanes: 0 (must be at least 1)",
            "my.conf:3: Invalid ingest.full-listing-days: 0 (must be at least 1)",
            "my.conf:3: Invalid ingest.lanes: -1 (must be at least 1)",
            "my.conf:4: Invalid identity.match.join-probability: 1 (must be above 0 and below 1)",
            "my.conf:5: Invalid feature.snapshots-every-days: 0 (must be at least 1)",
            "my.conf:5: Invalid feature.snapshots-every-days: 0 (must equal churn.train-every-days, 1)",
            "my.conf:6: Invalid churn.learning-rate: 0 (must be above 0 and at most 1)",
            "my.conf:7: Invalid clv.margin: 1.2 (must be from 0 to 1)",
            "my.conf:8: Invalid recommend.evaluation.every-days: 0 (must be at least 1)",
            "my.conf:9: Invalid segment.holdout.share: 1 (must be at least 0 and below 1)",
            "my.conf:10: Invalid export.destinations.crm.max-bytes: 0 (must be at least 1)",
            "my.conf:11: Invalid maintain.keep-hours: 24 (must be at least 168: ")) {
      assertTrue(message.contains(told), told + " in " + message);
    }
    assertTrue(message.startsWith("Cannot use the configuration: 12 problems\n"), message);
  }

  @Test
  void aMistakeOfTheCommandLineIsNamedAsSuch() {
    JobException refused =
        assertThrows(JobException.class, () -> ConfigFile.load(null, Map.of("run.lanes", "0")));
    assertTrue(
        refused.getMessage().contains("command line: Invalid run.lanes: 0 (must be at least 1)"),
        refused.getMessage());
  }

  @Test
  void mistakesWithinABlockBearTheirPathAndLine() throws IOException {
    Path file =
        file(
            """
            include "application.conf"
            lifecycle.alive.lapsed-below = 0.9
            lifecycle.journey.metrics.like.times = "share_count"
            profile.referral { coupon = "(" }
            segment.caps = [ { channel = smss, messages = 1, hours = 24 } ]
            sources."a b" { entity = products, format = csv, path = x, options { quote = ab } }
            """);
    String message =
        assertThrows(JobException.class, () -> ConfigFile.load(file, Map.of())).getMessage();
    for (String told :
        List.of(
            "my.conf:2: Invalid lifecycle.alive.lapsed-below: 0.9 (must not be greater than",
            "my.conf:3: Invalid lifecycle.journey.metrics.like.times: Unknown column share_count",
            "my.conf:4: Invalid profile.referral.coupon: ( (must be a pattern: Unclosed group)",
            "my.conf:5: Invalid segment.caps[0].channel: smss (must be one of any, ",
            "my.conf:6: Invalid sources.\"a b\": a b (must consist of letters, ",
            "my.conf:6: Invalid sources.\"a b\".options.quote: ab (must be one character")) {
      assertTrue(message.contains(told), told + " in " + message);
    }
    assertTrue(message.startsWith("Cannot use the configuration: 6 problems\n"), message);
  }

  @Test
  void blocksAreCheckedAgainstEachOtherWhereAThirdCannotBeRead() throws IOException {
    Path file =
        file(
            """
            include "application.conf"
            churn.horizon-days = 60
            segment.plan-hours = soon
            export.destinations.crm.segments = [winback, win-back]
            """);
    String message =
        assertThrows(JobException.class, () -> ConfigFile.load(file, Map.of())).getMessage();
    for (String told :
        List.of(
            "Invalid feature.snapshots-back-days: [0, 90, 180] (must hold 60: ",
            "Invalid feature.snapshots-back-days: [0, 90, 180] (must hold 120: ",
            "my.conf:3: Invalid segment.plan-hours: soon (must be a whole number, at least 1)",
            "my.conf:4: Invalid export.destinations.crm.segments: winback is not known."
                + " Did you mean win-back?")) {
      assertTrue(message.contains(told), told + " in " + message);
    }
    assertTrue(message.startsWith("Cannot use the configuration: 4 problems\n"), message);
  }

  @Test
  void textsKeepWhatWasTyped() throws IOException {
    ConfigFile config =
        ConfigFile.load(
            file(
                """
                include "application.conf"
                identity.blocked-values = [001090012345, 0909]
                vars { amount = 1900.50 }
                """),
            Map.of("vars.phone", "0903000111"));
    assertEquals(List.of("001090012345", "0909"), config.settings().identity().blockedValues());
    assertEquals("1900.50", config.settings().vars().get("amount"));
    assertEquals("0903000111", config.settings().vars().get("phone"));
    String shown = config.render(ConfigFile.Rendering.JSON);
    assertTrue(shown.contains("\"001090012345\"") && shown.contains("\"1900.50\""), shown);
  }

  @Test
  void whatIsNoHoconIsSaidWithFileAndLineAndWithoutItsWords() throws IOException {
    Path file = file("include \"application.conf\"\nspark { secret = canary\nx = [ }\n");
    JobException refused = assertThrows(JobException.class, () -> ConfigFile.load(file, Map.of()));
    assertEquals(ExitCode.CONFIGURATION, refused.exitCode());
    assertTrue(
        refused.getMessage().contains("my.conf:3: List should have ] or "), refused.getMessage());
    assertFalse(refused.getMessage().contains("canary"), refused.getMessage());
  }

  @Test
  void theTextOfTheSettingsHoldsNoSecret() {
    ConfigFile config =
        ConfigFile.load(
            null,
            Map.of(
                "privacy.salt", "canary",
                "segment.holdout.salt", "canary",
                "spark.spark.hadoop.fs.s3a.secret.key", "canary"));
    assertFalse(config.toString().contains("canary"));
    assertFalse(config.settings().toString().contains("canary"));
    assertEquals("canary", config.settings().privacy().salt());
  }

  @Test
  void aFileOfOnesOwnHoldsOnlyDifferences() throws IOException {
    ConfigFile config =
        ConfigFile.load(
            file("include \"application.conf\"\ncurrency = USD\n"), Map.of("lake", "/elsewhere"));
    assertEquals("USD", config.settings().currency());
    assertEquals("/elsewhere", config.settings().lake());
    assertEquals("VN", config.settings().country());
  }

  private ConfigFile withOverrides(String csv) throws IOException {
    Path overrides = Files.writeString(folder.resolve("overrides.csv"), csv);
    return ConfigFile.load(
        file(
            "include \"application.conf\"\nidentity.overrides-file = \"%s\"\n"
                .formatted(overrides.toUri())),
        Map.of());
  }

  @Test
  void aStewardsFileAddsOverridesWithAuthorAndExpiry() throws IOException {
    var overrides =
        withOverrides(
                """
                kind,a,b,author,reason,expires
                must,crm:1,pos:7,Lan,"married, new name",2026-12-31
                # a remark
                cannot,crm:5,crm:6,,father and son,
                """)
            .settings()
            .identity()
            .overrides();
    assertEquals(2, overrides.size());
    assertEquals("married, new name", overrides.get(0).reason());
    assertEquals("2026-12-31", overrides.get(0).expires().orElseThrow().toString());
    assertTrue(overrides.get(1).author().isEmpty() && overrides.get(1).expires().isEmpty());
  }

  @Test
  void everyMistakeInAStewardsFileIsNamedWithItsLine() {
    JobException refused =
        assertThrows(
            JobException.class,
            () ->
                withOverrides(
                    """
                    kind,a,b,author,reason,expires
                    perhaps,crm:1,crm:2,Lan,why,
                    must,crm:1,crm:2,Lan,why,31/12/2026
                    must,nobody,crm:2,Lan,why,
                    must,crm:1,crm:2
                    must,crm:1,crm:2,Lan,,
                    must,crm:1,crm:2,Lan,"open,
                    """));
    assertEquals(ExitCode.CONFIGURATION, refused.exitCode());
    String message = refused.getMessage();
    assertTrue(message.contains("6 problems"), message);
    for (String told :
        List.of(
            "2: Invalid identity.overrides[0].kind: perhaps (must be one of must, cannot)",
            "3: Invalid identity.overrides[1].expires: 31/12/2026 (must be a date such as",
            "4: Invalid identity.overrides[2].a: no name (must be source:record_id)",
            "5: Invalid override: 3 fields (must be 6, as in the header)",
            "6: Missing identity.overrides[3].reason (must be text). Add it",
            "7: Invalid override: a quote stays open. Close it on the same line")) {
      assertTrue(message.contains("overrides.csv:" + told), told + " in " + message);
    }
    JobException missing =
        assertThrows(
            JobException.class,
            () ->
                ConfigFile.load(
                    file("include \"application.conf\"\nidentity.overrides-file = nowhere.csv\n"),
                    Map.of()));
    assertTrue(missing.getMessage().contains("my.conf:2: Invalid identity.overrides-file"));
  }

  @Test
  void aMissingFileIsAClearError() {
    JobException refused =
        assertThrows(
            JobException.class, () -> ConfigFile.load(folder.resolve("no.conf"), Map.of()));
    assertTrue(refused.getMessage().contains("no.conf"), refused.getMessage());
  }
}
