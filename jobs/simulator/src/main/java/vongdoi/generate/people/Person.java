package vongdoi.generate.people;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;

/**
 * Who one customer is: everything by which the shop's systems may know them.
 *
 * @param userId account in the web shop; null without one
 * @param referrer index of the customer whose code brought this one, or -1
 * @param satisfaction from 0 to 1, behind scores and reviews
 * @param business null for private persons
 * @param registered shop time of the first contact (shop days since the data's start)
 */
public record Person(
    long index,
    String entityId,
    VietnameseName name,
    boolean female,
    LocalDate birthDate,
    String phone,
    String secondPhone,
    String email,
    String secondEmail,
    String userId,
    List<Device> devices,
    Addresses.Home address,
    Addresses.Home formerAddress,
    String nationalId,
    String loyaltyId,
    String occupation,
    String incomeBand,
    Business business,
    long referrer,
    double satisfaction,
    double registered) {

  /** A browser or phone with its anonymous id; its clock may be wrong, its owners several. */
  public record Device(String id, boolean isShared, long skewMillis) {}

  /** A company that buys. */
  public record Business(String company, String taxCode) {}

  /** The code by which a customer of that index brings others. */
  public static String codeOf(long index) {
    return "BAN" + Long.toString(index + 46_656, 36).toUpperCase(Locale.ROOT);
  }
}
