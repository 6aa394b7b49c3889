package vongdoi.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
    for (int line = 2; line <= 7; line++) {
      assertTrue(message.contains("overrides.csv:" + line + ": "), message);
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
  void secretsAreMasked() throws IOException {
    ConfigFile config =
        ConfigFile.load(file("spark { \"spark.hadoop.fs.s3a.secret.key\" = canary }\n"), Map.of());
    assertFalse(config.render(ConfigFile.Rendering.JSON).contains("canary"));
    assertFalse(config.render(ConfigFile.Rendering.HOCON).contains("canary"));
  }

  @Test
  void aMissingFileIsAClearError() {
    JobException refused =
        assertThrows(
            JobException.class, () -> ConfigFile.load(folder.resolve("no.conf"), Map.of()));
    assertTrue(refused.getMessage().contains("no.conf"), refused.getMessage());
  }
}
