package vongdoi.generate;

import java.util.List;

/** One attempt to pay an order or a subscription's period, with its states in order. */
record Payment(
    String id,
    String orderId,
    String subscriptionId,
    String method,
    int attempt,
    long amount,
    long createdAt,
    long expiresAt,
    List<State> states) {
  /** Stands for "does not expire". */
  static final long NEVER = Long.MAX_VALUE;

  /** A status, when it was taken, and the code of the refusal (else null). */
  record State(String status, long at, String declineCode) {}

  State stateAt(long instant) {
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
