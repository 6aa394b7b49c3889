package vongdoi.identity.matching;

import vongdoi.identity.linking.LinkRules;

/**
 * What records are compared by.
 *
 * @param match fields, blocking rules and limits
 * @param values values that say nothing of a person
 * @param edgesPerPartition edges of the graph that one task may hold
 */
public record MatchRules(MatchConfig match, LinkRules values, int edgesPerPartition) {}
