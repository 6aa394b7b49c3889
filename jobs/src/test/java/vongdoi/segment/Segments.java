package vongdoi.segment;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import vongdoi.common.config.ConfigReader;

/** The {@code segment} block as it is shipped, or given as HOCON. */
final class Segments {
  private Segments() {}

  static SegmentConfig shipped() {
    return shipped("");
  }

  /** The same with other settings before it. */
  static SegmentConfig shipped(String settings) {
    return read(
        ConfigFactory.parseString(settings)
            .withFallback(ConfigFactory.parseResources("application.conf"))
            .resolve());
  }

  /** Keys of {@code segments} in a block without caps and holdouts. */
  static SegmentConfig of(String segments) {
    return with("", segments);
  }

  /** The same with other keys of the block. */
  static SegmentConfig with(String keys, String segments) {
    return read(
        ConfigFactory.parseString(
            """
            segment {
              contact { email = "email", zalo = "phone", sms = "phone" }
              service-blocked-by = [withdrawn]
              customer-zone = "business_zone"
              hours { marketing { sms { from = "07:00", to = "22:00" } }, service {} }
              caps = []
              plan-hours = 24, plan-hours-within-day = 1
              holdout { share = 0, salt = "s" }
              results { window-days = 90, horizon-days = 14, confidence = 0.95 }
              uplift {
                window-days = 180, train-every-days = 28, min-customers = 300, min-conversions = 30
                folds = 3, max-training-rows = 50000, regularization = 0.1
                tree-count = 50, tree-depth = 4, seed = 17
              }
              size-alarm { factor = 2.0, least = 100 }
              reasons-in = en
              %s
              segments { %s }
            }
            """
                .formatted(keys, segments)));
  }

  private static SegmentConfig read(Config config) {
    ConfigReader<SegmentConfig> reader =
        ConfigReader.read(config.getConfig("segment"), SegmentConfig.class);
    if (!reader.problems().isEmpty()) {
      throw new IllegalArgumentException(reader.problems().toString());
    }
    return reader.settings();
  }
}
