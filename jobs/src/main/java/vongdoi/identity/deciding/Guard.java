package vongdoi.identity.deciding;

import vongdoi.identity.linking.IdentifierType;

/** What keeps records apart although something ties them, in the words of history and explain. */
public enum Guard {
  NATIONAL("their national ids differ by more than a typing error"),
  TAX("their tax codes differ by more than a typing error, or are those of two branches"),
  USER("they have different logins, and a customer has one"),
  LOYALTY("they have different loyalty cards, and a customer has one"),
  BRIDGE("a weak bridge: two groups of records, each far surer of itself than of the other"),
  SIZE("too many records for one customer: stricter evidence does not hold them together"),
  QUARANTINE("quarantined: more records than one person has, and no evidence parts them");

  private final String words;

  Guard(String words) {
    this.words = words;
  }

  public String words() {
    return words;
  }

  /** The guard of identifiers of which a customer has one. */
  static Guard of(IdentifierType unique) {
    return valueOf(unique.name());
  }
}
