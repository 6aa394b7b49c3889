package vongdoi.customer;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;
import vongdoi.common.table.Trace;

/**
 * What names a person, in the forms that {@link Trace} compares: {@code record|crm|K7}, {@code
 * contact|an.le@example.com}. A phone is its last nine digits, which every spelling ends in.
 */
public final class PersonTexts {
  private static final int PHONE_DIGITS = 9;

  /** A shorter number of a card, or id of a namespace that all sources share, is any number. */
  private static final int SHORTEST_CARD = 6;

  private static final int SHORTEST_NUMBER = 4;
  private static final int LONGEST_ID = 200;
  private static final Pattern CELLS = Pattern.compile("[,;\\t|\"\\r\\n\\[\\]{}<>]+");
  private static final Pattern WORDS = Pattern.compile("[\\s=:()'/&?]+");

  /** Digits and the little that people put between those of one number. */
  private static final Pattern DIGITS =
      Pattern.compile("\\d(?:[^\\p{Alnum}]{0,3}\\d){" + (PHONE_DIGITS - 1) + ",}");

  private static final Pattern NO_DIGIT = Pattern.compile("\\D");
  private static final Pattern SPACERS = Pattern.compile("[ .-]");
  private static final Pattern ONLY_DIGITS = Pattern.compile("\\d+");

  private PersonTexts() {}

  /** Makes the functions that the texts of traces name known to a session. */
  public static void register(SparkSession spark, String country) {
    UDF1<String, String> mailbox = PersonTexts::mailbox;
    UDF1<String, String> phone = raw -> phone(raw, country);
    spark.udf().register(Trace.MAILBOX, mailbox, DataTypes.StringType);
    spark.udf().register(Trace.PHONE, phone, DataTypes.StringType);
  }

  static String mailbox(String raw) {
    return Emails.matchKey(Emails.clean(raw));
  }

  static String phone(String raw, String country) {
    if (raw == null) {
      return null;
    }
    String number = Phones.e164(raw, country);
    String digits = NO_DIGIT.matcher(number == null ? raw : number).replaceAll("");
    return digits.length() < PHONE_DIGITS ? null : digits.substring(digits.length() - PHONE_DIGITS);
  }

  /**
   * All that a text which could not be read may name: every word and cell as an id, every address,
   * and every nine digits in a row as a phone.
   *
   * @param source that the text came from
   * @param recordSources for each source the one whose customer records its record ids mean
   */
  public static Set<String> in(
      String raw, String source, Map<String, String> recordSources, String country) {
    Set<String> all = new LinkedHashSet<>();
    String text = raw.replace("%40", "@");
    for (String cell : CELLS.split(text)) {
      addId(cell.strip(), source, recordSources, all);
      for (String number : Phones.in(cell, country)) {
        all.add("contact|" + phone(number, country));
      }
      for (String word : WORDS.split(cell)) {
        addId(word, source, recordSources, all);
        addEmails(word, all);
      }
    }
    addEmails(text, all);
    Matcher run = DIGITS.matcher(text);
    while (run.find()) {
      String digits = NO_DIGIT.matcher(run.group()).replaceAll("");
      for (int end = PHONE_DIGITS; end <= digits.length(); end++) {
        all.add("contact|" + digits.substring(end - PHONE_DIGITS, end));
      }
    }
    return all;
  }

  private static void addEmails(String text, Set<String> all) {
    Emails.in(text).forEach(address -> all.add("contact|" + Emails.matchKey(address)));
  }

  private static void addId(
      String id, String source, Map<String, String> recordSources, Set<String> all) {
    if (id.isEmpty() || id.length() > LONGEST_ID) {
      return;
    }
    all.add("record|" + source + "|" + id);
    all.add("record|" + recordSources.getOrDefault(source, source) + "|" + id);
    if (id.length() >= SHORTEST_NUMBER || !ONLY_DIGITS.matcher(id).matches()) {
      all.add("record|" + Owner.USER + "|" + id);
      all.add("record|" + Owner.DEVICE + "|" + id);
      all.add("order|" + id);
      all.add("subscription|" + id);
    }
    String card = SPACERS.matcher(id).replaceAll("").toUpperCase(Locale.ROOT);
    if (card.length() >= SHORTEST_CARD) {
      all.add("contact|" + card);
    }
  }
}
