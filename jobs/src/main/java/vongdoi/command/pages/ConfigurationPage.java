package vongdoi.command.pages;

import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValue;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import vongdoi.common.config.ConfigPath;
import vongdoi.common.config.ConfigReader;
import vongdoi.platform.VongdoiConfig;

/**
 * The page of all settings: a section for each block of the configuration, which is a stage's, and
 * one for each large block within it.
 */
final class ConfigurationPage {
  /** Settings of a block within a block from which on it has a heading of its own. */
  private static final int LARGE = 6;

  private static final String TABLE = "\n| setting | default | meaning |\n|---|---|---|\n";
  private final StringBuilder contents = new StringBuilder();
  private final StringBuilder sections = new StringBuilder();

  private ConfigurationPage() {}

  static String text() {
    ConfigurationPage page = new ConfigurationPage();
    ConfigObject root = ConfigFactory.parseResources("application.conf").root();
    page.heading("##", "Business and lake", "", "");
    page.sections.append(TABLE);
    inOrder(root).stream()
        .filter(e -> !isBlock(e.getValue()))
        .forEach(e -> page.row(ConfigPath.of(e.getKey()), e.getValue()));
    inOrder(root).stream()
        .filter(e -> isBlock(e.getValue()))
        .forEach(e -> page.section(ConfigPath.of(e.getKey()), (ConfigObject) e.getValue()));
    return "# Configuration\n\n"
        + "HOCON. Defaults stand in `conf/application.conf`; a file of your own (`--conf FILE` or"
        + " `VONGDOI_CONF`) includes it and holds only what differs; `--set KEY=VALUE` wins over"
        + " both. `./vongdoi config` prints what is in force. All mistakes are reported at once"
        + " with file and line, exit code 3. A range of numbers stands *so* behind the"
        + " meaning.\n\nThe block of a stage is named like it. Of the blocks most people set"
        + " the first, `sources` ([reference](sources.md)) and `privacy.salt`; all else has a"
        + " default to begin with.\n\n"
        + page.contents
        + page.sections;
  }

  private void section(ConfigPath path, ConfigObject block) {
    heading("##", path.toString(), comment(block), "");
    boolean isTable = false;
    for (Map.Entry<String, ConfigValue> e : inOrder(block)) {
      ConfigPath at = path.at(e.getKey());
      if (e.getValue() instanceof ConfigObject inner && size(inner) >= LARGE) {
        heading("###", at.toString(), comment(inner), "  ");
        sections.append(TABLE);
        inOrder(inner).forEach(i -> rows(at.at(i.getKey()), i.getValue()));
        isTable = false;
        continue;
      }
      if (!isTable) {
        sections.append(TABLE);
        isTable = true;
      }
      rows(at, e.getValue());
    }
  }

  private void heading(String level, String name, String comment, String indent) {
    String shown = name.equals("Business and lake") ? name : "`" + name + "`";
    String anchor = name.toLowerCase(Locale.ROOT).replace(" ", "-").replaceAll("[^a-z0-9-]", "");
    contents.append(indent).append("- [").append(shown).append("](#").append(anchor);
    contents.append(")\n");
    sections.append('\n').append(level).append(' ').append(shown).append('\n');
    if (!comment.isEmpty()) {
      sections.append('\n').append(comment).append('\n');
    }
  }

  /** A setting, or a block with all that is within it. */
  private void rows(ConfigPath path, ConfigValue value) {
    row(path, value);
    if (value instanceof ConfigObject object) {
      inOrder(object).forEach(e -> rows(path.at(e.getKey()), e.getValue()));
    }
  }

  private void row(ConfigPath path, ConfigValue value) {
    String range = ConfigReader.range(VongdoiConfig.class, path);
    String comment = comment(value);
    boolean isBlock = isBlock(value);
    if (isBlock && comment.isEmpty()) {
      return;
    }
    sections.append("| `").append(path).append("` | ");
    sections.append(isBlock ? "" : "`" + shown(value) + "`").append(" | ").append(comment);
    sections.append(isBlock || range.isEmpty() ? "" : " – *" + range + "*").append(" |\n");
  }

  private static boolean isBlock(ConfigValue value) {
    return value instanceof ConfigObject object && !object.isEmpty();
  }

  private static long size(ConfigObject block) {
    return block.values().stream()
        .mapToLong(v -> v instanceof ConfigObject inner && !inner.isEmpty() ? size(inner) : 1)
        .sum();
  }

  private static List<Map.Entry<String, ConfigValue>> inOrder(ConfigObject object) {
    return object.entrySet().stream()
        .sorted(Comparator.comparingInt(e -> e.getValue().origin().lineNumber()))
        .toList();
  }

  private static String comment(ConfigValue value) {
    return value.origin().comments().stream()
        .map(String::strip)
        .collect(Collectors.joining(" "))
        .replace("|", "\\|");
  }

  private static String shown(ConfigValue value) {
    return value.render(ConfigRenderOptions.concise()).replace("|", "\\|");
  }
}
