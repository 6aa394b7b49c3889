package vongdoi.command;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.spark.sql.Row;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import vongdoi.command.watch.PeakMemory;
import vongdoi.command.watch.Progress;
import vongdoi.common.catalog.Gold;
import vongdoi.common.job.ExitCode;
import vongdoi.common.job.RunReport;
import vongdoi.evaluation.Truth;
import vongdoi.generate.ShopGenerator;
import vongdoi.generate.ShopSummary;
import vongdoi.generate.shop.ShopSettings;
import vongdoi.platform.ConfigFile;

/** Everything at once: a made-up shop, the whole pipeline on it, and what it found of the truth. */
@Command(
    description = "Make up a shop, run the whole pipeline, compare with the truth",
    mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {
  private static final int LAST_DAYS = 2;

  @Option(
      names = "--dir",
      defaultValue = "demo",
      paramLabel = "DIR",
      description =
          "Folder of raw files and truth, and of the lake unless --lake names it (default: ${DEFAULT-VALUE})")
  private Path dir;

  @Mixin private ShopSize size;
  @Mixin private Overrides overrides;

  @Override
  public Integer call() {
    String folder = dir.toAbsolutePath().normalize().toString();
    ConfigFile config =
        ConfigFile.resource(
            "demo.conf",
            overrides.over(Map.of("lake", folder + "/lake", "vars.raw", folder + "/raw")));
    ShopSettings shop = size.settings();
    try (Platform platform = Platform.open(config.settings())) {
      System.out.println("Making up a shop in " + folder + " …");
      ShopSummary summary = new ShopGenerator(platform.spark(), shop).write(folder);
      LocalDate last = shop.endDate();
      Progress progress = Progress.table();
      long started = System.nanoTime();
      platform.run(
          Platform.select(config.settings(), List.of()),
          last.minusDays(LAST_DAYS - 1),
          last,
          Platform.Intent.RUN,
          progress);
      double seconds = (System.nanoTime() - started) / 1e9;
      printFunnel(platform);
      printSegments(platform);
      Truth.in(platform.warehouse(), folder + "/truth", config.settings().sourcesOfEvents())
          .print(System.out);
      printSpeed(summary, progress.reports(), seconds);
      printPaths(config.settings().lake(), last);
    }
    return ExitCode.DONE.code();
  }

  private static void printFunnel(Platform platform) {
    System.out.println("\nLife cycle (stage, status, customers)");
    List<Row> stages =
        platform
            .warehouse()
            .read(Gold.LIFECYCLE)
            .groupBy("stage", "status")
            .count()
            .orderBy("stage", "status")
            .collectAsList();
    for (Row row : stages) {
      System.out.printf(
          Locale.ROOT, "  %-10s %-9s %,10d%n", row.getString(0), row.getString(1), row.getLong(2));
    }
  }

  private static void printSegments(Platform platform) {
    System.out.println("\nSegments (members)");
    List<Row> segments =
        platform
            .warehouse()
            .read(Gold.SEGMENT_MEMBERS)
            .where("exited_at is null")
            .groupBy("segment")
            .count()
            .orderBy("segment")
            .collectAsList();
    for (Row row : segments) {
      System.out.printf(Locale.ROOT, "  %-24s %,10d%n", row.getString(0), row.getLong(1));
    }
  }

  private static void printSpeed(ShopSummary summary, List<RunReport> reports, double seconds) {
    boolean ran = reports.stream().anyMatch(r -> r.outcome() == RunReport.Outcome.DONE);
    if (!ran) {
      System.out.println("\nNothing was new: no table changed.");
      return;
    }
    long events = summary.rows().getOrDefault("events", 0L);
    System.out.printf(
        Locale.ROOT,
        "%nPipeline: %,d events in %.1f s over all stages and %d dates, %,.0f events a second%s%n",
        events,
        seconds,
        LAST_DAYS,
        events / seconds,
        PeakMemory.ofThisProcess().map(m -> ", peak memory " + m).orElse(""));
  }

  private static void printPaths(String lake, LocalDate last) {
    System.out.println("\nTables   " + lake + "/tables");
    System.out.println("Exports  " + lake + "/exports");
    System.out.println("Report   " + lake + "/report/" + last + "/index.html");
    System.out.println(
        "Look on  ./vongdoi sql --lake "
            + lake
            + " \"select stage, count(*) from gold.lifecycle group by 1\"");
  }
}
