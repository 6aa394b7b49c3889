package vongdoi.identity.deciding;

import java.io.Serializable;
import java.util.List;
import vongdoi.common.config.AtLeast;
import vongdoi.identity.linking.IdentifierType;

/**
 * What may not be one customer, whatever joins it.
 *
 * @param uniquePerCustomer identifiers of which one customer never has two different ones
 * @param bridgeBits by how many bits per pair the evidence within two groups of records must exceed
 *     that between them for the bridge to be cut
 * @param strictAbove customer records and logins above which a customer needs stricter evidence
 * @param quarantineAbove customer records and logins above which a customer is not put together
 */
public record GuardConfig(
    List<Unique> uniquePerCustomer,
    @AtLeast(0) double bridgeBits,
    @AtLeast(1) int strictAbove,
    @AtLeast(1) int quarantineAbove)
    implements Serializable {

  /** Identifiers that can be a person's only one. */
  public enum Unique {
    NATIONAL,
    TAX,
    USER,
    LOYALTY
  }

  /** The types of {@link #uniquePerCustomer}, the strongest first. */
  List<IdentifierType> uniqueTypes() {
    return uniquePerCustomer.stream()
        .distinct()
        .map(unique -> IdentifierType.valueOf(unique.name()))
        .sorted()
        .toList();
  }
}
