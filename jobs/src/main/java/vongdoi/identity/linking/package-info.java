/**
 * Identifiers as they were observed on records, and whether a value may join the records that bear
 * it.
 */
package vongdoi.identity.linking;
