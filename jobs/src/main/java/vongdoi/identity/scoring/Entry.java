package vongdoi.identity.scoring;

import java.io.Serializable;
import vongdoi.identity.comparing.Profile;

/**
 * A record as it lies in blocks.
 *
 * @param node its number in the identity graph
 * @param rarity by field: -log2 of the relative frequency of its value
 * @param common one bit per field: its value is borne by so many that none of them mistyped it
 * @param keys by rule: the block that it is in; 0 for none
 */
public record Entry(long node, Profile profile, float[] rarity, int common, long[] keys)
    implements Serializable {

  /** Whether a pair of a block of one rule is compared there, and not in one of an earlier rule. */
  public boolean ownedBy(int rule, Entry other) {
    if (profile.isBusiness() != other.profile.isBusiness()) {
      return false;
    }
    for (int r = 0; r < rule; r++) {
      if (keys[r] != 0 && keys[r] == other.keys[r]) {
        return false;
      }
    }
    return true;
  }

  /** Rules whose blocks both are in. */
  public int rulesShared(Entry other) {
    int shared = 0;
    for (int r = 0; r < keys.length; r++) {
      shared += keys[r] != 0 && keys[r] == other.keys[r] ? 1 : 0;
    }
    return shared;
  }
}
