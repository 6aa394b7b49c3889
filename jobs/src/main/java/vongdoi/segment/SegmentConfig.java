package vongdoi.segment;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import vongdoi.common.config.Above;
import vongdoi.common.config.AtLeast;
import vongdoi.common.config.Below;
import vongdoi.common.config.Secret;
import vongdoi.common.config.Secrets;
import vongdoi.segment.uplift.UpliftConfig;

/**
 * The {@code segment} block.
 *
 * @param contact SQL over the customer view for each channel: the contact point, null where none
 * @param serviceBlockedBy marketing consent statuses of a channel that stop service messages too
 * @param customerZone SQL over the customer view: the zone whose clock the customer lives by
 * @param hours when messages of a kind may arrive, by channel; a channel left out: at any time
 * @param caps how many marketing messages a contact or a customer gets at most
 * @param planHours hours after the run date until which messages are planned
 * @param planHoursWithinDay the same for runs within the day, after their moment
 * @param holdout who is held out for measurement
 * @param results how the effect of plays is measured
 * @param uplift how it is learnt whom the messages move
 * @param sizeAlarm when a change of size is a jump
 * @param reasonsIn language of the reasons in lists
 * @param segments by key
 */
public record SegmentConfig(
    Map<String, String> contact,
    List<String> serviceBlockedBy,
    String customerZone,
    Hours hours,
    List<Cap> caps,
    @AtLeast(1) int planHours,
    @AtLeast(1) int planHoursWithinDay,
    Holdout holdout,
    Results results,
    UpliftConfig uplift,
    SizeAlarm sizeAlarm,
    Wording reasonsIn,
    Map<String, Segment> segments) {

  /** Languages that reasons can be written in. */
  public enum Wording {
    EN,
    VI
  }

  /** Action of each segment whose play sends service messages on a channel, by segment. */
  public Map<String, String> serviceActions(String channel) {
    Map<String, String> actions = new TreeMap<>();
    segments.forEach(
        (key, segment) ->
            segment
                .play()
                .filter(play -> play.isService() && play.channels().contains(channel))
                .ifPresent(play -> actions.put(key, play.action())));
    return actions;
  }

  /** When messages may arrive, by kind and channel. */
  public record Hours(Map<String, Window> marketing, Map<String, Window> service) {}

  /**
   * A part of the day on the customer's clock.
   *
   * @param from first minute, such as 07:00
   * @param to first minute after it, later than {@code from}
   */
  public record Window(String from, String to) {}

  /**
   * A cap on marketing messages.
   *
   * @param channel counted by contact point, or {@code any}: by customer over all channels
   * @param messages at most
   * @param hours within any span of so many hours
   */
  public record Cap(String channel, @AtLeast(0) int messages, @AtLeast(1) int hours) {
    /** The channel that stands for all of them. */
    public static final String ANY = "any";
  }

  /**
   * Who is held out.
   *
   * @param share of each marketing segment, 0 to under 1; a play may say another
   * @param salt text that decides who; a new one draws new groups
   */
  public record Holdout(@AtLeast(0) @Below(1) double share, @Secret String salt) {
    @Override
    public String toString() {
      return "Holdout[share=" + share + ", salt=" + Secrets.fingerprint(salt) + "]";
    }
  }

  /**
   * How the effect of plays is measured.
   *
   * @param windowDays days of messages that are looked at, up to those whose horizon is over
   * @param horizonDays days after a message in which the goal counts
   * @param confidence of the intervals, such as 0.95
   */
  public record Results(
      @AtLeast(1) int windowDays,
      @AtLeast(1) int horizonDays,
      @Above(0) @Below(1) double confidence) {}

  /**
   * When a change of size is a jump.
   *
   * @param factor times larger or smaller than before
   * @param least members by which it must differ
   */
  public record SizeAlarm(@AtLeast(1) double factor, @AtLeast(0) long least) {}

  /**
   * @param name for people
   * @param rule SQL condition over the customer view; a customer enters while it is true
   * @param exit SQL condition on which a member leaves; absent: when the rule is not true any more
   * @param minimumStayDays days that a member stays at least; absent: 0
   * @param reentryAfterDays days after an exit before which nobody enters again; absent: 0
   * @param score SQL number that members are ordered by
   * @param reason SQL text that tells why, without personal data
   * @param reasonVi the same in Vietnamese; absent: the same text
   * @param play what to do for members
   */
  public record Segment(
      Name name,
      String rule,
      Optional<String> exit,
      @AtLeast(0) Optional<Integer> minimumStayDays,
      @AtLeast(0) Optional<Integer> reentryAfterDays,
      Optional<String> score,
      Optional<String> reason,
      Optional<String> reasonVi,
      Optional<Play> play) {

    /** The expression of the reason in a language. */
    Optional<String> reason(Wording wording) {
      return wording == Wording.VI ? reasonVi.or(() -> reason) : reason;
    }

    /** Whether its members are told about something that they asked for, not advertised to. */
    boolean isService() {
      return play.isPresent() && play.get().kind() == Kind.SERVICE;
    }

    /** Whether membership is more than what the rule says today. */
    boolean remembers() {
      return exit.isPresent() || minimumStayDays.isPresent() || reentryAfterDays.isPresent();
    }
  }

  /** What people call a segment. */
  public record Name(String en, String vi) {}

  /** Whether a message advertises or belongs to something that the customer has asked for. */
  public enum Kind {
    MARKETING,
    SERVICE
  }

  /** What a message wants to bring about. */
  public enum Goal {
    /** A valid order of the customer. */
    ORDER,
    /** The order or subscription whose payment the message is about is paid. */
    PAYMENT,
    /** The subscription that the message is about runs on after the end of its period. */
    RENEWAL
  }

  /**
   * The next best action for the members of a segment.
   *
   * @param action name for the sending system, such as cart-reminder
   * @param kind marketing needs consent and competes; service messages do neither
   * @param channels in order of preference
   * @param each SQL array of structs with the text field {@code matter}: one message for each,
   *     which the other expressions call {@code item}; absent: one message about the customer
   * @param againAfterDays days before which no other message about the same matter is planned
   * @param sendAfter SQL timestamp of the earliest moment; absent: at once
   * @param expiresAt SQL timestamp of the latest moment; absent: none
   * @param priority smaller wins where marketing plays compete
   * @param value SQL amount at stake: the larger wins among equal priorities
   * @param cost of one message with what it offers, in the business's currency; absent: 0
   * @param payload SQL value of each field that the message needs
   * @param goal what counts as success; absent: an order
   * @param controlShare share that is held out; absent: {@code holdout.share}
   * @param withinDay whether runs within the day plan it too
   */
  public record Play(
      String action,
      Kind kind,
      List<String> channels,
      Optional<String> each,
      @AtLeast(0) int againAfterDays,
      Optional<String> sendAfter,
      Optional<String> expiresAt,
      int priority,
      Optional<String> value,
      @AtLeast(0) Optional<Double> cost,
      Optional<Map<String, String>> payload,
      Optional<Goal> goal,
      @AtLeast(0) @Below(1) Optional<Double> controlShare,
      Optional<Boolean> withinDay) {

    /** Name of the column that expressions of a play with {@code each} call its element. */
    static final String ITEM = "item";

    boolean isService() {
      return kind == Kind.SERVICE;
    }
  }
}
