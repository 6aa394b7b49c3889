package vongdoi.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.luben.zstd.Zstd;
import com.sun.management.ThreadMXBean;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.compress.BZip2Codec;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import vongdoi.common.catalog.Bronze;
import vongdoi.common.job.ExitCode;
import vongdoi.common.job.JobException;
import vongdoi.common.job.RunReport;
import vongdoi.common.job.TestLake;
import vongdoi.common.spark.LocalSpark;
import vongdoi.common.storage.Unpacking;
import vongdoi.common.table.Table;
import vongdoi.ingest.lines.CsvColumns;
import vongdoi.ingest.lines.CsvDialect;
import vongdoi.ingest.lines.JsonColumns;
import vongdoi.ingest.lines.LineFormat;
import vongdoi.ingest.lines.LineLimits;
import vongdoi.ingest.lines.RawColumns;
import vongdoi.ingest.lines.RowReader;
import vongdoi.ingest.row.BadFile;
import vongdoi.ingest.row.BadRow;
import vongdoi.ingest.source.Entity;
import vongdoi.ingest.source.Format;
import vongdoi.report.QuarantineReason;

/**
 * Files and rows of every bad kind, all in one run with sound ones: each costs what it must and
 * nothing else. The limits are low, so that what goes beyond them is small.
 */
class HostileFilesTest {
  private static final String HEADER = "order_id,ordered_at,email,total_amount";
  private static final int LONGEST_LINE = Landfall.CONFIG.maxLineBytes();
  private static final IngestConfig.Limits LIMITS = Landfall.CONFIG.limits();

  /** A little more than a packed file may hold. */
  private static final int TOO_MUCH = (LIMITS.unpackedMib() << 20) + 1000;

  /**
   * A file.
   *
   * @param counts rows accepted, duplicate and quarantined
   * @param reason words of the reason in quarantine; empty where none is there
   */
  private record Kind(
      String name, String file, byte[] content, List<Integer> counts, String reason) {}

  private final List<Kind> kinds = new ArrayList<>();

  private void add(
      String name, String file, byte[] content, int accepted, int duplicate, int bad, String why) {
    kinds.add(new Kind(name, file, content, List.of(accepted, duplicate, bad), why));
  }

  private static byte[] bytes(String... lines) {
    return (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
  }

  /** Rows of a till between two sound ones. */
  private void till(String name, int accepted, int bad, String why, String... rows) {
    String id = "t" + kinds.size();
    List<String> lines = new ArrayList<>(List.of(HEADER, order(id + "-first")));
    lines.addAll(Arrays.asList(rows));
    lines.add(order(id + "-last"));
    add(
        name,
        "till/" + id + ".csv",
        bytes(lines.toArray(String[]::new)),
        2 + accepted,
        0,
        bad,
        why);
  }

  private static String order(String id) {
    return id + ",2026-01-03 10:00:00,an@x.vn,150000";
  }

  /** A file of a till as it is. */
  private void tillFile(
      String name, String ending, byte[] content, int accepted, int bad, String why) {
    add(name, "till/t" + kinds.size() + ending, content, accepted, 0, bad, why);
  }

  /** Lines of customers between two sound ones. */
  private void crm(String name, int accepted, int bad, String why, String... rows) {
    String id = "c" + kinds.size();
    List<String> lines = new ArrayList<>(List.of("{\"record_id\":\"" + id + "-first\"}"));
    lines.addAll(Arrays.asList(rows));
    lines.add("{\"record_id\":\"" + id + "-last\"}");
    add(
        name,
        "crm/" + id + ".json",
        bytes(lines.toArray(String[]::new)),
        2 + accepted,
        0,
        bad,
        why);
  }

  /** A call between two sound ones. */
  private void web(String name, int accepted, int bad, String why, String row) {
    String id = "w" + kinds.size();
    String sound =
        "{\"type\":\"page\",\"messageId\":\"%s\",\"anonymousId\":\"a\",\"receivedAt\":\"2026-01-03T10:00:00Z\"}";
    byte[] content = bytes(sound.formatted(id + "-first"), row, sound.formatted(id + "-last"));
    add(name, "web/" + id + ".json", content, 2 + accepted, 0, bad, why);
  }

  private static String call(String fields) {
    return "{\"type\":\"track\",\"event\":\"Product Viewed\",\"receivedAt\":\"2026-01-03T10:00:00Z\","
        + fields
        + "}";
  }

  private void frame(String name, byte[] content, int accepted, int bad, String why) {
    add(name, "frames/f" + kinds.size() + ".parquet", content, accepted, 0, bad, why);
  }

  private static byte[] parquet(String query) throws IOException {
    Path folder = Files.createTempDirectory(Path.of("target"), "frame");
    LocalSpark.session()
        .sql(query)
        .coalesce(1)
        .write()
        .mode("overwrite")
        .parquet(folder.toString());
    try (Stream<Path> files = Files.list(folder)) {
      return Files.readAllBytes(
          files.filter(f -> f.toString().endsWith(".parquet")).findFirst().orElseThrow());
    }
  }

  private static String payment(String id) {
    return "select '%s' as payment_id, 'paid' as status, timestamp'2026-01-03 10:00:00' as created_at"
        .formatted(id);
  }

  private interface Packer {
    OutputStream over(OutputStream out) throws IOException;
  }

  private static byte[] packed(Packer packer, byte[] content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = packer.over(bytes)) {
      out.write(content);
    }
    return bytes.toByteArray();
  }

  private static byte[] gz(byte[] content) throws IOException {
    return packed(GZIPOutputStream::new, content);
  }

  private static byte[] bz2(byte[] content) throws IOException {
    BZip2Codec codec = new BZip2Codec();
    codec.setConf(new Configuration());
    return packed(codec::createOutputStream, content);
  }

  private static byte[] cut(byte[] content, int less) {
    return Arrays.copyOf(content, content.length - less);
  }

  private static byte[] changed(byte[] content, int at, int by) {
    byte[] copy = content.clone();
    copy[at] ^= (byte) by;
    return copy;
  }

  /** Orders without end, in so many bytes. */
  private static byte[] orders(int bytes) {
    StringBuilder text = new StringBuilder(bytes + 100).append(HEADER).append('\n');
    while (text.length() < bytes) {
      text.append("o,2026-01-03 10:00:00,an@x.vn,150000\n");
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private void addTexts() {
    tillFile("an empty file", ".csv", new byte[0], 0, 0, "");
    tillFile("a header alone", ".csv", bytes(HEADER), 0, 0, "");
    tillFile("blank lines", ".csv", bytes("", " ", "\t", ""), 0, 0, "");
    tillFile(
        "a header without a needed column",
        ".csv",
        bytes("id,ordered_at", "o,2026-01-03"),
        0,
        1,
        "the header lacks order_id");
    tillFile(
        "a header that names a mapped column twice",
        ".csv",
        bytes(HEADER + ",email", order("o") + ","),
        0,
        1,
        "names a mapped column twice: email");
    tillFile(
        "a header of too many columns",
        ".csv",
        bytes(
            HEADER + IntStream.range(0, 40).mapToObj(i -> ",c" + i).collect(Collectors.joining())),
        0,
        1,
        "more than 40 columns");
    tillFile(
        "a header without end",
        ".csv",
        bytes(HEADER + "," + "x".repeat(300_000), order("o")),
        0,
        1,
        "the header cannot be read");
    till("more columns than the header", 0, 1, "6 columns instead of 4", order("o") + ",1,2");
    till("fewer columns than the header", 0, 1, "2 columns instead of 4", "o,2026-01-03");
    till("a quote that does not close", 0, 1, "a quote is not closed", "\"o,2026-01-03,,1");
    till("text behind a quote", 0, 1, "text after a closing quote", "\"o\"x,2026-01-03,,1");
    till("a line too long", 0, 1, "longer than 10000 bytes", order("o") + "x".repeat(LONGEST_LINE));
    till(
        "a quoted field of too many lines",
        0,
        1,
        "longer than 10000 bytes",
        "\"o" + "\nx,".repeat(4000) + "\",2026-01-03,,1");
    till("delimiters alone", 0, 0, "", ",".repeat(3));
    till("thousands of delimiters", 0, 1, "columns instead of 4", "o" + ",1".repeat(4000));
    till("control characters around an id", 1, 0, "", order("\u0001o\u0002"));
    till("NUL bytes in an id", 1, 0, "", order("o\u0000\u0000p"));
    till("an id with ../", 1, 0, "", order("../../../../tmp/o"));
    till("an id with a scheme", 1, 0, "", order("file:///tmp/o"));
    till("an id that a sheet would compute", 1, 0, "", order("=HYPERLINK(1)"));
    till("an id that SQL would end at", 1, 0, "", order("o'; drop table orders; --"));
    till("an id with a line break", 1, 0, "", "\"o\np\",2026-01-03,,1");
    till("an id that is markup", 1, 0, "", order("<script>o</script>"));
    till("an id too long", 0, 1, "longer than 60 characters", order("o".repeat(61)));
    till("an id of digits too long", 0, 1, "longer than 60 characters", order("1".repeat(5000)));
    till("an id that a sheet has shortened", 0, 1, "digits are lost", order("5.77E+17"));
    till("no id", 0, 1, "order_id is missing", order(""));
    till("an id that means nobody", 0, 1, "order_id is missing", order("undefined"));
    till("no time", 0, 1, "ordered_at is missing", "o,,,1");
    till("a month over twelve", 0, 1, "ordered_at cannot be read", "o,2026-13-45,,1");
    till("a day that is not", 0, 1, "ordered_at cannot be read", "o,2026-02-30,,1");
    till(
        "the last year of all", 0, 1, "ordered_at cannot be read", "o,292278994-08-17 07:12:55,,1");
    till("a year before shops", 0, 1, "outside the years 1980 to 2100", "o,0926-01-03,,1");
    till(
        "milliseconds without end",
        0,
        1,
        "ordered_at cannot be read",
        "o," + "9".repeat(40) + ",,1");
    till("an amount in words", 0, 1, "total_amount cannot be read", "o,2026-01-03,,mười nghìn");
    till("an amount that is none", 0, 1, "total_amount cannot be read", "o,2026-01-03,,NaN");
    till("an amount without end", 0, 1, "total_amount cannot be read", "o,2026-01-03,,1e999999999");
    till("an amount of too many digits", 0, 1, "out of range", "o,2026-01-03,," + "9".repeat(30));
    till("an amount of another currency", 0, 1, "total_amount cannot be read", "o,2026-01-03,,$12");
    till("letters of another direction", 1, 0, "", "o-rtl,2026-01-03,\u202Ean@x.vn,1");
    tillFile(
        "bytes that are no UTF-8",
        ".csv",
        "%s\n%s\no\u00ff,2026-01-03,,1\n%s\n"
            .formatted(HEADER, order("u1"), order("u2"))
            .getBytes(StandardCharsets.ISO_8859_1),
        2,
        1,
        "not UTF-8 text");
    tillFile(
        "UTF-16 that nobody announced",
        ".csv",
        (HEADER + "\n" + order("o")).getBytes(StandardCharsets.UTF_16),
        0,
        1,
        "the header");
    tillFile(
        "lines that end in CR alone",
        ".csv",
        (HEADER + "\r" + order("cr1") + "\r" + order("cr2") + "\r")
            .getBytes(StandardCharsets.UTF_8),
        2,
        0,
        "");
    tillFile(
        "a file cut off within a row",
        ".csv",
        (HEADER + "\n" + order("cut1") + "\ncut2,2026").getBytes(StandardCharsets.UTF_8),
        1,
        1,
        "2 columns instead of 4");
    add(
        "a row delivered twice",
        "till/t" + kinds.size() + ".csv",
        bytes(HEADER, order("twice"), order("twice")),
        1,
        1,
        0,
        "");
    tillFile("a picture", ".csv", changed(new byte[2000], 0, 0x89), 0, 1, "the header");
    crm("a line that is no JSON", 0, 1, "not JSON", "record_id=1");
    crm("an array for an object", 0, 1, "not a JSON object", "[{\"record_id\":\"o\"}]");
    crm("two objects on a line", 0, 1, "text follows it", "{\"record_id\":\"o\"}{}");
    crm("an object cut off", 0, 1, "not JSON", "{\"record_id\":\"o\",\"full_");
    crm("an object over several lines", 0, 3, "not ", "{", "\"record_id\":\"o\"", "}");
    crm(
        "a document too deep",
        0,
        1,
        "deeper than 20 levels",
        "{\"record_id\":\"o\",\"x\":" + "[".repeat(4000) + "]".repeat(4000) + "}");
    crm(
        "an object of too many fields",
        0,
        1,
        "more than 40 fields",
        IntStream.range(0, 41)
            .mapToObj(i -> "\"f" + i + "\":1")
            .collect(Collectors.joining(",", "{", "}")));
    crm("a field given twice", 1, 0, "", "{\"record_id\":\"k1\",\"record_id\":\"k2\"}");
    crm("an id that is no number", 0, 1, "not JSON", "{\"record_id\":NaN}");
    crm("an id of a thousand digits", 0, 1, "", "{\"record_id\":" + "7".repeat(1001) + "}");
    crm("an id that is null", 0, 1, "record_id is missing", "{\"record_id\":null}");
    crm("an id with ../ in JSON", 1, 0, "", "{\"record_id\":\"..\\/..\\/tmp\\/k\"}");
    crm(
        "a name without end",
        1,
        0,
        "",
        "{\"record_id\":\"n1\",\"full_name\":\"" + "x".repeat(9000) + "\"}");
    crm("half a character", 1, 0, "", "{\"record_id\":\"h1\",\"full_name\":\"\\ud800\"}");
    crm("a NUL character", 1, 0, "", "{\"record_id\":\"h2\",\"full_name\":\"a\\u0000b\"}");
    crm(
        "a line too long in JSON",
        0,
        1,
        "longer than 10000 bytes",
        "{\"a\":\"" + "x".repeat(20_000) + "\"}");
    add(
        "JSON that is no UTF-8",
        "crm/c" + kinds.size() + ".json",
        "{\"record_id\":\"u3\"}\n{\"record_id\":\"u\u00ff\"}\n{\"record_id\":\"u4\",\"note\":\"\u00ff\"}\n"
            .getBytes(StandardCharsets.ISO_8859_1),
        1,
        0,
        2,
        "not JSON");
    web(
        "an event of no known type",
        0,
        1,
        "unknown event type",
        call("\"messageId\":\"e\",\"type\":\"buy\""));
    web("an event without an id", 0, 1, "event_id is missing", call("\"userId\":\"u\""));
    web(
        "an event id too long",
        0,
        1,
        "longer than 60",
        call("\"messageId\":\"" + "e".repeat(61) + "\""));
    web(
        "an event at no time",
        0,
        1,
        "is not a time",
        call("\"messageId\":\"e\",\"timestamp\":\"soon\""));
    web(
        "an event before shops",
        0,
        1,
        "outside the years",
        "{\"type\":\"page\",\"messageId\":\"e\",\"receivedAt\":\"1926-01-03T10:00:00Z\"}");
    web(
        "an event of years ahead",
        1,
        0,
        "",
        call("\"messageId\":\"ahead\",\"timestamp\":\"2036-01-03T10:00:00Z\""));
    web(
        "an object for a number",
        0,
        1,
        "quantity is not a number",
        call("\"messageId\":\"e\",\"properties\":{\"quantity\":{}}"));
    web(
        "properties too deep",
        0,
        1,
        "deeper than 20 levels",
        call("\"messageId\":\"e\",\"properties\":" + "{\"a\":".repeat(30) + "1" + "}".repeat(30)));
  }

  private void addPacked() throws IOException {
    byte[] few = orders(200);
    byte[] sound = bytes(HEADER, order("gz1"), order("gz2"));
    tillFile("gz of nothing", ".csv.gz", new byte[0], 0, 0, "");
    tillFile("gz, sound", ".csv.gz", gz(sound), 2, 0, "");
    tillFile("gz cut off", ".csv.gz", cut(gz(few), 9), 0, 1, "damaged or cut off");
    tillFile(
        "gz with a wrong checksum",
        ".csv.gz",
        changed(gz(few), gz(few).length - 6, 1),
        0,
        1,
        "damaged");
    tillFile("plain text named gz", ".csv.gz", few, 0, 1, "damaged");
    tillFile("gz named plain", ".csv", gz(few), 0, 1, "the header");
    tillFile("gz within gz", ".csv.gz", gz(gz(few)), 0, 1, "the header");
    tillFile(
        "gz that unpacks to too much",
        ".csv.gz",
        gz(orders(TOO_MUCH)),
        0,
        1,
        "unpacks to more than");
    tillFile("zstd cut off", ".csv.zst", cut(Zstd.compress(few), 4), 0, 1, "damaged");
    tillFile("plain text named zstd", ".csv.zst", few, 0, 1, "damaged");
    tillFile(
        "zstd that unpacks to too much",
        ".csv.zst",
        Zstd.compress(orders(TOO_MUCH)),
        0,
        1,
        "unpacks to more than");
    tillFile("bz2 cut off at its end", ".csv.bz2", cut(bz2(few), 10), 0, 1, "damaged");
    tillFile("bz2 cut off within", ".csv.bz2", cut(bz2(few), 40), 0, 1, "damaged");
    tillFile(
        "bz2 that unpacks to too much",
        ".csv.bz2",
        bz2(orders(TOO_MUCH)),
        0,
        1,
        "unpacks to more than");
    byte[] one = new byte[TOO_MUCH];
    tillFile("zeros without end in gz", ".csv.gz", gz(one), 0, 1, "the header");
  }

  private void addFrames() throws IOException {
    byte[] sound = parquet(payment("f1"));
    frame("Parquet, sound", sound, 1, 0, "");
    frame("Parquet of nothing", new byte[0], 0, 0, "");
    frame("text named Parquet", bytes(HEADER), 0, 1, "footer cannot be read");
    frame("Parquet without its end", cut(sound, 8), 0, 1, "footer cannot be read");
    frame(
        "Parquet's marks alone",
        "PAR1PAR1".getBytes(StandardCharsets.US_ASCII),
        0,
        1,
        "footer cannot be read");
    frame(
        "Parquet with a length of its footer that is not",
        changed(sound, sound.length - 6, 0x7F),
        0,
        1,
        "footer cannot be read");
    frame(
        "Parquet of too many columns",
        parquet(
            payment("f")
                + IntStream.range(0, 40)
                    .mapToObj(i -> ", 1 as c" + i)
                    .collect(Collectors.joining())),
        0,
        1,
        "more than 40 columns");
    frame(
        "Parquet of one row without end",
        parquet(payment("f") + " from range(" + TOO_MUCH + ")"),
        0,
        1,
        "unpacks to more than");
    frame(
        "Parquet without an id",
        parquet("select 'paid' as status, timestamp'2026-01-03 10:00:00' as created_at"),
        0,
        1,
        "payment_id is missing");
    frame(
        "Parquet whose time is a number that is none",
        parquet("select 'f9' as payment_id, 'paid' as status, double('NaN') as created_at"),
        0,
        1,
        "created_at is missing");
  }

  @Test
  void everyBadFileAndRowCostsWhatItMustAndNothingElse() throws IOException {
    addTexts();
    addPacked();
    addFrames();
    assertTrue(kinds.size() >= 60, kinds.size() + " kinds");
    Landfall landing =
        new Landfall()
            .source("till", Entity.ORDERS, Format.CSV, Map.of())
            .source("crm", Entity.CUSTOMERS, Format.JSON, Map.of())
            .source("web", Entity.EVENTS, Format.SEGMENT, Map.of())
            .source("frames", Entity.PAYMENTS, Format.PARQUET, Map.of());
    kinds.forEach(kind -> landing.put(kind.file(), kind.content()));
    TestLake lake = TestLake.empty();
    RunReport report = lake.run(landing.job(), "2026-01-05");

    Map<String, List<Integer>> counted = new TreeMap<>();
    for (Row file : lake.read(Bronze.LANDED_FILES).collectAsList()) {
      counted.put(
          relative(landing, file.getAs("file")),
          List.of(
              number(file, "accepted"), number(file, "duplicate"), number(file, "quarantined")));
      assertEquals(
          number(file, "rows_in"),
          number(file, "accepted") + number(file, "duplicate") + number(file, "quarantined"));
    }
    Map<String, Set<String>> reasons = new TreeMap<>();
    for (Row row : lake.read(Bronze.QUARANTINE).collectAsList()) {
      reasons
          .computeIfAbsent(relative(landing, row.getAs("file")), f -> new TreeSet<>())
          .add(row.getAs("reason"));
    }
    assertEquals(
        List.of(),
        reasons.values().stream()
            .flatMap(Set::stream)
            .filter(reason -> QuarantineReason.vietnamese(reason).isEmpty())
            .distinct()
            .toList(),
        "reasons without Vietnamese words");
    List<String> surprises = new ArrayList<>();
    for (Kind kind : kinds) {
      List<Integer> counts = counted.get(kind.file());
      Set<String> why = reasons.getOrDefault(kind.file(), Set.of());
      boolean isSaid =
          kind.counts().get(2) == 0
              ? why.isEmpty()
              : why.stream().allMatch(reason -> reason.contains(kind.reason()));
      if (!kind.counts().equals(counts) || !isSaid) {
        surprises.add(kind.name() + ": " + counts + " " + why);
      }
    }
    assertEquals(List.of(), surprises);
    long stored = 0;
    for (Table table : List.of(Bronze.ORDERS, Bronze.CUSTOMERS, Bronze.EVENTS, Bronze.PAYMENTS)) {
      stored += lake.read(table).count();
    }
    assertEquals(report.counts().get("accepted"), stored);
    try (Stream<Path> beside = Files.list(Path.of(lake.warehouse().lake()))) {
      assertEquals(
          Set.of("tables"),
          beside.map(p -> p.getFileName().toString()).collect(Collectors.toSet()));
    }
  }

  @Test
  void anExpressionThatTakesForEverEndsTheRunAndTheNextOneHeals() {
    Landfall slow =
        new Landfall()
            .source(
                "till",
                Entity.ORDERS,
                Format.CSV,
                Map.of(
                    "order_id",
                    "concat(order_id, left(reflect('java.lang.Thread', 'sleep', 4000L), 0))"))
            .put("till/a.csv", HEADER, order("slow"));
    TestLake lake = TestLake.empty();
    JobException refused =
        assertThrows(JobException.class, () -> lake.run(slow.jobWithin(1), "2026-01-05"));
    assertEquals(ExitCode.CONFIGURATION, refused.exitCode());
    assertTrue(refused.getMessage().contains("ingest.limits.seconds"), refused.getMessage());
    assertEquals(0, lake.read(Bronze.ORDERS).count());
    slow.source("till", Entity.ORDERS, Format.CSV, Map.of());
    lake.run(slow.job(), "2026-01-05");
    assertEquals(Set.of("slow"), lake.values(Bronze.ORDERS, "order_id"));
  }

  private static int number(Row row, String column) {
    return row.<Number>getAs(column).intValue();
  }

  private static String relative(Landfall landing, String file) {
    return file.substring(
        file.indexOf(landing.root.toString()) + landing.root.toString().length() + 1);
  }

  /** A text without end, made while it is read. */
  private static final class Endless extends InputStream {
    private final byte[] head;
    private final byte[] piece;
    private long at;
    private final long size;

    Endless(String head, String piece, long size) {
      this.head = head.getBytes(StandardCharsets.UTF_8);
      this.piece = piece.getBytes(StandardCharsets.UTF_8);
      this.size = size;
    }

    @Override
    public int read() {
      if (at >= size) {
        return -1;
      }
      byte b = at < head.length ? head[(int) at] : piece[(int) ((at - head.length) % piece.length)];
      at++;
      return b & 0xFF;
    }
  }

  @Test
  void whateverAFileHoldsItTakesNoMoreMemoryThanALineMayBeLong() throws IOException, BadFile {
    LineLimits limits = new LineLimits(100_000, 100, false, 20, 40, 60, Unpacking.ANY);
    LineFormat csv = new CsvColumns.Records(CsvDialect.of(Map.of()), List.of("a"), Set.of("a"));
    RawColumns wanted = new RawColumns();
    wanted.add(List.of("a"));
    LineFormat json = new JsonColumns.Objects(wanted);
    long bytes = 32L << 20;
    Map<String, RowReader> readers = new TreeMap<>();
    readers.put("a line", csv.open(new Endless("a,b\n", "x", bytes), limits));
    readers.put("a quoted field", csv.open(new Endless("a,b\n\"", "x", bytes), limits));
    readers.put(
        "a quoted field of lines", csv.open(new Endless("a,b\n\"x\"\"", "\n\n", bytes), limits));
    readers.put("delimiters", csv.open(new Endless("a,b\n", ",", bytes), limits));
    readers.put("a line of JSON", json.open(new Endless("{\"a\":\"", "x", bytes), limits));
    readers.put("arrays within arrays", json.open(new Endless("{\"a\":", "[", bytes), limits));
    ThreadMXBean memory = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    for (Map.Entry<String, RowReader> reader : readers.entrySet()) {
      long before = memory.getCurrentThreadAllocatedBytes();
      try (RowReader rows = reader.getValue()) {
        while (rows.next()) {
          try {
            rows.values();
          } catch (BadRow e) {
            assertTrue(e.getMessage().length() > 5);
          }
        }
      }
      long taken = memory.getCurrentThreadAllocatedBytes() - before;
      assertTrue(taken < bytes / 4, reader.getKey() + " took " + taken + " bytes");
    }
  }
}
