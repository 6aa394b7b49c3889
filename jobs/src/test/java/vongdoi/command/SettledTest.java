package vongdoi.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import vongdoi.common.job.ExitCode;
import vongdoi.common.job.JobException;

class SettledTest {
  @Command
  private static final class Looking {
    @Mixin private Settled settled;
  }

  private static String lakeOf(String... arguments) {
    Looking looking = new Looking();
    new CommandLine(looking).parseArgs(arguments);
    return looking.settled.lookingAt().settings().lake();
  }

  @Test
  void aLakeThatIsThereIsLookedAt(@TempDir Path folder) throws Exception {
    Files.createDirectories(folder.resolve("tables"));
    assertEquals(folder.toString(), lakeOf("--lake", folder.toString()));
    assertEquals("file://" + folder, lakeOf("--lake", "file://" + folder));
  }

  @Test
  void aLakeThatIsNotThereIsAMissingInputAndNamed(@TempDir Path folder) {
    String nowhere = folder.resolve("nowhere").toString();
    JobException missing = assertThrows(JobException.class, () -> lakeOf("--lake", nowhere));
    assertEquals(ExitCode.INPUT_MISSING, missing.exitCode());
    assertTrue(missing.getMessage().contains(nowhere), missing.getMessage());
  }

  @Test
  void whatARemoteLakeHoldsItsTablesSay() {
    assertEquals("s3a://shop-lake", lakeOf("--lake", "s3a://shop-lake"));
  }
}
