package vongdoi.identity.comparing;

import vongdoi.customer.Emails;
import vongdoi.customer.GivenNames;
import vongdoi.customer.Scripts;

/** The level on which two values agree. */
public final class Levels {
  public static final int MISSING = 0;
  public static final int EQUAL = 1;
  public static final int NAME_ERROR = 3;
  public static final int NAME_SHORT = 4;
  public static final int NAME_SIMILAR = 5;
  private static final int LEAST_FOUND = 4;
  public static final int NAME_DIFFERENT = 7;
  public static final int DATE_OF_ANOTHER_YEAR = 7;
  private static final int DAYS_OF_TWO_MONTHS = 62;
  private static final int DAYS_OF_A_YEAR_AND_A_MONTH = 403;

  private Levels() {}

  /** Level of two dates, mailboxes, numbers, texts, codes or categories. */
  public static int of(Comparison comparison, String a, String b) {
    if (a == null || b == null) {
      return MISSING;
    }
    if (a.equals(b)) {
      return EQUAL;
    }
    return switch (comparison) {
      case DATE -> date(a, b);
      case NUMBER -> number(a, b);
      case EMAIL -> email(a, b);
      case TEXT -> text(a, b);
      case STREET -> WordLevels.street(a, b);
      case COMPANY -> WordLevels.company(a, b);
      case CODE -> code(a, b);
      default -> comparison.levels() - 1;
    };
  }

  /**
   * Level of two names.
   *
   * @param markedA the name with its accents; null where it has none
   * @param otherA the first person's name in the other place: the family name of a given name
   */
  public static int name(
      String a, String b, String markedA, String markedB, String otherA, String otherB) {
    if (a == null || b == null) {
      return MISSING;
    }
    if (a.equals(b)) {
      return markedA == null || markedB == null || markedA.equals(markedB) ? EQUAL : 2;
    }
    if (Edits.isOne(a, b, 4)) {
      return NAME_ERROR;
    }
    if (isSwapped(a, b, otherA, otherB)) {
      return 6;
    }
    if (begins(a, b)
        || begins(b, a)
        || SharedWords.has(a, b, 0, b.length())
        || SharedWords.has(b, a, 0, a.length())) {
      return NAME_SHORT;
    }
    if (GivenNames.mayBeOne(a, b)) {
      return NAME_SHORT;
    }
    if (isAbbreviated(a, b, markedA, markedB)) {
      return 2;
    }
    double similarity = JaroWinkler.between(a, b);
    if (similarity >= 0.9) {
      return NAME_ERROR;
    }
    return similarity >= 0.8 || Edits.areJumbled(a, b) ? NAME_SIMILAR : NAME_DIFFERENT;
  }

  /**
   * Whether two names too short for it are one typing error apart: Uwe, Uew. It says something
   * where many bear the one and hardly anybody the other.
   */
  public static boolean isErrorInShortName(String a, String b) {
    return Math.max(a.length(), b.length()) == 3 && Edits.atMost(1, a, b);
  }

  /** Whether a name begins with another that is an initial, or long enough to be its short form. */
  private static boolean begins(String name, String shorter) {
    return shorter.length() != 2 && name.startsWith(shorter);
  }

  /** Whether one of two names is in a script that leaves out vowels, and the other sounds so. */
  private static boolean isAbbreviated(String a, String b, String markedA, String markedB) {
    boolean bare =
        markedA != null && Scripts.isWithoutVowels(markedA)
            || markedB != null && Scripts.isWithoutVowels(markedB);
    return bare && Scripts.consonants(a).equals(Scripts.consonants(b));
  }

  /**
   * Whether a name stands in the other place. Of the two other names one is looked at, so that one
   * coincidence does not count for both places.
   */
  private static boolean isSwapped(String a, String b, String otherA, String otherB) {
    if (otherA != null && otherA.equals(otherB)) {
      return false;
    }
    if (otherB != null) {
      return a.equals(otherB) || Edits.isOne(a, otherB, 4);
    }
    return otherA != null && (b.equals(otherA) || Edits.isOne(b, otherA, 4));
  }

  /**
   * Whether a value of one record stands in another column of the other one, as where the fields of
   * an address were filled in the wrong order.
   */
  public static boolean areSwapped(String a, String b, String otherA, String otherB) {
    return isFound(a, otherB) || isFound(b, otherA);
  }

  private static boolean isFound(String value, String other) {
    if (value == null || other == null) {
      return false;
    }
    int from = afterNumber(value);
    int otherFrom = afterNumber(other);
    if (value.charAt(from) != other.charAt(otherFrom)) {
      return false;
    }
    String x = UsualWords.own(value).substring(from);
    String y = UsualWords.own(other).substring(otherFrom);
    return x.length() >= LEAST_FOUND
        && y.length() >= LEAST_FOUND
        && (WordLevels.isMistyped(x, y) || isInWords(value, from, other, otherFrom));
  }

  /** The same where usual words were found in one of both columns only: racine|ave, racine ave. */
  private static boolean isInWords(String value, int from, String other, int otherFrom) {
    return UsualWords.hasUsual(value) != UsualWords.hasUsual(other)
        && WordLevels.isMistyped(
            UsualWords.whole(value).substring(from), UsualWords.whole(other).substring(otherFrom));
  }

  /**
   * Where the street begins in a line that is no street's, and so has the house number before it.
   */
  private static int afterNumber(String value) {
    int end = UsualWords.own(value).length();
    int from = 0;
    while (Character.isDigit(value.charAt(from))) {
      int space = value.indexOf(' ', from);
      if (space < 0 || space + 1 >= end) {
        return 0;
      }
      from = space + 1;
    }
    return from;
  }

  private static int date(String a, String b) {
    if (a.length() != 10 || b.length() != 10) {
      return 8;
    }
    boolean year = a.regionMatches(0, b, 0, 4);
    boolean month = a.regionMatches(5, b, 5, 2);
    boolean day = a.regionMatches(8, b, 8, 2);
    boolean swapped = a.regionMatches(5, b, 8, 2) && a.regionMatches(8, b, 5, 2);
    if (year && swapped || Edits.atMost(1, a, b)) {
      return 2;
    }
    if (year && (month || day)) {
      return 3;
    }
    if (month && day) {
      return DATE_OF_ANOTHER_YEAR;
    }
    int days = Math.abs(days(a) - days(b));
    if (days <= DAYS_OF_TWO_MONTHS) {
      return 4;
    }
    if (Edits.atMost(2, a, b) || swapped) {
      return 5;
    }
    return days <= DAYS_OF_A_YEAR_AND_A_MONTH ? 6 : 8;
  }

  /** Days since year 0, were all months of 31 days. */
  private static int days(String date) {
    return 372 * Integer.parseInt(date, 0, 4, 10)
        + 31 * Integer.parseInt(date, 5, 7, 10)
        + Integer.parseInt(date, 8, 10, 10);
  }

  private static int number(String a, String b) {
    if (Edits.atMost(1, a, b)) {
      return 2;
    }
    return Math.min(a.length(), b.length()) >= 6 && Edits.atMost(2, a, b) ? 3 : 4;
  }

  /**
   * A mailbox name follows the name of its owner, and people of one name have similar ones: that
   * one is similar says something only on a domain that is not everybody's, and one that differs in
   * a number says nothing, in the mailbox as in the domain.
   */
  private static int email(String a, String b) {
    if (Edits.atMost(2, a, b)) {
      return Edits.sameDigits(a, b) ? 2 : 6;
    }
    int atA = a.indexOf('@');
    int atB = b.indexOf('@');
    String localA = atA < 0 ? a : a.substring(0, atA);
    String localB = atB < 0 ? b : b.substring(0, atB);
    String domainA = a.substring(localA.length());
    String domainB = b.substring(localB.length());
    boolean sameLocal = localA.equals(localB);
    if (Emails.isLargeProvider(domainA) && Emails.isLargeProvider(domainB)) {
      return sameLocal ? 4 : 6;
    }
    if (JaroWinkler.between(domainA, domainB) >= 0.88 && Edits.sameDigits(domainA, domainB)) {
      return sameLocal || JaroWinkler.between(localA, localB) >= 0.88 ? 3 : 5;
    }
    return sameLocal ? 4 : 6;
  }

  private static int text(String a, String b) {
    if (Edits.isOne(a, b, 4) || SharedWords.equalWithoutSpaces(a, b)) {
      return 2;
    }
    double similarity = JaroWinkler.between(a, b);
    if (similarity >= 0.95) {
      return 2;
    }
    if (a.length() <= b.length() ? SharedWords.areShared(a, b) : SharedWords.areShared(b, a)) {
      return 3;
    }
    return similarity >= 0.85 ? 4 : Comparison.TEXT.levels() - 1;
  }

  private static int code(String a, String b) {
    if (Edits.isOne(a, b, 3)) {
      return 2;
    }
    int spaceA = a.indexOf(' ');
    int spaceB = b.indexOf(' ');
    int area = spaceA > 0 && spaceA == spaceB ? spaceA : Math.min(a.length(), b.length()) - 2;
    return area >= 2 && a.regionMatches(0, b, 0, area) ? 3 : 4;
  }
}
