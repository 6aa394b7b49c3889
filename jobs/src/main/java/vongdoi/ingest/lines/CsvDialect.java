package vongdoi.ingest.lines;

import java.io.Serializable;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.List;
import java.util.Map;
import vongdoi.common.config.ConfigPath;
import vongdoi.common.config.InvalidSettings;
import vongdoi.common.config.Mistake;

/**
 * How a CSV file is written.
 *
 * @param hasHeader whether the first line names the columns; else they are {@code _c0}, {@code
 *     _c1}…
 * @param delimiter between fields
 * @param quote around fields
 * @param escape before a quote within a quoted field, beside the doubled quote
 * @param encoding name of the character set
 * @param nullValue text that stands for nothing, beside the empty one
 * @param stripsLeading whether blanks before a field are not part of it
 * @param stripsTrailing whether blanks after a field are not part of it
 */
public record CsvDialect(
    boolean hasHeader,
    char delimiter,
    char quote,
    char escape,
    String encoding,
    String nullValue,
    boolean stripsLeading,
    boolean stripsTrailing)
    implements Serializable {

  /** Reads the options of a source. */
  public static CsvDialect of(Map<String, String> options) {
    return new CsvDialect(
        Boolean.parseBoolean(options.getOrDefault("header", "true")),
        one("delimiter", options.getOrDefault("delimiter", options.getOrDefault("sep", ","))),
        one("quote", options.getOrDefault("quote", "\"")),
        one("escape", options.getOrDefault("escape", "\"")),
        charset(options.getOrDefault("encoding", "UTF-8")),
        options.getOrDefault("null-value", options.getOrDefault("nullValue", "")),
        Boolean.parseBoolean(options.getOrDefault("ignoreLeadingWhiteSpace", "false")),
        Boolean.parseBoolean(options.getOrDefault("ignoreTrailingWhiteSpace", "false")));
  }

  private static char one(String option, String text) {
    String t = text.equals("\\t") ? "\t" : text;
    if (t.length() != 1) {
      throw invalid(option, text, "must be one character, or \\t");
    }
    return t.charAt(0);
  }

  private static String charset(String name) {
    try {
      if (Charset.forName(name).newEncoder().encode(CharBuffer.wrap("\n")).remaining() == 1) {
        return name;
      }
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      throw invalid("encoding", name, "must be a character set such as UTF-8");
    } catch (CharacterCodingException e) {
      throw new IllegalStateException(e);
    }
    throw invalid("encoding", name, "must be UTF-8 or write ASCII in one byte");
  }

  private static InvalidSettings invalid(String option, String text, String must) {
    return InvalidSettings.of(List.of(Mistake.of(ConfigPath.of(option), text, must)));
  }
}
