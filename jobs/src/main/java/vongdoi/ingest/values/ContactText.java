package vongdoi.ingest.values;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.util.List;
import vongdoi.customer.Emails;
import vongdoi.customer.Phones;

/**
 * The first contact of a cell in which people wrote several, or a note beside it; the others are
 * kept apart, since the second number may be somebody else's.
 */
final class ContactText {
  private ContactText() {}

  /** The first e-mail of a cell; the text itself where there is none in it. */
  static String email(String raw) {
    String text = Blanks.visible(raw);
    if (isOneWord(text)) {
      return IdText.isNobody(text) ? null : text;
    }
    List<String> all = Emails.in(text);
    return all.isEmpty() ? text : all.get(0);
  }

  /** The first phone of a cell; the text itself where there is none in it. */
  static String phone(String raw, String country) {
    String text = IdText.bare(Blanks.visible(raw));
    if (isNumberAlone(text)) {
      return text;
    }
    if (IdText.isNobody(text)) {
      return null;
    }
    if (ScientificText.isPower(text)) {
      return ScientificText.digits(text).orElse(text);
    }
    List<String> all = Phones.in(text, country);
    return all.isEmpty() ? text : all.get(0);
  }

  /**
   * The JSON text of a row's further values, with the contacts that have no column of their own.
   */
  static String withFurther(String extra, String email, String phone, String country) {
    StringBuilder more = new StringBuilder();
    if (email != null && !isOneWord(Blanks.visible(email))) {
      add(more, "further_emails", Emails.in(Blanks.visible(email)));
    }
    if (phone != null && !isNumberAlone(Blanks.visible(phone))) {
      add(more, "further_phones", Phones.in(Blanks.visible(phone), country));
    }
    if (more.isEmpty()) {
      return extra;
    }
    return extra == null
        ? "{" + more + "}"
        : extra.substring(0, extra.length() - 1) + "," + more + "}";
  }

  private static void add(StringBuilder more, String name, List<String> all) {
    if (all.size() < 2) {
      return;
    }
    more.append(more.isEmpty() ? "" : ",").append('"').append(name).append("\":[");
    for (int i = 1; i < all.size(); i++) {
      more.append(i > 1 ? ",\"" : "\"");
      JsonStringEncoder.getInstance().quoteAsString(all.get(i), more);
      more.append('"');
    }
    more.append(']');
  }

  private static boolean isOneWord(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == ' ' || c == ';' || c == ',' || c == '<' || c == '|' || c == '/' || c < ' '
          || c == '(') {
        return false;
      }
    }
    return true;
  }

  private static boolean isNumberAlone(String text) {
    int digits = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean isDigit = c >= '0' && c <= '9';
      if (!isDigit && c != ' ' && c != '.' && c != '-' && c != '+' && c != '(' && c != ')') {
        return false;
      }
      digits += isDigit ? 1 : 0;
    }
    return digits <= 15;
  }
}
