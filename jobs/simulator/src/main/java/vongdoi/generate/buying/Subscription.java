package vongdoi.generate.buying;

import java.util.List;

/** One subscription with all its states, past and up to the horizon to come. */
public record Subscription(
    String id,
    Order.Contact contact,
    String plan,
    String interval,
    long amount,
    long startedAt,
    List<State> states,
    List<Payment> payments) {

  /** How it stands from an instant on; {@code cancelledAt} is 0 unless cancelled. */
  public record State(
      String status, long at, long periodEnd, boolean isAutoRenew, long cancelledAt) {}

  public State stateAt(long instant) {
    State current = null;
    for (State state : states) {
      if (state.at() < instant) {
        current = state;
      }
    }
    return current;
  }
}
