package vongdoi.identity;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vongdoi.common.config.AtLeast;
import vongdoi.identity.comparing.ShortForms;
import vongdoi.identity.deciding.GuardConfig;
import vongdoi.identity.deciding.JoinRules;
import vongdoi.identity.graph.Ruling;
import vongdoi.identity.keeping.GateConfig;
import vongdoi.identity.linking.LinkRules;
import vongdoi.identity.matching.MatchConfig;
import vongdoi.identity.matching.MatchRules;

/**
 * Settings of identity resolution.
 *
 * @param blockedValues identifier values that mean nobody; one that ends with @ blocks the e-mail
 *     addresses with that mailbox name
 * @param roleMailboxes mailbox names that belong to an office, not to a person
 * @param peoplePerValue by identifier type: borne by more customer and user records, it joins
 *     nobody
 * @param guestsPerValue borne by more guest records, an identifier joins nobody
 * @param namesPerValue an e-mail or phone with more dissimilar names, or with more other contacts
 *     of records without a name, joins nobody
 * @param edgesPerPartition edges of the graph that one task may hold
 * @param nationalIdPattern what a national id looks like; other numbers join nobody by themselves
 * @param incrementalFrom records from which on a run only looks at what changed
 * @param match probabilistic matching
 * @param overrides a steward's words on pairs of records
 * @param overridesFile CSV file of more such words, already read into the list
 * @param guards what may not be one customer, whatever joins it
 * @param householdMembers what ties more customers than so many is no household
 * @param gate when a run is too unlike those before it
 */
public record IdentityConfig(
    List<String> blockedValues,
    List<String> roleMailboxes,
    @AtLeast(0) Map<String, Integer> peoplePerValue,
    @AtLeast(0) int guestsPerValue,
    @AtLeast(1) int namesPerValue,
    @AtLeast(1) int edgesPerPartition,
    String nationalIdPattern,
    @AtLeast(0) long incrementalFrom,
    MatchConfig match,
    List<Ruling> overrides,
    Optional<String> overridesFile,
    GuardConfig guards,
    @AtLeast(0) int householdMembers,
    GateConfig gate) {

  /** The same with only the overrides that count on a run date. */
  public IdentityConfig asOf(LocalDate date) {
    return with(overrides.stream().filter(r -> r.isInForce(date)).toList(), gate);
  }

  /** The same with a gate that lets a run date pass. */
  IdentityConfig accepting(LocalDate date) {
    return with(overrides, gate.accepting(date));
  }

  /** Which values join nobody. */
  LinkRules linkRules() {
    return new LinkRules(
        blockedValues, roleMailboxes, peoplePerValue, guestsPerValue, nationalIdPattern);
  }

  /** What records are compared by. */
  MatchRules matchRules() {
    return new MatchRules(match, linkRules(), edgesPerPartition);
  }

  /** What a component is decided by. */
  JoinRules joinRules(ShortForms shortForms) {
    return new JoinRules(namesPerValue, match.joinBits(), guards, shortForms);
  }

  private IdentityConfig with(List<Ruling> rulings, GateConfig otherGate) {
    return new IdentityConfig(
        blockedValues,
        roleMailboxes,
        peoplePerValue,
        guestsPerValue,
        namesPerValue,
        edgesPerPartition,
        nationalIdPattern,
        incrementalFrom,
        match,
        rulings,
        overridesFile,
        guards,
        householdMembers,
        otherGate);
  }
}
