/** Scored pairs of all records, or of the changed ones, as rows. */
package vongdoi.identity.matching;
