package vongdoi.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

  @Option(names = "--lake", paramLabel = "URI", description = "Lake; wins over the configuration")
  private String lake;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "A setting by its path; wins over the configuration")
  private List<String> settings = List.of();

  /** The configuration of a command that makes a lake or adds to it. */
  ConfigFile load() {
    return load(Map.of());
  }

  /**
   * @param command settings of the command itself: they win over the file, and --set wins over them
   */
  ConfigFile load(Map<String, String> command) {
    Map<String, String> overrides = new LinkedHashMap<>(command);
    overrides.putAll(set());
    if (lake != null) {
      overrides.put("lake", lake);
    }
    String named = System.getenv("VONGDOI_CONF");
    Path file = conf != null ? conf : named == null || named.isBlank() ? null : Path.of(named);
    return ConfigFile.load(file, overrides);
  }

  /**
   * Settings of the command line; what is wrong with one is said without it, as a secret may be.
   */
  private Map<String, String> set() {
    Map<String, String> set = new LinkedHashMap<>();
    for (String setting : settings) {
      int equals = setting.indexOf('=');
      if (equals < 1) {
        throw new JobException(
            ExitCode.USAGE, "Invalid --set: no key and value (must be KEY=VALUE). Quote blanks");
      }
      set.put(setting.substring(0, equals), setting.substring(equals + 1));
    }
    return set;
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
    boolean isNamed = lake != null || conf != null || !place.equals(DEFAULT_LAKE);
    if (!isNamed && isThere(DEMO_LAKE)) {
      System.err.println("No lake at " + place + ": looking at the demo's, " + DEMO_LAKE);
      Map<String, String> overrides = new LinkedHashMap<>(set());
      overrides.put("lake", DEMO_LAKE);
      return ConfigFile.resource("demo.conf", overrides);
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
