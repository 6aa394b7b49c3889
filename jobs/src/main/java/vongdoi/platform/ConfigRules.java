package vongdoi.platform;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import vongdoi.churn.ChurnConfig;
import vongdoi.clv.ClvConfig;
import vongdoi.common.config.ConfigPath;
import vongdoi.common.config.ConfigReader;
import vongdoi.common.config.Mistake;
import vongdoi.export.ExportConfig;
import vongdoi.export.ExportRules;
import vongdoi.feature.FeatureConfig;
import vongdoi.ingest.source.Entity;
import vongdoi.ingest.source.SourceConfig;
import vongdoi.ingest.source.SourceProblems;
import vongdoi.privacy.PrivacyConfig;
import vongdoi.segment.SegmentConfig;
import vongdoi.segment.SegmentRules;

/**
 * Mistakes that a single value does not show: SQL in rules, and blocks that must agree. Each block
 * that can be read is looked at even where another one cannot, so that all mistakes come at once.
 */
final class ConfigRules {
  private static final ConfigPath SOURCES = ConfigPath.of("sources");
  private static final ConfigPath SEGMENT = ConfigPath.of("segment");

  private ConfigRules() {}

  /** Notes all of them. */
  static void check(ConfigReader<VongdoiConfig> read) {
    read.note(SourceProblems.of(read.blocks(SourceConfig.class, SOURCES), read.keys(SOURCES)));
    Optional<SegmentConfig> segment = read.block(SegmentConfig.class, SEGMENT);
    segment.ifPresent(s -> read.note(SegmentRules.problems(s)));
    read.block(ExportConfig.class, ConfigPath.of("export"))
        .ifPresent(
            export -> {
              read.note(ExportRules.problems(export, read.keys(SEGMENT.at("segments"))));
              segment.ifPresent(
                  s -> read.note(ExportRules.templates(export, s.serviceActions("zalo"))));
            });
    read.note(snapshots(read));
    ConfigPath privacy = ConfigPath.of("privacy");
    read.block(PrivacyConfig.class, privacy)
        .ifPresent(block -> read.note(actsAnew(privacy.at("acts-anew"), block.actsAnew())));
  }

  private static List<Mistake> actsAnew(ConfigPath path, List<String> named) {
    SortedSet<String> known = new TreeSet<>();
    for (Entity entity : Entity.values()) {
      known.add(entity.word());
    }
    return named.stream()
        .filter(name -> !known.contains(name))
        .map(name -> Mistake.unknown(path, name, known))
        .toList();
  }

  private static List<Mistake> snapshots(ConfigReader<VongdoiConfig> read) {
    ConfigPath block = ConfigPath.of("feature");
    Optional<FeatureConfig> feature = read.block(FeatureConfig.class, block);
    Optional<ChurnConfig> churn = read.block(ChurnConfig.class, ConfigPath.of("churn"));
    Optional<ClvConfig> clv = read.block(ClvConfig.class, ConfigPath.of("clv"));
    List<Mistake> mistakes = new ArrayList<>();
    if (feature.isEmpty() || churn.isEmpty() || clv.isEmpty()) {
      return mistakes;
    }
    List<Integer> back = feature.get().snapshotsBackDays();
    int horizon = churn.get().horizonDays();
    for (int days : List.of(0, horizon, 2 * horizon, clv.get().backtestDays())) {
      if (!back.contains(days)) {
        mistakes.add(
            Mistake.of(
                block.at("snapshots-back-days"),
                back,
                "must hold %d: churn.horizon-days, twice that, and clv.backtest-days"
                    .formatted(days)));
      }
    }
    int every = churn.get().trainEveryDays();
    if (feature.get().snapshotsEveryDays() != every) {
      mistakes.add(
          Mistake.of(
              block.at("snapshots-every-days"),
              feature.get().snapshotsEveryDays(),
              "must equal churn.train-every-days, " + every));
    }
    return mistakes;
  }
}
