package vongdoi.privacy;

/**
 * The {@code privacy} block.
 *
 * @param salt text mixed into the hash of an erased key, so that it cannot be found by trying keys
 */
public record PrivacyConfig(String salt) {}
