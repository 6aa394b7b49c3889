package vongdoi.platform;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigList;
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
import vongdoi.common.config.ConfigProblem;
import vongdoi.common.config.ConfigReader;
import vongdoi.common.spark.Sessions;
import vongdoi.common.storage.StoredFiles;

/**
 * A steward's CSV file of overrides. Its lines become elements of {@code identity.overrides} that
 * know file and line, so that a mistake in one is reported like any other of the configuration.
 */
final class OverridesFile {
  private static final String PATH = "identity.overrides-file";
  private static final String LIST = "identity.overrides";
  private static final String HADOOP = "spark.hadoop.";

  private final String file;
  private final List<ConfigProblem> problems;

  private OverridesFile(String file, List<ConfigProblem> problems) {
    this.file = file;
    this.problems = problems;
  }

  /**
   * The configuration with the overrides of the file that it names, if it names one.
   *
   * @param problems where mistakes are noted
   */
  static Config addedTo(Config merged, List<ConfigProblem> problems) {
    if (!merged.hasPath(PATH)
        || merged.getValue(PATH).valueType() != ConfigValueType.STRING
        || !(merged.getValue(LIST) instanceof ConfigList stated)) {
      return merged;
    }
    String file = merged.getString(PATH);
    Optional<String> text;
    try {
      text = StoredFiles.text(hadoop(merged), file);
    } catch (UncheckedIOException | IllegalArgumentException e) {
      text = Optional.empty();
    }
    if (text.isEmpty()) {
      String where = ConfigReader.place(merged.getValue(PATH).origin());
      problems.add(
          new ConfigProblem(
              where,
              "Invalid %s: cannot read %s (must be a CSV file; null for none)"
                  .formatted(PATH, file)));
      return merged;
    }
    List<ConfigValue> all = new ArrayList<>(stated);
    all.addAll(new OverridesFile(file, problems).rulings(text.get()));
    return merged.withValue(LIST, ConfigValueFactory.fromIterable(all));
  }

  /** What Spark would hand to the file systems: the settings and those of the launcher. */
  private static Configuration hadoop(Config merged) {
    Map<String, String> settings = new TreeMap<>(Sessions.settings());
    System.getProperties().stringPropertyNames().stream()
        .filter(name -> name.startsWith(HADOOP))
        .forEach(name -> settings.put(name, System.getProperty(name)));
    merged
        .getObject("spark")
        .forEach((name, value) -> settings.put(name, String.valueOf(value.unwrapped())));
    Configuration hadoop = new Configuration();
    settings.forEach(
        (name, value) -> {
          if (name.startsWith(HADOOP)) {
            hadoop.set(name.substring(HADOOP.length()), value);
          }
        });
    return hadoop;
  }

  private List<ConfigValue> rulings(String text) {
    List<ConfigValue> rulings = new ArrayList<>();
    List<String> header = null;
    int number = 0;
    for (String line : text.replace("\uFEFF", "").lines().toList()) {
      number++;
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      List<String> fields = fields(line, number);
      if (header == null) {
        header = fields;
      } else if (fields.size() == header.size()) {
        rulings.add(ruling(header, fields, number));
      } else if (!fields.isEmpty()) {
        problem(
            number,
            "Invalid override: %d fields (must be %d, as in the header)"
                .formatted(fields.size(), header.size()));
      }
    }
    return rulings;
  }

  private ConfigValue ruling(List<String> header, List<String> fields, int number) {
    ConfigOrigin origin = ConfigOriginFactory.newFile(file).withLineNumber(number);
    Map<String, ConfigValue> ruling = new LinkedHashMap<>();
    for (int i = 0; i < fields.size(); i++) {
      if (!fields.get(i).isEmpty()) {
        ruling.put(header.get(i), ConfigValueFactory.fromAnyRef(fields.get(i)).withOrigin(origin));
      }
    }
    return ConfigValueFactory.fromMap(ruling).withOrigin(origin);
  }

  /** Fields of one line after RFC 4180; none where a quote stays open. */
  private List<String> fields(String line, int number) {
    List<String> fields = new ArrayList<>();
    StringBuilder field = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (quoted && c == '"' && i + 1 < line.length() && line.charAt(i + 1) == '"') {
        field.append(c);
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (c == ',' && !quoted) {
        fields.add(field.toString().strip());
        field.setLength(0);
      } else {
        field.append(c);
      }
    }
    fields.add(field.toString().strip());
    if (quoted) {
      problem(number, "Invalid override: a quote stays open. Close it on the same line");
      return List.of();
    }
    return fields;
  }

  private void problem(int number, String message) {
    problems.add(new ConfigProblem(file + ":" + number, message));
  }
}
