package vongdoi;

import java.util.List;
import java.util.Map;
import java.util.Set;
import vongdoi.common.job.Job;

/** The registry: every job, in the order of the stages. */
public final class Jobs {
  private static final Set<String> BESIDE = Set.of("privacy", "maintain");

  private Jobs() {}

  public static List<Job> all(VongdoiConfig config) {
    return List.of();
  }

  /** Names of all jobs, without a configuration of the user's. */
  public static List<String> names() {
    return all(ConfigFile.load(null, Map.of()).settings()).stream().map(Job::name).toList();
  }

  /** Whether the stage belongs to the daily line; the others run beside it on their own schedule. */
  public static boolean isDaily(String stage) {
    return !BESIDE.contains(stage);
  }
}
