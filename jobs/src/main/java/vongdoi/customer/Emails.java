package vongdoi.customer;

import java.net.IDN;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The two forms of an e-mail address: one to write to, and one that equal mailboxes share. */
public final class Emails {
  private static final int LONGEST = 254;
  private static final Pattern ADDRESS =
      Pattern.compile("[^@\\s\"(),:;<>\\[\\]\\\\]+@([\\p{Alnum}-]+\\.)+[\\p{Alnum}-]{2,}");
  private static final Pattern WITHIN_TEXT =
      Pattern.compile("[^@\\s\"(),:;<>\\[\\]\\\\/|]+@[^@\\s\"(),:;<>\\[\\]\\\\/|]+");

  /** Zero-width characters, soft hyphens, marks of direction and controls: nobody types them. */
  private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cf}\\p{Cc}&&[^\\s]]");

  private static final Set<String> GMAIL = Set.of("gmail.com", "googlemail.com");
  private static final Set<String> PLUS_TAG =
      Set.of("proton.me", "protonmail.com", "pm.me", "icloud.com", "me.com", "mac.com");
  private static final Pattern PLUS_TAG_FAMILY =
      Pattern.compile("(outlook|hotmail|live|msn|fastmail)(\\.[a-z]{2,3}){1,2}");
  private static final Pattern YAHOO =
      Pattern.compile("(yahoo|ymail|rocketmail)(\\.[a-z]{2,3}){1,2}");

  private Emails() {}

  /**
   * Trimmed, without invisible characters, lower case, domain in ASCII; of {@code Name <address>}
   * the address; null where it is none.
   */
  public static String clean(String raw) {
    if (raw == null) {
      return null;
    }
    String visible = INVISIBLE.matcher(raw).replaceAll("");
    String text =
        Normalizer.normalize(visible, Normalizer.Form.NFKC).strip().toLowerCase(Locale.ROOT);
    int open = text.lastIndexOf('<');
    if (open >= 0 && text.endsWith(">")) {
      text = text.substring(open + 1, text.length() - 1).strip();
    }
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

  /** The addresses that a text names, clean, each once, in their order. */
  public static List<String> in(String text) {
    List<String> all = new ArrayList<>();
    Matcher found = WITHIN_TEXT.matcher(text);
    while (found.find()) {
      String clean = clean(found.group());
      if (clean != null && !all.contains(clean)) {
        all.add(clean);
      }
    }
    return all;
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
