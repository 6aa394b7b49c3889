package vongdoi.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import vongdoi.Vongdoi;
import vongdoi.common.job.ExitCode;
import vongdoi.common.job.Job;
import vongdoi.common.job.JobException;
import vongdoi.platform.ConfigFile;

class RunCommandTest {
  private static List<String> selected(List<String> fixed, String... only) {
    return Platform.select(ConfigFile.load(null, Map.of()).settings(), fixed, List.of(only))
        .stream()
        .map(Job::name)
        .toList();
  }

  @Test
  void onlyChoosesAmongTheJobsOfTheCommand() {
    assertEquals(List.of("identity.match"), selected(List.of("identity"), "identity.match"));
    assertEquals(
        List.of("identity.link", "identity.match"),
        selected(List.of(), "identity.match", "identity.link"));
    assertEquals(selected(List.of("identity")), selected(List.of("identity"), "identity"));
    JobException refused =
        assertThrows(JobException.class, () -> selected(List.of("identity"), "profile.orders"));
    assertEquals(ExitCode.USAGE, refused.exitCode());
  }

  @Test
  void aMomentIsForTheJobsThatRunWithinTheDay() {
    for (String command : List.of("run", "profile", "churn.train")) {
      assertEquals(
          ExitCode.USAGE.code(),
          Vongdoi.run(command, "--date", "2026-10-31", "--at", "10:20"),
          command);
    }
  }

  @Test
  void aRunNeedsADateAndOpeningTheReportAPage() throws IOException {
    assertEquals(ExitCode.USAGE.code(), Vongdoi.run("profile"));
    assertEquals(ExitCode.USAGE.code(), Vongdoi.run("report"));
    String lake = Path.of("target", "no-lake").toString();
    assertEquals(
        ExitCode.INPUT_MISSING.code(), Vongdoi.run("report", "--open", "--lake", lake), "no lake");
    Files.createDirectories(Path.of(lake, "page-less", "tables"));
    assertEquals(
        ExitCode.INPUT_MISSING.code(),
        Vongdoi.run("report", "--open", "--lake", lake + "/page-less"),
        "a lake without a page");
  }
}
