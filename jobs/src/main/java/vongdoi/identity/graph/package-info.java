/**
 * Records as nodes and what is known of two of them as edges: components, average linkage,
 * dendrograms.
 */
package vongdoi.identity.graph;
