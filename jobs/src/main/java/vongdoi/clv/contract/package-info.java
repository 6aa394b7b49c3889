/**
 * Contracts: which are renewed, when they end and why, by the number of their renewals alone or by
 * what is known of them besides.
 */
package vongdoi.clv.contract;
