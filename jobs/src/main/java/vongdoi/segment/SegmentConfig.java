package vongdoi.segment;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The {@code segment} block.
 *
 * @param contact SQL over the customer view for each channel: whether the customer can be reached
 * @param serviceBlockedBy marketing consent statuses of a channel that stop service messages too
 * @param segments by key
 */
public record SegmentConfig(
    Map<String, String> contact, List<String> serviceBlockedBy, Map<String, Segment> segments) {

  /**
   * @param name for people
   * @param rule SQL condition over the customer view; a customer is a member while it is true
   * @param score SQL number that members are ordered by
   * @param reason SQL text that tells why, without personal data
   * @param play what to do for members
   */
  public record Segment(
      Name name,
      String rule,
      Optional<String> score,
      Optional<String> reason,
      Optional<Play> play) {}

  /** What people call a segment. */
  public record Name(String en, String vi) {}

  /** Whether a message advertises or belongs to something that the customer has asked for. */
  public enum Kind {
    MARKETING,
    SERVICE
  }

  /**
   * The next best action for the members of a segment.
   *
   * @param action name for the sending system, such as cart-reminder
   * @param kind marketing needs consent and competes; service messages do neither
   * @param channels in order of preference
   * @param sendAfter SQL timestamp of the earliest moment; absent: at once
   * @param expiresAt SQL timestamp of the latest moment; absent: none
   * @param priority smaller wins where marketing plays compete
   * @param value SQL amount at stake: the larger wins among equal priorities
   * @param payload SQL value of each field that the message needs
   */
  public record Play(
      String action,
      Kind kind,
      List<String> channels,
      Optional<String> sendAfter,
      Optional<String> expiresAt,
      int priority,
      Optional<String> value,
      Optional<Map<String, String>> payload) {}
}
