package vongdoi.identity.blocking;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import vongdoi.identity.comparing.Profile;

/**
 * A record's block by each rule. Some forty rules are made of some twenty-five pieces, such as the
 * sound of the family name, of which each is made once a record.
 */
final class BlockingKeys implements Serializable {
  private static final long serialVersionUID = 1L;
  private final List<BlockingRule> rules;
  private final List<BlockingRule.Part> parts = new ArrayList<>();

  /** By rule the places of its parts. */
  private final int[][] places;

  BlockingKeys(List<BlockingRule> rules) {
    this.rules = List.copyOf(rules);
    this.places = new int[rules.size()][];
    for (int r = 0; r < places.length; r++) {
      places[r] = rules.get(r).parts().stream().mapToInt(this::place).toArray();
    }
  }

  private int place(BlockingRule.Part part) {
    if (!parts.contains(part)) {
      parts.add(part);
    }
    return parts.indexOf(part);
  }

  /** Key by rule; 0 where the record has none. */
  long[] of(Profile profile) {
    long[] keys = new long[places.length];
    if (places.length == 0) {
      return keys;
    }
    String[] pieces = new String[parts.size()];
    for (int p = 0; p < pieces.length; p++) {
      pieces[p] = rules.get(0).piece(profile, parts.get(p));
    }
    for (int r = 0; r < keys.length; r++) {
      keys[r] = rules.get(r).key(pieces, places[r]);
    }
    return keys;
  }
}
