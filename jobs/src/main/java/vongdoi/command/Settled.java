package vongdoi.command;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;
import vongdoi.ConfigFile;

/** The options that settle which configuration and lake a command works on. */
final class Settled {
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
  private Map<String, String> settings = new LinkedHashMap<>();

  ConfigFile load() {
    Map<String, String> overrides = new LinkedHashMap<>(settings);
    if (lake != null) {
      overrides.put("lake", lake);
    }
    String named = System.getenv("VONGDOI_CONF");
    Path file = conf != null ? conf : named == null || named.isBlank() ? null : Path.of(named);
    return ConfigFile.load(file, overrides);
  }
}
