package vongdoi.command;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import vongdoi.common.catalog.Silver;
import vongdoi.common.job.ExitCode;
import vongdoi.identity.IdentityConfig;
import vongdoi.identity.explaining.Explanation;

/** Why two records are, or are not, one customer. */
@Command(
    description = "Explain why two records are, or are not, one customer",
    mixinStandardHelpOptions = true)
final class ExplainCommand implements Callable<Integer> {
  @Mixin private Settled settled;

  @Parameters(
      index = "0",
      paramLabel = "A",
      description = "source:record_id, e-mail, phone or customer id")
  private String a;

  @Parameters(index = "1", paramLabel = "B", description = "The same of the other")
  private String b;

  @Override
  public Integer call() {
    try (Platform platform = Platform.open(settled.lookingAt().settings())) {
      IdentityConfig identity = asOfTheLastRun(platform);
      List<String> lines =
          new Explanation(
                  new Explanation.Resolution(
                      platform.warehouse().read(Silver.CUSTOMERS),
                      platform.warehouse().read(Silver.CUSTOMER_RECORDS),
                      platform.warehouse().read(Silver.IDENTIFIER_LINKS),
                      platform.warehouse().read(Silver.CUSTOMER_IDENTIFIERS),
                      platform.warehouse().read(Silver.IDENTITY_EDGES),
                      platform.warehouse().read(Silver.IDENTITY_HISTORY)),
                  identity.overrides(),
                  identity.match().joinBits(),
                  platform.config().country())
              .of(a, b);
      if (lines.isEmpty()) {
        System.err.println(
            "No record bears one of these keys in "
                + platform.config().lake()
                + ": name records as source:record_id, or give an e-mail, phone or customer id");
        return ExitCode.FAILED.code();
      }
      lines.forEach(System.out::println);
    }
    return ExitCode.DONE.code();
  }

  /** Overrides that had expired by then joined nobody. */
  private static IdentityConfig asOfTheLastRun(Platform platform) {
    IdentityConfig identity = platform.config().identity();
    return platform
        .warehouse()
        .log(Silver.CUSTOMERS)
        .lastStamped()
        .map(commit -> identity.asOf(commit.stamp().date()))
        .orElse(identity);
  }
}
