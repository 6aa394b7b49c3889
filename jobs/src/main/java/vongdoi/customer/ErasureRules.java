package vongdoi.customer;

import java.util.List;
import java.util.Map;

/**
 * How people who were erased are known again.
 *
 * @param salted hashes what names them
 * @param acts entities whose rows of a later date tell that somebody acted anew
 * @param recordSources for each source the one whose customer records its record ids mean
 */
public record ErasureRules(Salted salted, List<String> acts, Map<String, String> recordSources) {
  public ErasureRules {
    acts = List.copyOf(acts);
    recordSources = Map.copyOf(recordSources);
  }
}
