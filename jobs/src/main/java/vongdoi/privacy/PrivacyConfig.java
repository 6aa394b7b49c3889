package vongdoi.privacy;

import java.util.List;
import vongdoi.common.config.Secret;
import vongdoi.customer.Salted;

/**
 * The {@code privacy} block.
 *
 * @param salt text mixed into the hashes of what named an erased person, so that it cannot be found
 *     by trying
 * @param actsAnew entities whose rows of a later date bring an erased person back
 */
public record PrivacyConfig(@Secret String salt, List<String> actsAnew) {
  public PrivacyConfig {
    actsAnew = List.copyOf(actsAnew);
  }

  /** Hashes with the salt. */
  public Salted salted() {
    return new Salted(salt);
  }

  @Override
  public String toString() {
    return "PrivacyConfig[salt=" + salted() + ", actsAnew=" + actsAnew + "]";
  }
}
