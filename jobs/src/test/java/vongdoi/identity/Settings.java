package vongdoi.identity;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import vongdoi.identity.graph.Ruling;
import vongdoi.identity.keeping.GateConfig;
import vongdoi.platform.ConfigFile;

/** The settings of the identity tests: the defaults with small limits. */
public final class Settings {
  private static final IdentityConfig SHIPPED =
      ConfigFile.load(null, Map.of()).settings().identity();

  private Settings() {}

  public static IdentityConfig with(List<String> blockedValues, int people, int edgesPerPartition) {
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
        edgesPerPartition,
        SHIPPED.nationalIdPattern(),
        SHIPPED.incrementalFrom(),
        SHIPPED.match(),
        SHIPPED.overrides(),
        SHIPPED.overridesFile(),
        SHIPPED.guards(),
        SHIPPED.householdMembers(),
        SHIPPED.gate());
  }

  public static IdentityConfig usual() {
    return with(List.of("anonymous", "unknown", "test@", "0987654321", "100%"), 6, 1_000_000);
  }

  /** The usual settings on a lake whose runs look at changes only, however small it is. */
  public static IdentityConfig incremental() {
    IdentityConfig usual = usual();
    return new IdentityConfig(
        usual.blockedValues(),
        usual.roleMailboxes(),
        usual.peoplePerValue(),
        usual.guestsPerValue(),
        usual.namesPerValue(),
        usual.edgesPerPartition(),
        usual.nationalIdPattern(),
        0,
        usual.match(),
        List.of(),
        usual.overridesFile(),
        usual.guards(),
        usual.householdMembers(),
        new GateConfig(9, 1, 999, 9, 999, Optional.empty()));
  }

  /** The usual settings with a steward's words. */
  public static IdentityConfig overridden(Ruling... rulings) {
    IdentityConfig usual = usual();
    return new IdentityConfig(
        usual.blockedValues(),
        usual.roleMailboxes(),
        usual.peoplePerValue(),
        usual.guestsPerValue(),
        usual.namesPerValue(),
        usual.edgesPerPartition(),
        usual.nationalIdPattern(),
        usual.incrementalFrom(),
        usual.match(),
        List.of(rulings),
        usual.overridesFile(),
        usual.guards(),
        usual.householdMembers(),
        usual.gate());
  }

  /** The usual settings with another gate. */
  public static IdentityConfig gated(GateConfig gate) {
    IdentityConfig usual = usual();
    return new IdentityConfig(
        usual.blockedValues(),
        usual.roleMailboxes(),
        usual.peoplePerValue(),
        usual.guestsPerValue(),
        usual.namesPerValue(),
        usual.edgesPerPartition(),
        usual.nationalIdPattern(),
        usual.incrementalFrom(),
        usual.match(),
        List.of(),
        usual.overridesFile(),
        usual.guards(),
        usual.householdMembers(),
        gate);
  }
}
