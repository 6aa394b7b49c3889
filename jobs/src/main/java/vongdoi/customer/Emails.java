package vongdoi.customer;

import java.net.IDN;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** The two forms of an e-mail address: one to write to, and one that equal mailboxes share. */
public final class Emails {
  private static final int LONGEST = 254;
  private static final Pattern ADDRESS =
      Pattern.compile("[^@\\s\"(),:;<>\\[\\]\\\\]+@([\\p{Alnum}-]+\\.)+[\\p{Alnum}-]{2,}");
  private static final Set<String> GMAIL = Set.of("gmail.com", "googlemail.com");
  private static final Set<String> PLUS_TAG =
      Set.of("proton.me", "protonmail.com", "pm.me", "icloud.com", "me.com", "mac.com");
  private static final Pattern PLUS_TAG_FAMILY =
      Pattern.compile("(outlook|hotmail|live|msn|fastmail)(\\.[a-z]{2,3}){1,2}");
  private static final Pattern YAHOO =
      Pattern.compile("(yahoo|ymail|rocketmail)(\\.[a-z]{2,3}){1,2}");

  private Emails() {}

  /** Trimmed, lower case, domain in ASCII; null where it is no address. */
  public static String clean(String raw) {
    if (raw == null) {
      return null;
    }
    String text = Normalizer.normalize(raw, Normalizer.Form.NFKC).strip().toLowerCase(Locale.ROOT);
    text = text.startsWith("mailto:") ? text.substring(7) : text;
    while (text.endsWith(".") || text.endsWith(",") || text.endsWith(";")) {
      text = text.substring(0, text.length() - 1);
    }
    int at = text.lastIndexOf('@');
    if (at < 1 || text.length() > LONGEST) {
      return null;
    }
    try {
      text = text.substring(0, at + 1) + IDN.toASCII(text.substring(at + 1));
    } catch (IllegalArgumentException e) {
      return null;
    }
    return ADDRESS.matcher(text).matches() ? text : null;
  }

  /**
   * The form under which spellings of one mailbox are equal, for matching only: Gmail ignores dots,
   * most large providers ignore what follows a plus, Yahoo what follows a dash. {@code
   * An.Nguyen+shop@googlemail.com} becomes {@code annguyen@gmail.com}.
   *
   * @param clean result of {@link #clean}
   */
  public static String matchKey(String clean) {
    if (clean == null) {
      return null;
    }
    int at = clean.lastIndexOf('@');
    String local = clean.substring(0, at);
    String domain = clean.substring(at + 1);
    String kept = local;
    if (GMAIL.contains(domain)) {
      kept = before(local, '+').replace(".", "");
      domain = "gmail.com";
    } else if (PLUS_TAG.contains(domain) || PLUS_TAG_FAMILY.matcher(domain).matches()) {
      kept = before(local, '+');
    } else if (YAHOO.matcher(domain).matches()) {
      kept = before(local, '-');
    }
    return (kept.isEmpty() ? local : kept) + "@" + domain;
  }

  /**
   * Whether everybody may have an address there.
   *
   * @param domain with or without its at sign
   */
  public static boolean isLargeProvider(String domain) {
    String bare = domain.startsWith("@") ? domain.substring(1) : domain;
    return GMAIL.contains(bare)
        || PLUS_TAG.contains(bare)
        || PLUS_TAG_FAMILY.matcher(bare).matches()
        || YAHOO.matcher(bare).matches();
  }

  private static String before(String text, char mark) {
    int at = text.indexOf(mark);
    return at < 0 ? text : text.substring(0, at);
  }
}
