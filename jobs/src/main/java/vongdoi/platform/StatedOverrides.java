package vongdoi.platform;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigOriginFactory;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import com.typesafe.config.ConfigValueType;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import vongdoi.common.config.ConfigPath;
import vongdoi.common.config.ConfigProblem;
import vongdoi.common.config.ConfigReader;
import vongdoi.common.config.HoconText;
import vongdoi.common.spark.Sessions;
import vongdoi.common.storage.StoredFiles;
import vongdoi.identity.overrides.OverridesFile;

/**
 * All overrides that are stated: the lines of a steward's file become elements of {@code
 * identity.overrides} that know file and line, so that a mistake in one is reported like any other
 * of the configuration.
 *
 * @param merged the configuration with them
 * @param problems of the file itself
 */
record StatedOverrides(Config merged, List<ConfigProblem> problems) {
  private static final ConfigPath PATH = ConfigPath.of("identity", "overrides-file");
  private static final ConfigPath LIST = ConfigPath.of("identity", "overrides");
  private static final String HADOOP = "spark.hadoop.";

  /** The configuration with the overrides of the file that it names, if it names one. */
  static StatedOverrides of(Config merged) {
    String path = PATH.toString();
    if (!merged.hasPath(path)
        || merged.getValue(path).valueType() != ConfigValueType.STRING
        || !merged.hasPath(LIST.toString())
        || !(merged.getValue(LIST.toString()) instanceof ConfigList stated)) {
      return new StatedOverrides(merged, List.of());
    }
    String file = merged.getString(path);
    Optional<String> text = text(merged, file);
    if (text.isEmpty()) {
      return new StatedOverrides(
          merged,
          List.of(
              new ConfigProblem(
                  PATH,
                  ConfigReader.place(merged.getValue(path).origin()),
                  "Invalid %s: cannot read %s (must be a CSV file; null for none)"
                      .formatted(PATH, file))));
    }
    OverridesFile read = OverridesFile.of(text.get());
    List<ConfigValue> all = new ArrayList<>(stated);
    read.lines().forEach(line -> all.add(element(line, file)));
    return new StatedOverrides(
        merged.withValue(LIST.toString(), ConfigValueFactory.fromIterable(all)),
        read.bad().stream()
            .map(
                bad ->
                    new ConfigProblem(
                        PATH, file + ":" + bad.number(), "Invalid override: " + bad.problem()))
            .toList());
  }

  private static Optional<String> text(Config merged, String file) {
    try {
      return StoredFiles.text(hadoop(merged), file);
    } catch (UncheckedIOException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** What Spark would hand to the file systems: the settings and those of the launcher. */
  private static Configuration hadoop(Config merged) {
    Map<String, String> settings = new TreeMap<>(Sessions.settings());
    System.getProperties().stringPropertyNames().stream()
        .filter(name -> name.startsWith(HADOOP))
        .forEach(name -> settings.put(name, System.getProperty(name)));
    if (merged.root().get("spark") instanceof ConfigObject spark) {
      settings.putAll(HoconText.flat(spark));
    }
    Configuration hadoop = new Configuration();
    settings.forEach(
        (name, value) -> {
          if (name.startsWith(HADOOP)) {
            hadoop.set(name.substring(HADOOP.length()), value);
          }
        });
    return hadoop;
  }

  private static ConfigValue element(OverridesFile.Line line, String file) {
    ConfigOrigin origin = ConfigOriginFactory.newFile(file).withLineNumber(line.number());
    Map<String, ConfigValue> ruling = new LinkedHashMap<>();
    line.fields()
        .forEach(
            (name, text) ->
                ruling.put(name, ConfigValueFactory.fromAnyRef(text).withOrigin(origin)));
    return ConfigValueFactory.fromMap(ruling).withOrigin(origin);
  }
}
