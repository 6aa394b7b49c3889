package vongdoi.command;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import vongdoi.common.job.ExitCode;
import vongdoi.common.job.JobException;
import vongdoi.common.storage.StoredFiles;
import vongdoi.platform.ConfigFile;

/** Runs the stage report, and shows its page: with a date that day's, without one the newest. */
@Command(mixinStandardHelpOptions = true)
final class ReportCommand extends RunCommand {
  @Option(
      names = "--open",
      description = "Open the page in the browser; without --date the newest, and nothing is run")
  private boolean open;

  ReportCommand(List<String> fixed) {
    super(fixed, Moment.OPTIONAL);
  }

  @Override
  public Integer call() {
    if (date().isPresent() || !open) {
      int code = super.call();
      if (code != ExitCode.DONE.code() || !open) {
        return code;
      }
    }
    ConfigFile config = settled().lookingAt();
    String name = date().map(day -> day + "/index.html").orElse("latest.html");
    Path page = onThisMachine(config, config.settings().lake() + "/report/" + name);
    // After a run its RUN_SUMMARY is the last line of the output.
    PrintStream out = date().isPresent() ? System.err : System.out;
    out.println("Report " + page);
    if (!isShown(page)) {
      out.println("No browser can be started from here: open the file in one");
    }
    return ExitCode.DONE.code();
  }

  /** The page itself, or a copy where the lake is on an object store. */
  private static Path onThisMachine(ConfigFile config, String place) {
    String local = place.replaceFirst("^file:(//)?", "");
    if (!local.contains("://")) {
      Path page = Path.of(local).toAbsolutePath().normalize();
      if (!Files.isRegularFile(page)) {
        throw missing(place);
      }
      return page;
    }
    try (Platform platform = Platform.open(config.settings())) {
      String text =
          StoredFiles.text(platform.spark().sessionState().newHadoopConf(), place)
              .orElseThrow(() -> missing(place));
      return Files.writeString(Files.createTempFile("vongdoi-report-", ".html"), text);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot copy " + place, e);
    }
  }

  private static JobException missing(String place) {
    return new JobException(
        ExitCode.INPUT_MISSING,
        "Cannot open the report: there is no " + place + ". Make it with report --date D --open");
  }

  /** Whether the desktop's own command for opening files took the page. */
  private static boolean isShown(Path page) {
    String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    List<String> command =
        system.contains("mac")
            ? List.of("open", page.toString())
            : system.contains("windows")
                ? List.of("explorer", page.toString())
                : List.of("xdg-open", page.toString());
    try {
      new ProcessBuilder(command)
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start();
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
