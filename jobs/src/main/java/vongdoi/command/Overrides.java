package vongdoi.command;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;
import vongdoi.common.job.ExitCode;
import vongdoi.common.job.JobException;

/** Options that win over a configuration. */
final class Overrides {
  @Option(names = "--lake", paramLabel = "URI", description = "Lake; wins over the configuration")
  private String lake;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "A setting by its path; wins over the configuration")
  private List<String> settings = List.of();

  boolean nameALake() {
    return lake != null;
  }

  /**
   * Settings by path. What is wrong with one is said without it, as a secret may be.
   *
   * @param command settings of the command itself, over which these win
   */
  Map<String, String> over(Map<String, String> command) {
    Map<String, String> all = new LinkedHashMap<>(command);
    for (String setting : settings) {
      int equals = setting.indexOf('=');
      if (equals < 1) {
        throw new JobException(
            ExitCode.USAGE, "Invalid --set: no key and value (must be KEY=VALUE). Quote blanks");
      }
      all.put(setting.substring(0, equals), setting.substring(equals + 1));
    }
    if (lake != null) {
      all.put("lake", lake);
    }
    return all;
  }
}
