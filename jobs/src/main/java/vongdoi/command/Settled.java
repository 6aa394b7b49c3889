package vongdoi.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import vongdoi.common.job.ExitCode;
import vongdoi.common.job.JobException;
import vongdoi.platform.ConfigFile;

/** The options that settle which configuration and lake a command works on. */
final class Settled {
  private static final String DEFAULT_LAKE = "lake";
  private static final String DEMO_LAKE = "demo/lake";

  @Option(
      names = "--conf",
      paramLabel = "FILE",
      description = "Configuration; else the environment's VONGDOI_CONF, else local.conf")
  private Path conf;

  @Mixin private Overrides overrides;

  /** The configuration of a command that makes a lake or adds to it. */
  ConfigFile load() {
    return load(Map.of());
  }

  /**
   * @param command settings of the command itself: they win over the file, and --set wins over them
   */
  ConfigFile load(Map<String, String> command) {
    String named = System.getenv("VONGDOI_CONF");
    Path file = conf != null ? conf : named == null || named.isBlank() ? null : Path.of(named);
    return ConfigFile.load(file, overrides.over(command));
  }

  /**
   * The configuration of a command that looks at a lake. Where nothing names a lake and there is
   * none at the default place, the one that {@code demo} has left is looked at.
   *
   * @throws JobException where a local lake is not there
   */
  ConfigFile lookingAt() {
    ConfigFile config = load();
    String place = config.settings().lake();
    if (isThere(place)) {
      return config;
    }
    boolean isNamed = overrides.nameALake() || conf != null || !place.equals(DEFAULT_LAKE);
    if (!isNamed && isThere(DEMO_LAKE)) {
      System.err.println("No lake at " + place + ": looking at the demo's, " + DEMO_LAKE);
      return ConfigFile.resource("demo.conf", overrides.over(Map.of("lake", DEMO_LAKE)));
    }
    throw new JobException(
        ExitCode.INPUT_MISSING,
        "Cannot look at the lake: nothing is at "
            + place
            + "/tables. Name another with --lake or --conf, or make one with run or demo");
  }

  /** Whether a lake is there; a remote one is taken to be, and its tables say what is missing. */
  private static boolean isThere(String place) {
    String folder = place.replaceFirst("^file:(//)?", "");
    return folder.contains("://") || Files.isDirectory(Path.of(folder, "tables"));
  }
}
