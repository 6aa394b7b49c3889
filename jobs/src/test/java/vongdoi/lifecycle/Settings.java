package vongdoi.lifecycle;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import vongdoi.lifecycle.JourneyConfig.Fact;
import vongdoi.lifecycle.JourneyConfig.FunnelStage;
import vongdoi.lifecycle.JourneyConfig.JourneyStage;
import vongdoi.lifecycle.JourneyConfig.Metric;
import vongdoi.lifecycle.JourneyConfig.ScoreModel;

/** Settings that the tests of this stage share. */
final class Settings {
  private Settings() {}

  static LifecycleConfig config() {
    return new LifecycleConfig(
        new LifecycleConfig.VisitorDays(30, 90, 180),
        new LifecycleConfig.Rhythm(45, 7, 120),
        new LifecycleConfig.Ratios(1.0, 1.25, 2.0, 3.0),
        365,
        new LifecycleConfig.Alive(0.5, 0.2),
        30,
        new LifecycleConfig.Promoter(9, 4.0, 2, 3),
        new LifecycleConfig.Ambassador(1, 3),
        new JourneyConfig(
            0,
            365,
            2,
            0.5,
            List.of(10, 20, 30, 40, 50, 60, 70, 77, 90, 100),
            Map.of(
                "page-view",
                new Metric(
                    1,
                    ScoreModel.LEAD,
                    FunnelStage.NEW_VISITOR,
                    JourneyStage.AWARENESS,
                    0,
                    Optional.of(Fact.SESSIONS),
                    Optional.of("pages_count"),
                    Optional.empty()))));
  }
}
