/**
 * Where a pair of records gets its bits: patterns of agreement, the model of what they are worth,
 * and how it is learnt.
 */
package vongdoi.identity.scoring;
