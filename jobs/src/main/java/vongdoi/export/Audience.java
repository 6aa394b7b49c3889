package vongdoi.export;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import vongdoi.export.ExportConfig.Naming;

/**
 * A segment at a destination.
 *
 * @param hasPlay the segment has a play
 * @param isService its messages are service, not marketing
 * @param name what it is called at the destination
 */
record Audience(String destination, String segment, boolean hasPlay, boolean isService, String name)
    implements Serializable {
  private static final int NAME_LENGTH = 8;

  /** Names the audience among all of them. */
  String key() {
    return destination + "/" + segment;
  }

  /** A configured header as it stands in this audience's files. */
  String named(String header) {
    return header.replace("{segment}", name.replace('-', '_'));
  }

  /**
   * What a segment is called: platforms refuse names that hint at health, money or other troubles
   * of the people in a list.
   */
  static String name(String segment, Naming naming) {
    return naming == Naming.SEGMENT ? segment : "list-" + sha256(segment).substring(0, NAME_LENGTH);
  }

  /** SHA-256 of a text in lower-case hex. */
  static String sha256(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Cannot hash: this JVM lacks SHA-256", e);
    }
  }
}
