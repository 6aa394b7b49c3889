package vongdoi.privacy;

import java.util.List;
import vongdoi.common.config.AtLeast;
import vongdoi.common.config.Secret;
import vongdoi.customer.Salted;

/**
 * The {@code privacy} block.
 *
 * @param salt text mixed into the hashes of what named an erased person, so that it cannot be found
 *     by trying
 * @param eraseWithinDays days from a request to its erasure; once they are over, nothing is
 *     published
 * @param actsAnew entities whose rows of a later date bring an erased person back
 */
public record PrivacyConfig(
    @Secret String salt, @AtLeast(0) int eraseWithinDays, List<String> actsAnew) {
  public PrivacyConfig {
    actsAnew = List.copyOf(actsAnew);
  }

  /** Hashes with the salt. */
  public Salted salted() {
    return new Salted(salt);
  }

  @Override
  public String toString() {
    return "PrivacyConfig[salt=%s, eraseWithinDays=%d, actsAnew=%s]"
        .formatted(salted(), eraseWithinDays, actsAnew);
  }
}
