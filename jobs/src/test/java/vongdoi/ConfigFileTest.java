package vongdoi;

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
