package vongdoi.identity.linking;

import java.util.List;
import java.util.Map;

/**
 * Which identifier values join nobody.
 *
 * @param blockedValues values that mean nobody; one that ends with @ blocks the e-mail addresses
 *     with that mailbox name
 * @param roleMailboxes mailbox names that belong to an office, not to a person
 * @param peoplePerValue by identifier type: borne by more customer and user records, it is worn out
 * @param guestsPerValue borne by more guest records, an identifier is worn out
 * @param nationalIdPattern what a national id looks like; other numbers are evidence among others
 */
public record LinkRules(
    List<String> blockedValues,
    List<String> roleMailboxes,
    Map<String, Integer> peoplePerValue,
    int guestsPerValue,
    String nationalIdPattern) {}
