package vongdoi.generate.people;

import vongdoi.generate.shop.ShopCalendar;

/**
 * One record of a person in the CRM, with the errors of whoever typed it in; null where left empty.
 *
 * @param movedAt when the address was corrected, or {@link ShopCalendar#NEVER}
 */
public record CrmEntry(
    String recordId,
    long createdAt,
    long movedAt,
    String userId,
    String loyaltyId,
    String nationalId,
    String fullName,
    String birthDate,
    String gender,
    String email,
    String phone,
    Addresses.Address address,
    Addresses.Address newAddress,
    String occupation,
    String incomeBand,
    String company,
    String taxCode) {}
