package vongdoi.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import vongdoi.common.catalog.Silver;
import vongdoi.common.job.ExitCode;
import vongdoi.common.job.JobException;
import vongdoi.common.table.Table;
import vongdoi.privacy.PersonData;
import vongdoi.privacy.PersonPage;

/** Answers a person's request for their data: all rows of all tables, as JSON and as a page. */
@Command(
    description = "Write all data about one person as JSON and as a page",
    mixinStandardHelpOptions = true)
final class AccessCommand implements Callable<Integer> {
  @Mixin private Settled settled;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "Folder for data.json and data.html")
  private Path out;

  @Parameters(paramLabel = "KEY", description = "Customer id, e-mail, phone, or source:record_id")
  private String key;

  @Override
  public Integer call() {
    try (Platform platform = Platform.open(settled.lookingAt().settings())) {
      List<String> found = platform.findCustomer().of(key);
      if (found.isEmpty()) {
        System.err.println("No active customer bears this key in " + platform.config().lake());
        return ExitCode.FAILED.code();
      }
      if (found.size() > 1) {
        throw new JobException(
            ExitCode.PRIVACY_REFUSED,
            "Cannot give access: the key is shared by %d customers, and one must not see the other's data. Name the customer id (./vongdoi customer KEY shows them)"
                .formatted(found.size()));
      }
      Map<Table, List<String>> rows =
          new PersonData(
                  platform.spark(),
                  platform.warehouse()::read,
                  platform.config().erasure().recordSources(),
                  platform.config().country())
              .of(found);
      PersonPage page = new PersonPage(asOf(platform), rows);
      try {
        Files.createDirectories(out);
      } catch (IOException e) {
        throw new UncheckedIOException("Cannot write to " + out + ": name another folder", e);
      }
      print(CustomerPage.write(page.toJson(), out.resolve("data.json")));
      print(CustomerPage.write(page.toHtml(), out.resolve("data.html")));
    }
    return ExitCode.DONE.code();
  }

  private static String asOf(Platform platform) {
    return platform
        .warehouse()
        .log(Silver.CUSTOMERS)
        .lastStamped()
        .map(last -> last.stamp().date().toString())
        .orElse("");
  }

  private static void print(Path file) {
    System.out.println(file.toAbsolutePath() + " (personal data: delete it when done)");
  }
}
