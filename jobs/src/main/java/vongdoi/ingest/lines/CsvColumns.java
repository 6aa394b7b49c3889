package vongdoi.ingest.lines;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import vongdoi.ingest.lines.RowStarts.Hypothesis;
import vongdoi.ingest.row.BadFile;
import vongdoi.ingest.row.BadRow;
import vongdoi.ingest.row.WorkingColumns;

/**
 * The rows of a CSV file. Each file says in its header where its columns are, so files of one
 * source may differ in order and additions; a column that the mapping names must be there.
 */
public final class CsvColumns implements RowReader {

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
    public LineParser parser(LineLimits limits) {
      throw new IllegalStateException("a row of CSV may span lines");
    }

    @Override
    public boolean isSplittable() {
      return dialect.writesAscii();
    }

    @Override
    public RowReader open(InputStream content, LineLimits limits) throws IOException, BadFile {
      InputStream bytes = asUtf8(content, dialect);
      byte[] head = bytes.readNBytes(CsvLayout.HEAD);
      CsvLayout layout = layout(head, limits);
      int read = (int) Math.min(head.length, layout.offset());
      InputStream rest =
          new SequenceInputStream(new ByteArrayInputStream(head, read, head.length - read), bytes);
      return new CsvColumns(
          this,
          layout,
          records(rest, layout, layout.offset(), layout.number(), limits),
          limits,
          Long.MAX_VALUE,
          layout.passedOver(),
          layout.dialect().skipLastRows());
    }

    @Override
    public RowReader open(InputStream content, LineLimits limits, FilePart part) {
      CsvLayout layout = part.layout();
      return new CsvColumns(
          this,
          layout,
          records(content, layout, part.from(), part.firstLine(), limits),
          limits,
          part.to(),
          part.index() == 0 ? layout.passedOver() : 0,
          part.isLast() ? layout.dialect().skipLastRows() : 0);
    }

    @Override
    public RowStarts starts(RangeOpener file, long from, long to, LineLimits limits, FilePart whole)
        throws IOException {
      return new CsvStarts(file, from, to, limits, whole.layout()).found();
    }

    @Override
    public Hypothesis followed(
        RangeOpener file, long first, long to, LineLimits limits, FilePart whole)
        throws IOException {
      return new CsvStarts(file, first, to, limits, whole.layout()).followed(first);
    }

    @Override
    public FilePart whole(byte[] head, long size, LineLimits limits) throws BadFile {
      CsvLayout layout = layout(head, limits);
      return new FilePart(0, layout.offset(), size, layout.number(), true, layout);
    }

    private CsvLayout layout(byte[] head, LineLimits limits) throws BadFile {
      CsvLayout layout = CsvLayout.of(head, dialect, wanted, mustHave);
      if (layout.names().size() > limits.maxColumns()) {
        throw new BadFile("the header names more than " + limits.maxColumns() + " columns");
      }
      return layout;
    }

    private static CsvRecords records(
        InputStream in, CsvLayout layout, long offset, long number, LineLimits limits) {
      return new CsvRecords(
          in,
          layout.dialect(),
          layout.newline(),
          offset,
          number,
          layout.names().size(),
          limits.maxLineBytes());
    }
  }

  /** Names of the columns of a file, as its beginning gives them. */
  public static List<String> header(CsvDialect dialect, Set<String> mustHave, InputStream content)
      throws IOException, BadFile {
    byte[] head = asUtf8(content, dialect).readNBytes(CsvLayout.HEAD);
    return CsvLayout.of(head, dialect, mustHave, mustHave).names();
  }

  /** Text whose marks are no bytes of ASCII, such as UTF-16, as UTF-8. */
  private static InputStream asUtf8(InputStream content, CsvDialect dialect) {
    return dialect.writesAscii() ? content : new Recoded(content, dialect);
  }

  /** Brings a stream to UTF-8; what is no text of its encoding becomes the replacement mark. */
  private static final class Recoded extends InputStream {
    private final Reader reader;
    private final CharBuffer chars = CharBuffer.allocate(8192);
    private ByteBuffer bytes = ByteBuffer.allocate(0);

    Recoded(InputStream in, CsvDialect dialect) {
      this.reader = new InputStreamReader(in, dialect.charset());
    }

    @Override
    public int read() throws IOException {
      return more() ? bytes.get() & 0xFF : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      if (!more()) {
        return -1;
      }
      int n = Math.min(length, bytes.remaining());
      bytes.get(target, offset, n);
      return n;
    }

    private boolean more() throws IOException {
      while (!bytes.hasRemaining()) {
        chars.clear();
        int high = -1;
        if (reader.read(chars) < 0) {
          return false;
        }
        chars.flip();
        if (chars.hasRemaining() && Character.isHighSurrogate(chars.get(chars.limit() - 1))) {
          high = reader.read();
        }
        String text = high < 0 ? chars.toString() : chars.toString() + (char) high;
        bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
      }
      return true;
    }

    @Override
    public void close() throws IOException {
      reader.close();
    }
  }

  private final Records format;
  private final CsvDialect dialect;
  private final CsvRecords records;
  private final LineLimits limits;
  private final long end;
  private final CharsetDecoder decoder;
  private final byte[] nullValue;
  private final int columns;
  private final int needed;
  private final int[] target;
  private final int[] others;
  private final byte[][] labels;
  private final int heldBack;
  private final ArrayDeque<Held> held = new ArrayDeque<>();
  private long passedOver;
  private Held current;
  private byte[] json = new byte[256];
  private byte[] plain = new byte[256];

  /** A row that may turn out to be of the trailer. */
  private record Held(Object[] values, BadRow fault, long number, UTF8String text) {}

  private CsvColumns(
      Records format,
      CsvLayout layout,
      CsvRecords records,
      LineLimits limits,
      long end,
      long passedOver,
      int heldBack) {
    this.format = format;
    this.dialect = layout.dialect();
    this.records = records;
    this.limits = limits;
    this.end = end;
    this.passedOver = passedOver;
    this.heldBack = heldBack;
    boolean isUtf8 = !dialect.writesAscii() || dialect.charset().equals(StandardCharsets.UTF_8);
    this.decoder = isUtf8 ? null : dialect.charset().newDecoder();
    this.nullValue =
        dialect.nullValue().isEmpty() ? null : dialect.nullValue().getBytes(StandardCharsets.UTF_8);
    List<String> names = layout.names();
    this.columns = names.size();
    this.target = new int[columns];
    int filled = columns;
    while (filled > 0 && names.get(filled - 1).isEmpty()) {
      filled--;
    }
    this.needed = filled;
    Map<String, Integer> wanted = new HashMap<>();
    for (String name : format.wanted()) {
      wanted.put(name, wanted.size());
    }
    TreeMap<String, Integer> further = new TreeMap<>();
    for (int i = 0; i < columns; i++) {
      target[i] = wanted.getOrDefault(names.get(i), -1);
      if (target[i] < 0) {
        String name = names.get(i).isEmpty() ? "_c" + i : names.get(i);
        String own = name;
        for (int n = 2; further.containsKey(own); n++) {
          own = name + "_" + n;
        }
        further.put(own, i);
      }
    }
    this.others = further.values().stream().mapToInt(Integer::intValue).toArray();
    this.labels =
        further.keySet().stream()
            .map(
                name -> {
                  StringBuilder label = new StringBuilder();
                  LineJson.quote(label, name);
                  return label.append(':').toString().getBytes(StandardCharsets.UTF_8);
                })
            .toArray(byte[][]::new);
  }

  @Override
  public boolean next() throws IOException {
    if (heldBack == 0) {
      return moved();
    }
    while (held.size() <= heldBack && moved()) {
      held.add(held());
    }
    if (held.size() <= heldBack) {
      passedOver += held.size();
      held.clear();
      return false;
    }
    current = held.poll();
    return true;
  }

  private Held held() {
    UTF8String text = text(Math.max(limits.rawTextLength(), 0));
    try {
      return new Held(row(), null, records.number(), text);
    } catch (BadRow e) {
      return new Held(null, e, records.number(), text);
    }
  }

  /** Moves to the next record that may be a row. */
  private boolean moved() throws IOException {
    while (records.nextOffset() < end && records.next()) {
      if (records.isComment()) {
        passedOver++;
      } else if (!records.isBlank()) {
        return true;
      } else if (records.fields() > 1) {
        passedOver++;
      }
    }
    return false;
  }

  @Override
  public Object[] values() throws BadRow {
    if (heldBack == 0) {
      return row();
    }
    if (current.fault() != null) {
      throw current.fault();
    }
    return current.values();
  }

  private Object[] row() throws BadRow {
    if (records.fault() != CsvRecords.Fault.NONE) {
      throw new BadRow(records.fault().words(limits.maxLineBytes()));
    }
    int given = records.fields();
    while (given > columns && isEmpty(given - 1)) {
      given--;
    }
    if (given > columns || given < needed) {
      throw new BadRow(given + " columns instead of " + columns);
    }
    Object[] row = new Object[format.wanted().size() + 1];
    int length = 0;
    for (int i = 0; i < given; i++) {
      if (target[i] >= 0) {
        row[target[i]] = value(i);
      }
    }
    for (int o = 0; o < others.length; o++) {
      UTF8String value = others[o] < given ? value(others[o]) : null;
      if (value != null) {
        length = add(length, o, value);
      }
    }
    if (length > 0) {
      byte[] extra = new byte[length + 1];
      System.arraycopy(json, 0, extra, 0, length);
      extra[length] = '}';
      row[row.length - 1] = UTF8String.fromBytes(extra);
    }
    return row;
  }

  private boolean isEmpty(int field) {
    byte[] b = records.buffer();
    for (int at = records.from(field); at < records.to(field); at++) {
      if (b[at] != ' ' && b[at] != '\t') {
        return false;
      }
    }
    return true;
  }

  /** The value of a field; null where it is blank or spells the dialect's null. */
  private UTF8String value(int field) throws BadRow {
    byte[] b = records.buffer();
    int from = records.from(field);
    int to = records.to(field);
    if (records.isEscaped(field)) {
      to = unescaped(b, from, to);
      from = 0;
      b = plain;
    }
    if (decoder != null) {
      byte[] text = recoded(b, from, to);
      b = text;
      from = 0;
      to = text.length;
    }
    int first = from;
    int last = to;
    while (first < last && isBlank(b, first)) {
      first += blank(b, first);
    }
    if (first >= last) {
      return null;
    }
    while (last > first && isBlankBefore(b, first, last)) {
      last -= (b[last - 1] & 0x80) == 0 ? 1 : 2;
    }
    if (dialect.stripsLeading()) {
      from = first;
    }
    if (dialect.stripsTrailing()) {
      to = last;
    }
    if (nullValue != null && Arrays.equals(b, from, to, nullValue, 0, nullValue.length)) {
      return null;
    }
    byte[] copy = Arrays.copyOfRange(b, from, to);
    UTF8String value = UTF8String.fromBytes(copy);
    if (decoder == null) {
      for (byte c : copy) {
        if (c < 0) {
          if (!value.isValid()) {
            throw new BadRow("not UTF-8 text: set options.encoding");
          }
          break;
        }
      }
    }
    return value;
  }

  private static boolean isBlank(byte[] b, int at) {
    byte c = b[at];
    return (c >= 0 && c <= ' ')
        || (c == (byte) 0xC2 && at + 1 < b.length && b[at + 1] == (byte) 0xA0);
  }

  private static int blank(byte[] b, int at) {
    return b[at] >= 0 ? 1 : 2;
  }

  /** Whether what ends before an index is a blank: of ASCII, or one that does not break a line. */
  private static boolean isBlankBefore(byte[] b, int first, int last) {
    byte c = b[last - 1];
    return (c >= 0 && c <= ' ')
        || (c == (byte) 0xA0 && last - 2 >= first && b[last - 2] == (byte) 0xC2);
  }

  private int unescaped(byte[] b, int from, int to) {
    if (plain.length < to - from) {
      plain = new byte[2 * (to - from)];
    }
    byte quote = (byte) dialect.quote();
    byte escape = (byte) dialect.escape();
    int length = 0;
    for (int at = from; at < to; at++) {
      byte c = b[at];
      boolean isMark =
          at + 1 < to
              && ((c == quote && b[at + 1] == quote)
                  || (dialect.escape() != 0
                      && c == escape
                      && (b[at + 1] == quote || b[at + 1] == escape)));
      plain[length++] = isMark ? b[++at] : c;
    }
    return length;
  }

  private byte[] recoded(byte[] b, int from, int to) throws BadRow {
    try {
      return decoder
          .decode(ByteBuffer.wrap(b, from, to - from))
          .toString()
          .getBytes(StandardCharsets.UTF_8);
    } catch (CharacterCodingException e) {
      throw new BadRow("not " + dialect.encoding() + " text: set options.encoding");
    }
  }

  /** Adds a further column to the JSON of them; returns its length without the closing brace. */
  private int add(int length, int label, UTF8String value) {
    byte[] text = value.getBytes();
    int most = length + labels[label].length + 6 * text.length + 4;
    if (most > json.length) {
      json = Arrays.copyOf(json, 2 * most);
    }
    int at = length;
    json[at++] = (byte) (length == 0 ? '{' : ',');
    System.arraycopy(labels[label], 0, json, at, labels[label].length);
    at += labels[label].length;
    json[at++] = '"';
    for (byte c : text) {
      if (c == '"' || c == '\\') {
        json[at++] = '\\';
        json[at++] = c;
      } else if (c >= 0 && c < ' ') {
        byte[] escaped = "\\u%04X".formatted((int) c).getBytes(StandardCharsets.US_ASCII);
        switch (c) {
          case '\n' -> escaped = new byte[] {'\\', 'n'};
          case '\r' -> escaped = new byte[] {'\\', 'r'};
          case '\t' -> escaped = new byte[] {'\\', 't'};
          default -> {}
        }
        System.arraycopy(escaped, 0, json, at, escaped.length);
        at += escaped.length;
      } else {
        json[at++] = c;
      }
    }
    json[at++] = '"';
    return at;
  }

  @Override
  public long number() {
    return heldBack == 0 ? records.number() : current.number();
  }

  @Override
  public UTF8String text(int bytes) {
    if (current != null) {
      return current.text();
    }
    int length = Math.min(records.end() - records.start(), bytes);
    byte[] copy = Arrays.copyOfRange(records.buffer(), records.start(), records.start() + length);
    return UTF8String.fromBytes(copy).makeValid();
  }

  @Override
  public long passedOver() {
    return passedOver;
  }

  @Override
  public void close() throws IOException {
    records.close();
  }
}
