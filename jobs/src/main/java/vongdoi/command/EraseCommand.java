package vongdoi.command;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import vongdoi.common.catalog.Silver;
import vongdoi.common.job.ExitCode;
import vongdoi.common.job.JobException;
import vongdoi.common.table.RunStamp;
import vongdoi.common.table.Stamped;
import vongdoi.common.table.Warehouse;
import vongdoi.identity.explaining.FindCustomer;
import vongdoi.privacy.ErasureRequests;

/** Files erasure requests; the stage {@code privacy} carries them out. */
@Command(
    description = "File a request to erase a person; the stage privacy carries it out",
    mixinStandardHelpOptions = true)
final class EraseCommand implements Callable<Integer> {
  @Mixin private Settled settled;

  @Option(
      names = "--date",
      paramLabel = "D",
      description = "Date of the request; else the lake's last run date")
  private LocalDate date;

  @Parameters(
      arity = "1..*",
      paramLabel = "KEY",
      description = "Customer id, e-mail, phone, or source:record_id")
  private List<String> keys;

  @Override
  public Integer call() {
    try (Platform platform = Platform.open(settled.load().settings())) {
      LocalDate requested = date != null ? date : lastRun(platform.warehouse());
      Map<String, Optional<String>> customers = find(platform);
      platform
          .runner()
          .file(
              "privacy.request",
              Silver.ERASURE_REQUESTS,
              ErasureRequests.rows(
                  platform.spark(), customers, requested, platform.config().privacy()),
              requested);
      long known = customers.values().stream().filter(Optional::isPresent).count();
      System.out.printf(
          "%d of %d keys are known; ./vongdoi privacy --date %s erases them%n",
          known, customers.size(), requested);
      return known == customers.size() ? ExitCode.DONE.code() : ExitCode.FAILED.code();
    }
  }

  /** The customer of each key; a shared phone or e-mail is nobody's alone and is refused. */
  private Map<String, Optional<String>> find(Platform platform) {
    FindCustomer find = platform.findCustomer();
    Map<String, Optional<String>> customers = new LinkedHashMap<>();
    for (Map.Entry<String, List<String>> of : find.of(keys).entrySet()) {
      List<String> found = of.getValue();
      if (found.size() > 1) {
        throw new JobException(
            ExitCode.PRIVACY_REFUSED,
            "Cannot file the request: a key is shared by %d customers (%s). Name the customer id"
                .formatted(
                    found.size(), String.join(", ", found.subList(0, Math.min(3, found.size())))));
      }
      customers.put(of.getKey(), found.stream().findFirst());
    }
    return customers;
  }

  private static LocalDate lastRun(Warehouse lake) {
    return lake.log(Silver.CUSTOMERS)
        .lastStamped()
        .map(Stamped::stamp)
        .map(RunStamp::date)
        .orElseThrow(
            () ->
                new JobException(
                    ExitCode.INPUT_MISSING,
                    "Cannot file the request: the lake " + lake.lake() + " has no customers yet"));
  }
}
