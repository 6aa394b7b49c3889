package vongdoi.identity;

import java.util.List;
import java.util.Map;

/** The settings of the identity tests: the defaults with small limits. */
final class Settings {
  private Settings() {}

  static IdentityConfig with(List<String> blockedValues, int people, int edgesPerPartition) {
    return new IdentityConfig(
        blockedValues,
        List.of("info", "sales"),
        Map.of(
            "email",
            people,
            "phone",
            people,
            "user",
            people,
            "device",
            people,
            "loyalty",
            people,
            "national",
            people),
        100,
        4,
        edgesPerPartition);
  }

  static IdentityConfig usual() {
    return with(List.of("anonymous", "unknown", "test@", "0987654321"), 6, 1_000_000);
  }
}
