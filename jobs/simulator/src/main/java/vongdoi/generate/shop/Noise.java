package vongdoi.generate.shop;

import java.io.Serializable;

/**
 * Rates of the faults in the raw files. Broken rows are always added beside the good ones, so the
 * truth can be found in full.
 *
 * @param duplicateRate events delivered twice with one message id, on the same day or up to three
 *     days later
 * @param lateRate visits whose events arrive up to seven days late (a device off line)
 * @param tornRate events of which a torn line is delivered as well
 * @param malformedRate events beside which a line stands that is no event (no id, no type, no time)
 * @param futureRate events beside which one stands that claims a time far ahead
 * @param blockedRate visits not logged in that carry a meaningless identifier
 * @param skewedDeviceRate devices with a wrong clock
 * @param bareTimestampRate events without the server's corrected time
 * @param brokenRowRate rows of the dated tables beside which a broken one stands
 * @param placeholderRate CRM entries with a made-up phone or e-mail shared by many
 */
public record Noise(
    double duplicateRate,
    double lateRate,
    double tornRate,
    double malformedRate,
    double futureRate,
    double blockedRate,
    double skewedDeviceRate,
    double bareTimestampRate,
    double brokenRowRate,
    double placeholderRate)
    implements Serializable {

  public static Noise standard() {
    return new Noise(0.01, 0.02, 0.0005, 0.0005, 0.0005, 0.01, 0.05, 0.02, 0.003, 0.01);
  }

  public static Noise none() {
    return new Noise(0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
  }
}
