package vongdoi.platform;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigUtil;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vongdoi.churn.ChurnConfig;
import vongdoi.clv.ClvConfig;
import vongdoi.common.config.ConfigProblem;
import vongdoi.common.config.ConfigReader;
import vongdoi.export.ExportConfig;
import vongdoi.export.ExportRules;
import vongdoi.feature.FeatureConfig;
import vongdoi.ingest.SourceConfig;
import vongdoi.ingest.SourceProblems;
import vongdoi.segment.SegmentConfig;
import vongdoi.segment.SegmentRules;

/**
 * Mistakes that a single value does not show: SQL in rules, and blocks that must agree. Each block
 * is looked at even where another one cannot be read, so that all mistakes come at once.
 */
final class Settings {
  private static final Pattern PATH = Pattern.compile("^(?:Invalid |Missing )?([A-Za-z][^\\s:]+)");
  private final Config merged;
  private final List<ConfigProblem> problems = new ArrayList<>();

  private Settings(Config merged) {
    this.merged = merged;
  }

  static List<ConfigProblem> check(Config merged) {
    Settings settings = new Settings(merged);
    settings.sources();
    settings.segmentsAndExports();
    settings.snapshots();
    return settings.problems;
  }

  private void sources() {
    Map<String, SourceConfig> readable = new TreeMap<>();
    for (String name : merged.getObject("sources").keySet()) {
      SourceConfig source = block(ConfigUtil.joinPath("sources", name), SourceConfig.class);
      if (source != null) {
        readable.put(name, source);
      }
    }
    note(SourceProblems.of(readable));
  }

  private void segmentsAndExports() {
    SegmentConfig segment = block("segment", SegmentConfig.class);
    ExportConfig export = block("export", ExportConfig.class);
    if (segment != null) {
      note(SegmentRules.problems(segment));
    }
    if (export != null) {
      Set<String> keys = segment == null ? Set.of() : segment.segments().keySet();
      note(ExportRules.problems(export, keys));
    }
  }

  private void snapshots() {
    FeatureConfig feature = block("feature", FeatureConfig.class);
    ChurnConfig churn = block("churn", ChurnConfig.class);
    ClvConfig clv = block("clv", ClvConfig.class);
    if (feature == null || churn == null || clv == null) {
      return;
    }
    for (int days : List.of(0, churn.horizonDays(), 2 * churn.horizonDays(), clv.backtestDays())) {
      if (!feature.snapshotsBackDays().contains(days)) {
        note(
            List.of(
                "Invalid feature.snapshots-back-days: %s (must hold %d: churn.horizon-days, twice that, and clv.backtest-days)"
                    .formatted(feature.snapshotsBackDays(), days)));
      }
    }
    if (feature.snapshotsEveryDays() != churn.trainEveryDays()) {
      note(
          List.of(
              "Invalid feature.snapshots-every-days: %d (must equal churn.train-every-days, %d)"
                  .formatted(feature.snapshotsEveryDays(), churn.trainEveryDays())));
    }
  }

  /** The block, or null where it cannot be read: its own mistakes are reported elsewhere. */
  private <R extends Record> R block(String path, Class<R> type) {
    return merged.hasPath(path) ? new ConfigReader().read(merged.getConfig(path), type) : null;
  }

  private void note(List<String> messages) {
    messages.forEach(m -> problems.add(new ConfigProblem(ConfigReader.place(origin(m)), m)));
  }

  /** Where the longest known part of the path that a message names stands. */
  private ConfigOrigin origin(String message) {
    Matcher named = PATH.matcher(message);
    String path = named.find() ? named.group(1) : "";
    for (String p = path;
        !p.isEmpty();
        p = p.contains(".") ? p.substring(0, p.lastIndexOf('.')) : "") {
      String quoted = ConfigUtil.joinPath(p.split("\\."));
      if (merged.hasPath(quoted)) {
        return merged.getValue(quoted).origin();
      }
    }
    return merged.root().origin();
  }
}
