package vongdoi.privacy;

import vongdoi.common.config.Secret;
import vongdoi.common.config.Secrets;

/**
 * The {@code privacy} block.
 *
 * @param salt text mixed into the hash of an erased key, so that it cannot be found by trying keys
 */
public record PrivacyConfig(@Secret String salt) {
  @Override
  public String toString() {
    return "PrivacyConfig[salt=" + Secrets.fingerprint(salt) + "]";
  }
}
