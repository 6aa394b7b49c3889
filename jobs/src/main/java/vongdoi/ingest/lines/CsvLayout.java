package vongdoi.ingest.lines;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import vongdoi.ingest.row.BadFile;

/**
 * What the beginning of one CSV file says: which columns there are, and where the first row is.
 * Before the header may stand lines that an option leaves out, comments, the hint {@code sep=;},
 * and a report's preamble: the header is the first line that names every column that the mapping
 * needs.
 *
 * @param dialect with the delimiter of this file
 * @param newline last byte of a line
 * @param names of the columns, spelled as the mapping spells them
 * @param offset of the first row
 * @param number of its line, from 1
 * @param passedOver lines above it that are no rows, the header not counted
 */
public record CsvLayout(
    CsvDialect dialect, byte newline, List<String> names, long offset, long number, long passedOver)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Bytes of a file in which its header must lie. */
  public static final int HEAD = 1 << 18;

  /** Rows among which a header is looked for. */
  private static final int FURTHEST_HEADER = 64;

  private static final List<String> DELIMITERS = List.of(",", ";", "\t", "|");

  /**
   * Reads the beginning of a file.
   *
   * @param head its first bytes, {@link #HEAD} if there are so many
   * @param wanted columns as the mapping spells them
   * @param mustHave those of them without which the file is not read
   */
  public static CsvLayout of(
      byte[] head, CsvDialect stated, Collection<String> wanted, Set<String> mustHave)
      throws BadFile {
    byte newline = newline(head);
    Search search = new Search(head, newline, stated, wanted, mustHave);
    BadFile problem = null;
    for (String delimiter : search.candidates()) {
      try {
        return search.with(delimiter);
      } catch (BadFile e) {
        problem = problem == null ? e : problem;
      }
    }
    throw problem;
  }

  /** Files of old Macintoshes end lines with CR alone. */
  private static byte newline(byte[] head) {
    boolean hasReturn = false;
    for (byte b : head) {
      if (b == '\n') {
        return '\n';
      }
      hasReturn |= b == '\r';
    }
    return (byte) (hasReturn ? '\r' : '\n');
  }

  private record Search(
      byte[] head,
      byte newline,
      CsvDialect stated,
      Collection<String> wanted,
      Set<String> mustHave) {

    /** The stated delimiter, else that of the hint, else all in turn. */
    List<String> candidates() {
      if (stated.delimiter() != null) {
        return List.of(stated.delimiter());
      }
      String hint = hint();
      if (hint != null) {
        return List.of(hint);
      }
      return mustHave.isEmpty() ? List.of(",") : DELIMITERS;
    }

    private int begin() {
      boolean mark =
          head.length >= 3
              && head[0] == (byte) 0xEF
              && head[1] == (byte) 0xBB
              && head[2] == (byte) 0xBF;
      return mark ? 3 : 0;
    }

    /** The separator that a first line {@code sep=;} names. */
    private String hint() {
      int at = begin();
      for (int line = 0; line < stated.skipRows(); line++) {
        while (at < head.length && head[at++] != newline) {}
      }
      int stop = at;
      while (stop < head.length && head[stop] != newline) {
        stop++;
      }
      String line = new String(head, at, stop - at, StandardCharsets.ISO_8859_1);
      return hinted(line.endsWith("\r") ? line.substring(0, line.length() - 1) : line);
    }

    private static String hinted(String line) {
      String bare =
          line.startsWith("\"") && line.endsWith("\"") && line.length() > 1
              ? line.substring(1, line.length() - 1)
              : line;
      return bare.length() == 5 && bare.toLowerCase(Locale.ROOT).startsWith("sep=")
          ? bare.substring(4)
          : null;
    }

    CsvLayout with(String delimiter) throws BadFile {
      CsvDialect dialect = stated.delimitedBy(delimiter);
      int begin = begin();
      try (CsvRecords records =
          new CsvRecords(
              new ByteArrayInputStream(head, begin, head.length - begin),
              dialect,
              newline,
              begin,
              1,
              0,
              HEAD)) {
        return found(records, dialect);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private CsvLayout found(CsvRecords records, CsvDialect dialect) throws IOException, BadFile {
      long passedOver = 0;
      BadFile problem = null;
      int seen = 0;
      while (seen < FURTHEST_HEADER && records.next()) {
        boolean isBlank = records.isBlank() && !records.isComment();
        if (records.number() <= stated.skipRows() || records.isComment()) {
          passedOver += records.nextNumber() - records.number();
          continue;
        }
        if (isBlank) {
          passedOver += records.fields() > 1 ? 1 : 0;
          continue;
        }
        if (hinted(raw(records)) != null) {
          passedOver++;
          continue;
        }
        seen++;
        try {
          return layout(records, dialect, passedOver);
        } catch (BadFile e) {
          problem = problem == null ? e : problem;
          passedOver += records.nextNumber() - records.number();
        }
      }
      if (problem != null) {
        throw problem;
      }
      return new CsvLayout(
          dialect, newline, List.of(), records.nextOffset(), records.nextNumber(), passedOver);
    }

    private static String raw(CsvRecords records) {
      int length = Math.min(16, records.end() - records.start());
      return new String(records.buffer(), records.start(), length, StandardCharsets.ISO_8859_1);
    }

    private CsvLayout layout(CsvRecords records, CsvDialect dialect, long passedOver)
        throws IOException, BadFile {
      if (records.fault() != CsvRecords.Fault.NONE) {
        throw new BadFile("the header cannot be read: " + records.fault().words(HEAD));
      }
      if (isCut(records)) {
        throw new BadFile("the header cannot be read: " + CsvRecords.Fault.TOO_LONG.words(HEAD));
      }
      if (!dialect.hasHeader()) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < records.fields(); i++) {
          names.add("_c" + i);
        }
        check(names);
        return new CsvLayout(
            dialect, newline, names, records.offset(), records.number(), passedOver);
      }
      List<String> names = spelledAsWanted(names(records, dialect));
      check(names);
      long passed = passedOver;
      long offset = records.nextOffset();
      long number = records.nextNumber();
      for (int i = 0; i < dialect.skipRowsAfterHeader() && records.next(); i++) {
        passed += records.nextNumber() - records.number();
        offset = records.nextOffset();
        number = records.nextNumber();
      }
      return new CsvLayout(dialect, newline, names, offset, number, passed);
    }

    /** Whether a record goes on behind the bytes that are looked at. */
    private boolean isCut(CsvRecords records) {
      return head.length >= HEAD
          && records.nextOffset() >= head.length
          && head[head.length - 1] != newline;
    }

    private static List<String> names(CsvRecords records, CsvDialect dialect) throws BadFile {
      List<String> names = new ArrayList<>();
      try {
        for (int i = 0; i < records.fields(); i++) {
          String name =
              (dialect.writesAscii() ? dialect.charset() : StandardCharsets.UTF_8)
                  .newDecoder()
                  .decode(
                      ByteBuffer.wrap(
                          records.buffer(), records.from(i), records.to(i) - records.from(i)))
                  .toString();
          String quote = String.valueOf(dialect.quote());
          name = records.isEscaped(i) ? name.replace(quote + quote, quote) : name;
          names.add(visible(name));
        }
      } catch (CharacterCodingException e) {
        throw new BadFile(
            "the header cannot be read: not %s text (set options.encoding)"
                .formatted(dialect.encoding()));
      }
      return names;
    }

    private static String visible(String name) {
      return name.replaceAll("^[\\p{Cf}\\p{Cc}\\p{Z}]+|[\\p{Cf}\\p{Cc}\\p{Z}]+$", "")
          .replaceAll("[\\r\\n]+", " ");
    }

    /**
     * A column that the mapping spells in another case, or with the blanks that stand around it in
     * the file, is the same one, unless both are there.
     */
    private List<String> spelledAsWanted(List<String> names) {
      Map<String, String> spellings = new HashMap<>();
      for (String name : wanted) {
        if (!names.contains(name)) {
          spellings.put(visible(name).toLowerCase(Locale.ROOT), name);
        }
      }
      return names.stream()
          .map(n -> wanted.contains(n) ? n : spellings.getOrDefault(n.toLowerCase(Locale.ROOT), n))
          .toList();
    }

    /** Columns that nobody maps may be blank, and bear one name. */
    private void check(List<String> names) throws BadFile {
      Set<String> missing = new TreeSet<>(mustHave);
      missing.removeAll(names);
      if (!missing.isEmpty()) {
        throw new BadFile("the header lacks " + String.join(", ", missing));
      }
      Set<String> once = new HashSet<>();
      Set<String> twice = new TreeSet<>();
      for (String name : names) {
        if (!once.add(name) && wanted.contains(name)) {
          twice.add(name);
        }
      }
      if (!twice.isEmpty()) {
        throw new BadFile("the header names a mapped column twice: " + String.join(", ", twice));
      }
    }
  }
}
