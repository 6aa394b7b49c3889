package vongdoi.identity.deciding;

import java.io.Serializable;
import vongdoi.identity.comparing.ShortForms;

/**
 * What a component is decided by.
 *
 * @param namesPerValue an e-mail or phone with more dissimilar names, or with more other contacts
 *     of records without a name, joins nobody
 * @param joinBits evidence at which two records are one customer
 * @param guards what may not be one customer
 * @param shortForms given names that these records have shown to be one
 */
public record JoinRules(
    int namesPerValue, double joinBits, GuardConfig guards, ShortForms shortForms)
    implements Serializable {}
