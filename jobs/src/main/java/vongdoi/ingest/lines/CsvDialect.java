package vongdoi.ingest.lines;

import java.io.Serializable;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.List;
import java.util.Map;
import vongdoi.common.config.ConfigPath;
import vongdoi.common.config.InvalidSettings;
import vongdoi.common.config.Mistake;

/**
 * How a CSV file is written, as far as its source says it.
 *
 * @param hasHeader whether a line names the columns; else they are {@code _c0}, {@code _c1}…
 * @param delimiter between fields, one character or several; null: found by the header
 * @param quote around fields; 0 where there is none
 * @param escape before a quote within a quoted field, beside the doubled quote
 * @param encoding name of the character set
 * @param nullValue text that stands for nothing, beside the empty one
 * @param stripsLeading whether blanks before a value are not part of it
 * @param stripsTrailing whether blanks after a value are not part of it
 * @param comment character that a line begins with which is none of the rows; 0 where there is none
 * @param skipRows lines before the header, or before the first row
 * @param skipRowsAfterHeader rows below the header that explain it
 * @param skipLastRows rows at the end that are none, such as sums
 */
public record CsvDialect(
    boolean hasHeader,
    String delimiter,
    char quote,
    char escape,
    String encoding,
    String nullValue,
    boolean stripsLeading,
    boolean stripsTrailing,
    char comment,
    int skipRows,
    int skipRowsAfterHeader,
    int skipLastRows)
    implements Serializable {
  private static final String LETTERS_OF_ASCII = "aZ09,;\t\"|\n\r";

  /** Reads the options of a source. */
  public static CsvDialect of(Map<String, String> options) {
    char quote = one("quote", options.getOrDefault("quote", "\""));
    return new CsvDialect(
        Boolean.parseBoolean(options.getOrDefault("header", "true")),
        delimiter(options.getOrDefault("delimiter", options.get("sep"))),
        quote,
        options.containsKey("escape") ? one("escape", options.get("escape")) : quote,
        charset(options.getOrDefault("encoding", "UTF-8")),
        options.getOrDefault("null-value", options.getOrDefault("nullValue", "")),
        Boolean.parseBoolean(options.getOrDefault("ignoreLeadingWhiteSpace", "true")),
        Boolean.parseBoolean(options.getOrDefault("ignoreTrailingWhiteSpace", "true")),
        one("comment", options.getOrDefault("comment", "")),
        rows("skip-rows", options),
        rows("skip-rows-after-header", options),
        rows("skip-last-rows", options));
  }

  /** The same dialect with a delimiter that was found. */
  CsvDialect delimitedBy(String found) {
    return new CsvDialect(
        hasHeader,
        found,
        quote,
        escape,
        encoding,
        nullValue,
        stripsLeading,
        stripsTrailing,
        comment,
        skipRows,
        skipRowsAfterHeader,
        skipLastRows);
  }

  Charset charset() {
    return Charset.forName(encoding);
  }

  /**
   * Whether delimiters, quotes and ends of line are the bytes that ASCII gives them, so that a file
   * can be cut at a byte. UTF-16, and text in two bytes whose second may be one of these, are first
   * brought to UTF-8.
   */
  public boolean writesAscii() {
    Charset charset = charset();
    byte[] bytes = LETTERS_OF_ASCII.getBytes(charset);
    if (bytes.length != LETTERS_OF_ASCII.length()) {
      return false;
    }
    return charset.newEncoder().maxBytesPerChar() == 1.0f
        || encoding.equalsIgnoreCase("UTF-8")
        || encoding.equalsIgnoreCase("UTF8");
  }

  private static String delimiter(String text) {
    if (text == null) {
      return null;
    }
    String t = text.replace("\\t", "\t");
    if (t.isEmpty() || t.indexOf('\n') >= 0 || t.indexOf('\r') >= 0) {
      throw invalid("delimiter", text, "must be a character, several, or \\t");
    }
    return t;
  }

  /** One character of ASCII; 0 for none. */
  private static char one(String option, String text) {
    String t = text.equals("\\t") ? "\t" : text;
    if (t.isEmpty()) {
      return 0;
    }
    if (t.length() != 1 || t.charAt(0) > 0x7E) {
      throw invalid(option, text, "must be one character of ASCII, or empty for none");
    }
    return t.charAt(0);
  }

  private static int rows(String option, Map<String, String> options) {
    String text = options.getOrDefault(option, "0");
    if (!text.matches("\\d{1,6}")) {
      throw invalid(option, text, "must be a number of rows");
    }
    return Integer.parseInt(text);
  }

  private static String charset(String name) {
    try {
      if (Charset.forName(name).canEncode()) {
        return name;
      }
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      throw invalid("encoding", name, "must be a character set such as UTF-8");
    }
    throw invalid("encoding", name, "must be a character set such as UTF-8");
  }

  private static InvalidSettings invalid(String option, String text, String must) {
    return InvalidSettings.of(List.of(Mistake.of(ConfigPath.of(option), text, must)));
  }
}
