package vongdoi.generate.people;

import vongdoi.generate.draw.Draws;
import vongdoi.generate.draw.Numbering;

/**
 * Vietnamese mobile numbers under the prefixes of today, and in every spelling that people use,
 * among them the eleven-digit form that many bore until November 2018.
 */
public final class VietnamesePhones {
  /** Prefixes that always had ten digits. */
  private static final String[] PLAIN = {
    "090", "093", "087", "091", "094", "088", "096", "097", "098", "086", "092"
  };

  /** Today's prefix, and the one that it replaced in 2018. */
  private static final String[][] CONVERTED = {
    {"070", "0120"}, {"079", "0121"}, {"077", "0122"}, {"076", "0126"}, {"078", "0128"},
    {"083", "0123"}, {"084", "0124"}, {"085", "0125"}, {"081", "0127"}, {"082", "0129"},
    {"032", "0162"}, {"033", "0163"}, {"034", "0164"}, {"035", "0165"}, {"036", "0166"},
    {"037", "0167"}, {"038", "0168"}, {"039", "0169"}, {"056", "0186"}, {"058", "0188"},
    {"059", "0199"}
  };

  private static final long TAILS = 10_000_000L;

  private VietnamesePhones() {}

  /** A number of its own for each index: the last seven digits run through all values once. */
  static String number(Draws draws, long index) {
    long tail = Math.floorMod(index * 6_180_339L + 2_718_281L, TAILS);
    String prefix = draws.chance(0.6) ? draws.pick(PLAIN) : draws.pick(CONVERTED)[0];
    return prefix + Numbering.padded(tail, 7);
  }

  /** The form before 2018, or the number itself where nothing changed. */
  static String oldForm(String number) {
    for (String[] pair : CONVERTED) {
      if (number.startsWith(pair[0])) {
        return pair[1] + number.substring(3);
      }
    }
    return number;
  }

  /** One of the ways in which people and systems write the number. */
  public static String spelled(Draws draws, String number) {
    String abroad = number.substring(1);
    return switch (draws.below(12)) {
      case 0 -> "+84" + abroad;
      case 1 -> "84" + abroad;
      case 2 -> "0084" + abroad;
      case 3 -> number.substring(0, 4) + " " + number.substring(4, 7) + " " + number.substring(7);
      case 4 -> number.substring(0, 4) + "." + number.substring(4, 7) + "." + number.substring(7);
      case 5 -> number.substring(0, 3) + "-" + number.substring(3, 6) + "-" + number.substring(6);
      case 6 -> "(+84) " + abroad.substring(0, 3) + " " + abroad.substring(3);
      case 7 -> abroad;
      default -> number;
    };
  }
}
