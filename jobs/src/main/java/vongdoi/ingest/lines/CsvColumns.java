package vongdoi.ingest.lines;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import vongdoi.ingest.row.BadFile;
import vongdoi.ingest.row.BadRow;
import vongdoi.ingest.row.WorkingColumns;

/**
 * CSV, one record per line. Each file says in its header where its columns are, so files of one
 * source may differ in order and additions; a column that the mapping names must be there.
 */
public final class CsvColumns implements LineParser {

  /**
   * The format as it is shipped to the tasks.
   *
   * @param wanted columns that go to the mapping
   * @param mustHave those of them without which a file is not read
   */
  public record Records(CsvDialect dialect, List<String> wanted, Set<String> mustHave)
      implements LineFormat {
    private static final long serialVersionUID = 1L;

    @Override
    public StructType schema() {
      StructType schema = new StructType();
      for (String name : wanted) {
        schema = schema.add(name, DataTypes.StringType);
      }
      return WorkingColumns.withExtra(schema);
    }

    @Override
    public LineParser parser() {
      return new CsvColumns(this);
    }
  }

  private final Records format;
  private final CharsetDecoder decoder;
  private final CsvFields fields;
  private int columns = -1;
  private int[] target;
  private TreeMap<String, Integer> others;

  private CsvColumns(Records format) {
    this.format = format;
    this.decoder = Charset.forName(format.dialect().encoding()).newDecoder();
    this.fields = new CsvFields(format.dialect());
  }

  /** Names of the columns that a first line gives. */
  public static List<String> header(CsvDialect dialect, byte[] line, int length) throws BadRow {
    CsvColumns reader = new CsvColumns(new Records(dialect, List.of(), Set.of()));
    List<String> values = reader.fields.of(reader.decoded(line, length));
    List<String> names = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      String value = values.get(i);
      names.add(dialect.hasHeader() ? (value == null ? "" : value.strip()) : "_c" + i);
    }
    return names;
  }

  @Override
  public Object[] parse(byte[] line, int length) throws BadRow, BadFile {
    if (columns < 0) {
      learn(line, length);
      if (format.dialect().hasHeader()) {
        return null;
      }
    }
    List<String> values = fields.of(decoded(line, length));
    if (values.size() != columns) {
      throw new BadRow(values.size() + " columns instead of " + columns);
    }
    Object[] row = new Object[format.wanted().size() + 1];
    for (int i = 0; i < columns; i++) {
      if (target[i] >= 0) {
        row[target[i]] = LineJson.string(values.get(i));
      }
    }
    row[format.wanted().size()] = extra(values);
    return row;
  }

  private void learn(byte[] line, int length) throws BadFile {
    List<String> names;
    try {
      names = header(format.dialect(), line, length);
    } catch (BadRow e) {
      throw new BadFile("the header cannot be read: " + e.getMessage());
    }
    if (new HashSet<>(names).size() < names.size()) {
      throw new BadFile("the header names a column twice");
    }
    Map<String, Integer> wanted = new HashMap<>();
    for (String name : format.wanted()) {
      wanted.put(name, wanted.size());
    }
    names = spelledAsWanted(names);
    Set<String> missing = new HashSet<>(format.mustHave());
    missing.removeAll(names);
    if (!missing.isEmpty()) {
      throw new BadFile("the header lacks " + String.join(", ", new TreeSet<>(missing)));
    }
    columns = names.size();
    target = new int[columns];
    others = new TreeMap<>();
    for (int i = 0; i < columns; i++) {
      target[i] = wanted.getOrDefault(names.get(i), -1);
      if (target[i] < 0) {
        others.put(names.get(i), i);
      }
    }
  }

  /**
   * A column that the mapping spells in another case, or with the blanks that stand around it in
   * the file, is the same one, unless both are there.
   */
  private List<String> spelledAsWanted(List<String> names) {
    Map<String, String> spellings = new HashMap<>();
    for (String name : format.wanted()) {
      if (!names.contains(name)) {
        spellings.put(name.strip().toLowerCase(Locale.ROOT), name);
      }
    }
    return names.stream()
        .map(
            n ->
                format.wanted().contains(n)
                    ? n
                    : spellings.getOrDefault(n.toLowerCase(Locale.ROOT), n))
        .toList();
  }

  private UTF8String extra(List<String> values) {
    StringBuilder out = null;
    for (Map.Entry<String, Integer> other : others.entrySet()) {
      String value = values.get(other.getValue());
      if (value != null) {
        out = out == null ? new StringBuilder("{") : out.append(',');
        LineJson.quote(out, other.getKey());
        out.append(':');
        LineJson.quote(out, value);
      }
    }
    return out == null ? null : UTF8String.fromString(out.append('}').toString());
  }

  private String decoded(byte[] line, int length) throws BadRow {
    try {
      return decoder.decode(ByteBuffer.wrap(line, 0, length)).toString();
    } catch (CharacterCodingException e) {
      throw new BadRow("not " + format.dialect().encoding() + " text");
    }
  }
}
