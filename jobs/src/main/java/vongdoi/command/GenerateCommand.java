package vongdoi.command;

import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import vongdoi.common.job.ExitCode;
import vongdoi.generate.ShopGenerator;
import vongdoi.generate.ShopSummary;
import vongdoi.platform.ConfigFile;

/** Raw files and truth of a made-up shop, at any size. */
@Command(
    description = "Write raw files of a made-up Vietnamese shop, and the truth beside them",
    mixinStandardHelpOptions = true)
final class GenerateCommand implements Callable<Integer> {
  @Option(names = "--out", required = true, paramLabel = "URI", description = "Folder to write to")
  private String out;

  @Mixin private ShopSize size;

  @Override
  public Integer call() {
    try (Platform platform = Platform.open(ConfigFile.load(null, Map.of()).settings())) {
      ShopSummary summary = new ShopGenerator(platform.spark(), size.settings()).write(out);
      summary.rows().forEach((entity, n) -> System.out.printf("%-14s %,12d rows%n", entity, n));
      System.out.println("raw files: " + out + "/raw   truth: " + out + "/truth");
    }
    return ExitCode.DONE.code();
  }
}
