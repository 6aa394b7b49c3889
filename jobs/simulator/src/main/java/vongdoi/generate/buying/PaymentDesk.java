package vongdoi.generate.buying;

import java.util.ArrayList;
import java.util.List;
import vongdoi.generate.draw.Draws;
import vongdoi.generate.shop.ShopCalendar;

/**
 * How orders are paid: at the door, by transfer, VietQR, wallet, gateway or card, with attempts
 * that fail, expire and are tried again.
 */
final class PaymentDesk {
  private static final long MINUTE = 60_000L;
  private static final long HOUR = 60 * MINUTE;
  private static final String[] ONLINE = {
    "cod", "vietqr", "momo", "bank_transfer", "vnpay", "card"
  };
  private static final double[] ONLINE_SHARES = Draws.cumulative(38, 16, 14, 12, 10, 10);
  private static final String[] IN_STORE = {"card", "vietqr", "momo"};

  /** Raw codes as the processors give them (VNPAY, MoMo, card networks). */
  private static final String[] VNPAY_CODES = {"51", "24", "11", "65", "13", "75"};

  private static final String[] MOMO_CODES = {"1001", "1003", "1006", "1004"};
  private static final String[] CARD_CODES = {
    "insufficient_funds", "do_not_honor", "expired_card", "authentication_required", "lost_card"
  };

  private PaymentDesk() {}

  /**
   * What came of it.
   *
   * @param settledAt when the money came, or when the order was given up
   */
  record Outcome(List<Payment> payments, boolean isPaid, long settledAt) {}

  static String method(Draws draws, String channel) {
    return switch (channel) {
      case "store" -> draws.pick(IN_STORE);
      case "phone" -> draws.chance(0.7) ? "cod" : "bank_transfer";
      default -> ONLINE[draws.weighted(ONLINE_SHARES)];
    };
  }

  /** Paid on the spot. */
  static Outcome atOnce(String orderId, String method, long amount, long at) {
    var state = new Payment.State("paid", at, null);
    var payment =
        new Payment(
            "TT" + orderId + "-1",
            orderId,
            null,
            method,
            1,
            amount,
            at,
            ShopCalendar.NEVER,
            List.of(state));
    return new Outcome(List.of(payment), true, at);
  }

  /** Paid at the door when the parcel comes, or refused there. */
  static Outcome onDelivery(
      String orderId, long amount, long at, long deliveredAt, boolean isAccepted) {
    var pending = new Payment.State("pending", at, null);
    var end =
        isAccepted
            ? new Payment.State("paid", deliveredAt, null)
            : new Payment.State("failed", deliveredAt, "customer_refused");
    var payment =
        new Payment(
            "TT" + orderId + "-1",
            orderId,
            null,
            "cod",
            1,
            amount,
            at,
            ShopCalendar.NEVER,
            List.of(pending, end));
    return new Outcome(List.of(payment), isAccepted, deliveredAt);
  }

  /** Paid before shipping, in up to three attempts. */
  static Outcome inAdvance(Draws draws, String orderId, String method, long amount, long at) {
    List<Payment> payments = new ArrayList<>();
    long createdAt = at;
    for (int attempt = 1; ; attempt++) {
      Payment payment = attempt(draws, orderId, method, attempt, amount, createdAt);
      payments.add(payment);
      Payment.State end = payment.last();
      if (end.status().equals("paid")) {
        return new Outcome(payments, true, end.at());
      }
      boolean failed = end.status().equals("failed");
      if (attempt == 3 || !draws.chance(failed ? 0.7 : 0.3)) {
        return new Outcome(payments, false, end.at() + (failed ? 24 * HOUR : MINUTE));
      }
      createdAt =
          end.at() + (failed ? draws.millis(MINUTE, 10 * MINUTE) : draws.millis(HOUR, 12 * HOUR));
      createdAt -= createdAt % 1000;
    }
  }

  private static Payment attempt(
      Draws draws, String orderId, String method, int attempt, long amount, long at) {
    boolean isTransfer = method.equals("bank_transfer");
    long expiresAt =
        method.equals("card") ? ShopCalendar.NEVER : at + (isTransfer ? 72 * HOUR : 15 * MINUTE);
    double fate = draws.uniform();
    long paidAt = at + payingTime(draws, method);
    paidAt -= paidAt % 1000;
    String code = code(draws, method);
    Payment.State end;
    if (fate < (isTransfer ? 0.8 : 0.9)) {
      end = new Payment.State("paid", paidAt, null);
    } else if (code != null && (fate < 0.95 || method.equals("card"))) {
      end = new Payment.State("failed", paidAt, code);
    } else {
      end = new Payment.State("expired", expiresAt, null);
    }
    var pending = new Payment.State("pending", at, null);
    return new Payment(
        "TT" + orderId + "-" + attempt,
        orderId,
        null,
        method,
        attempt,
        amount,
        at,
        expiresAt,
        List.of(pending, end));
  }

  private static long payingTime(Draws draws, String method) {
    return switch (method) {
      case "card" -> draws.millis(5000, MINUTE);
      case "bank_transfer" -> draws.millis(5 * MINUTE, 60 * HOUR);
      default -> draws.millis(MINUTE / 2, 10 * MINUTE);
    };
  }

  /** The refusal of this method, drawn whether it is needed or not; null where none exists. */
  static String code(Draws draws, String method) {
    int at = draws.below(60);
    return switch (method) {
      case "card" -> CARD_CODES[at % CARD_CODES.length];
      case "vnpay" -> VNPAY_CODES[at % VNPAY_CODES.length];
      case "momo" -> MOMO_CODES[at % MOMO_CODES.length];
      default -> null;
    };
  }
}
