/**
 * What stays from run to run: customer ids, their history, the gate, and the records that changes
 * can affect.
 */
package vongdoi.identity.keeping;
