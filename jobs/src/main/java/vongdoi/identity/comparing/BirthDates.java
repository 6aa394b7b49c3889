package vongdoi.identity.comparing;

/** How the birth dates of two records speak for or against one person. */
public enum BirthDates {
  EQUAL,
  /** One digit is wrong, or day and month are swapped. */
  NEAR,
  DIFFERENT;

  /**
   * @param a date as yyyy-MM-dd
   * @param b date as yyyy-MM-dd
   */
  public static BirthDates compare(String a, String b) {
    if (a.equals(b)) {
      return EQUAL;
    }
    String swapped = b.substring(0, 5) + b.substring(8) + "-" + b.substring(5, 7);
    if (a.equals(swapped)) {
      return NEAR;
    }
    int wrong = 0;
    for (int i = 0; i < a.length(); i++) {
      wrong += a.charAt(i) == b.charAt(i) ? 0 : 1;
    }
    return wrong <= 1 ? NEAR : DIFFERENT;
  }
}
