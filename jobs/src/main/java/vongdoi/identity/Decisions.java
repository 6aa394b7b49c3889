package vongdoi.identity;

import java.io.Serializable;

/**
 * What a component is decided by.
 *
 * @param namesPerValue an e-mail or phone with more dissimilar names joins nobody
 * @param joinBits mean evidence at which two groups of records are one customer
 */
record Decisions(int namesPerValue, double joinBits) implements Serializable {}
