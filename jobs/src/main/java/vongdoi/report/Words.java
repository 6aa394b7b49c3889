package vongdoi.report;

import java.util.Locale;
import java.util.Map;

/** Words and numbers of the page in both languages; the page itself shows one of them. */
final class Words {
  private static final char NARROW_SPACE = '\u202F';

  private static final Map<String, String> VIETNAMESE =
      Map.ofEntries(
          Map.entry("reach", "tiếp cận"),
          Map.entry("purchase", "mua hàng"),
          Map.entry("develop", "phát triển"),
          Map.entry("retain", "duy trì"),
          Map.entry("advocate", "ủng hộ"),
          Map.entry("new", "mới"),
          Map.entry("gone", "không còn"),
          Map.entry("active", "đang hoạt động"),
          Map.entry("cooling", "nguội dần"),
          Map.entry("at-risk", "có nguy cơ"),
          Map.entry("lapsed", "đã rời"),
          Map.entry("platinum", "bạch kim"),
          Map.entry("gold", "vàng"),
          Map.entry("silver", "bạc"),
          Map.entry("bronze", "đồng"),
          Map.entry("medium", "trung bình"),
          Map.entry("low", "thấp"));

  private Words() {}

  /** Text safe within HTML and its attributes. */
  static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  static String both(String en, String vi) {
    return "<span lang=\"en\">" + escape(en) + "</span><span lang=\"vi\">" + escape(vi) + "</span>";
  }

  /** A word of the life cycle or a tier. */
  static String known(String word) {
    return both(word, VIETNAMESE.getOrDefault(word, word));
  }

  /** The same as a text of an SVG chart; the attributes place it. */
  static String svg(String attributes, String en, String vi) {
    return "<text %s lang=\"en\">%s</text><text %s lang=\"vi\">%s</text>"
        .formatted(attributes, escape(en), attributes, escape(vi));
  }

  static String svgKnown(String attributes, String word) {
    return svg(attributes, word, VIETNAMESE.getOrDefault(word, word));
  }

  /** A whole number in groups of three. */
  static String whole(double value) {
    return String.format(Locale.ROOT, "%,.0f", value).replace(',', NARROW_SPACE);
  }

  /** A change with its sign. */
  static String change(double value) {
    return value == 0 ? "±0" : (value > 0 ? "+" : "−") + whole(Math.abs(value));
  }

  static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }

  /** A difference of shares in percentage points with its sign. */
  static String points(double difference) {
    return String.format(Locale.ROOT, "%+.1f", 100 * difference).replace('-', '−');
  }

  /** An amount short enough for a headline. */
  static String amount(double value, String currency) {
    if (Math.abs(value) >= 1e9) {
      String number = String.format(Locale.ROOT, "%.2f", value / 1e9);
      return both(number + " bn " + currency, number + " tỷ " + currency);
    }
    if (Math.abs(value) >= 1e6) {
      String number = String.format(Locale.ROOT, "%.1f", value / 1e6);
      return both(number + " m " + currency, number + " triệu " + currency);
    }
    return whole(value) + NARROW_SPACE + escape(currency);
  }
}
