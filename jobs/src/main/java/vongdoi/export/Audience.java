package vongdoi.export;

import java.io.Serializable;

/**
 * A segment at a destination.
 *
 * @param hasPlay the segment's play decides the channel
 * @param isService its messages are service, not marketing
 */
record Audience(String destination, String segment, boolean hasPlay, boolean isService)
    implements Serializable {

  /** Names the audience among all of them. */
  String key() {
    return destination + "/" + segment;
  }
}
