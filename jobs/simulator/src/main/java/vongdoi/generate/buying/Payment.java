package vongdoi.generate.buying;

import java.util.List;

/** One attempt to pay an order or a subscription's period, with its states in order. */
public record Payment(
    String id,
    String orderId,
    String subscriptionId,
    String method,
    int attempt,
    long amount,
    long createdAt,
    long expiresAt,
    List<State> states) {

  /** A status, when it was taken, and the code of the refusal (else null). */
  public record State(String status, long at, String declineCode) {}

  public State stateAt(long instant) {
    State current = null;
    for (State state : states) {
      if (state.at() < instant) {
        current = state;
      }
    }
    return current;
  }

  State last() {
    return states.get(states.size() - 1);
  }
}
