package vongdoi.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import vongdoi.common.config.Suggestion;
import vongdoi.common.job.ExitCode;
import vongdoi.common.job.JobException;
import vongdoi.common.job.Run;
import vongdoi.common.spark.Sessions;
import vongdoi.ingest.check.CheckSources;
import vongdoi.ingest.check.SourceCheck;
import vongdoi.ingest.source.SourceConfig;
import vongdoi.platform.VongdoiConfig;
import vongdoi.profile.OrderStatuses;

/** What a mapping makes of real files, before anything is taken in. */
@Command(
    description = {
      "Read a sample of each source and say how its mapping fares; writes no lake",
      "Exit code 3 where a mapping cannot work"
    })
final class CheckCommand implements Callable<Integer> {
  @Mixin private Settled settled;

  @Option(names = "--source", paramLabel = "NAME", description = "This source alone")
  private String source;

  @Option(
      names = "--rows",
      defaultValue = "1000",
      paramLabel = "N",
      description = "Rows read of each source (default: ${DEFAULT-VALUE})")
  private int rows;

  @Option(names = "--json", description = "As JSON")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    VongdoiConfig config = settled.load().settings();
    List<String> names = names(config.sources());
    List<SourceCheck> checks = new ArrayList<>();
    try (SparkSession spark = Sessions.open("vongdoi check", settings(config))) {
      Run run = new Run(LocalDate.EPOCH, config.zone(), config.currency(), config.country());
      CheckSources check =
          new CheckSources(
              spark,
              run,
              config.ingest(),
              config.sources(),
              new OrderStatuses(config.profile().orderStatuses())::knows);
      for (String name : names) {
        checks.add(check.of(name, rows));
        if (!json) {
          System.out.print(new CheckText(checks.get(checks.size() - 1)).text());
        }
      }
    }
    if (json) {
      System.out.println(
          new ObjectMapper()
              .writerWithDefaultPrettyPrinter()
              .writeValueAsString(checks.stream().map(CheckText::json).toList()));
    }
    return checks.stream().allMatch(SourceCheck::works)
        ? ExitCode.DONE.code()
        : ExitCode.CONFIGURATION.code();
  }

  /** For some rows, code is interpreted in a tenth of the time in which it is compiled. */
  private static Map<String, String> settings(VongdoiConfig config) {
    Map<String, String> settings =
        new TreeMap<>(
            Map.of(
                "spark.sql.codegen.wholeStage", "false",
                "spark.sql.codegen.factoryMode", "NO_CODEGEN"));
    settings.putAll(config.spark());
    return settings;
  }

  private List<String> names(Map<String, SourceConfig> sources) {
    if (rows < 1) {
      throw new JobException(ExitCode.USAGE, "Invalid --rows: " + rows + " (must be at least 1)");
    }
    if (sources.isEmpty()) {
      throw new JobException(
          ExitCode.CONFIGURATION,
          "Cannot check sources: the configuration names none. Add one to sources { } and name the"
              + " file with --conf");
    }
    if (source == null) {
      return sources.keySet().stream().sorted().toList();
    }
    if (!sources.containsKey(source)) {
      throw new JobException(
          ExitCode.USAGE, "Unknown source " + source + Suggestion.of(source, sources.keySet()));
    }
    return List.of(source);
  }
}
