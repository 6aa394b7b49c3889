package vongdoi.identity;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import vongdoi.identity.match.MatchConfig;

/**
 * Settings of identity resolution.
 *
 * @param blockedValues identifier values that mean nobody; one that ends with @ blocks the e-mail
 *     addresses with that mailbox name
 * @param roleMailboxes mailbox names that belong to an office, not to a person
 * @param peoplePerValue by identifier type: borne by more customer and user records, it joins
 *     nobody
 * @param guestsPerValue borne by more guest records, an identifier joins nobody
 * @param namesPerValue an e-mail or phone with more dissimilar names joins nobody
 * @param edgesPerPartition edges of the graph that one task may hold
 * @param nationalIdPattern what a national id looks like; other numbers join nobody by themselves
 * @param match probabilistic matching
 * @param overrides a steward's words on pairs of records
 * @param overridesFile CSV file of more such words, already read into the list
 * @param guards what may not be one customer, whatever joins it
 * @param gate when a run is too unlike those before it
 */
public record IdentityConfig(
    List<String> blockedValues,
    List<String> roleMailboxes,
    Map<String, Integer> peoplePerValue,
    int guestsPerValue,
    int namesPerValue,
    int edgesPerPartition,
    String nationalIdPattern,
    MatchConfig match,
    List<Ruling> overrides,
    Optional<String> overridesFile,
    GuardConfig guards,
    GateConfig gate) {}
