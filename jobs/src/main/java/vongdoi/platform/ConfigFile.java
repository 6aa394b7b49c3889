package vongdoi.platform;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import vongdoi.common.config.ConfigProblem;
import vongdoi.common.config.ConfigReader;
import vongdoi.common.config.ParseProblem;
import vongdoi.common.config.Secrets;
import vongdoi.common.job.ExitCode;
import vongdoi.common.job.JobException;

/**
 * The settings as merged: the command line wins over the user's file, which wins over {@code
 * application.conf} in the jar.
 */
public record ConfigFile(Config merged, VongdoiConfig settings) {
  private static final String COMMAND_LINE = "command line";

  /**
   * @param file the user's file, or null for {@code local.conf} of the jar
   * @param overrides settings of the command line, by path
   * @throws JobException with all problems, each with file and line
   */
  public static ConfigFile load(Path file, Map<String, String> overrides) {
    if (file != null && !Files.isRegularFile(file)) {
      throw new JobException(
          ExitCode.CONFIGURATION, "Cannot read configuration " + file + ": there is no such file");
    }
    return read(
        overrides,
        file == null
            ? () -> resource("local.conf")
            // Of a file without a folder the library looks for no include and says nothing.
            : () -> ConfigFactory.parseFile(file.toAbsolutePath().toFile(), must(file.toString())));
  }

  /** The settings of a file that travels in the jar. */
  public static ConfigFile resource(String name, Map<String, String> overrides) {
    return read(overrides, () -> resource(name));
  }

  private static ConfigFile read(Map<String, String> overrides, Supplier<Config> user) {
    StatedOverrides stated = StatedOverrides.of(merge(user, overrides));
    ConfigReader<VongdoiConfig> reader = ConfigReader.read(stated.merged(), VongdoiConfig.class);
    ConfigRules.check(reader);
    List<ConfigProblem> problems = new ArrayList<>(stated.problems());
    problems.addAll(reader.problems());
    if (!problems.isEmpty()) {
      throw refused(problems);
    }
    return new ConfigFile(stated.merged(), reader.settings());
  }

  private static Config merge(Supplier<Config> user, Map<String, String> overrides) {
    try {
      Config config = ConfigFactory.empty();
      for (Map.Entry<String, String> o : overrides.entrySet()) {
        ConfigValue value = ConfigValueFactory.fromAnyRef(o.getValue(), COMMAND_LINE);
        config = config.withValue(o.getKey(), value);
      }
      return config.withFallback(user.get()).withFallback(resource("application.conf")).resolve();
    } catch (ConfigException e) {
      throw new JobException(
          ExitCode.CONFIGURATION, "Cannot read the configuration: " + ParseProblem.of(e));
    }
  }

  private static Config resource(String name) {
    return ConfigFactory.parseResources(name, must(name));
  }

  /** Neither the file nor one that it includes may be missing. */
  private static ConfigParseOptions must(String file) {
    return ConfigParseOptions.defaults()
        .setAllowMissing(false)
        .setIncluder(RequiredIncludes.of(file));
  }

  private static JobException refused(List<ConfigProblem> problems) {
    List<String> lines = problems.stream().map(p -> "  " + p).distinct().sorted().toList();
    return new JobException(
        ExitCode.CONFIGURATION,
        "Cannot use the configuration: %d %s%n%s"
            .formatted(
                lines.size(),
                lines.size() == 1 ? "problem" : "problems",
                String.join("\n", lines)));
  }

  /** The effective settings as HOCON or JSON, secrets masked. */
  public String render(Rendering rendering) {
    ConfigRenderOptions options =
        ConfigRenderOptions.defaults()
            .setOriginComments(false)
            .setComments(false)
            .setJson(rendering == Rendering.JSON);
    return Secrets.masked(merged.root(), VongdoiConfig.class).render(options);
  }

  @Override
  public String toString() {
    return render(Rendering.HOCON);
  }

  /** How settings are printed. */
  public enum Rendering {
    HOCON,
    JSON
  }
}
