package vongdoi.ingest.lines;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import vongdoi.common.storage.Unpacking;
import vongdoi.ingest.lines.RowStarts.Hypothesis;
import vongdoi.ingest.row.BadFile;
import vongdoi.ingest.row.BadRow;

class CsvColumnsTest {
  private static final LineLimits LIMITS =
      new LineLimits(2000, 200, true, 20, 100, 60, Unpacking.ANY);

  private static CsvColumns.Records format(Map<String, String> options, String wanted) {
    List<String> names = List.of(wanted.split(","));
    return new CsvColumns.Records(CsvDialect.of(options), names, Set.copyOf(names));
  }

  /**
   * Rows as {@code number:a|b|…}, bad ones as {@code number!reason}, last the lines passed over.
   */
  private static List<String> rows(Map<String, String> options, String wanted, byte[] file)
      throws IOException, BadFile {
    try (RowReader rows = format(options, wanted).open(new ByteArrayInputStream(file), LIMITS)) {
      return read(rows);
    }
  }

  private static List<String> rows(Map<String, String> options, String wanted, String file)
      throws IOException, BadFile {
    return rows(options, wanted, file.getBytes(StandardCharsets.UTF_8));
  }

  private static List<String> rows(String wanted, String file) throws IOException, BadFile {
    return rows(Map.of(), wanted, file);
  }

  private static List<String> read(RowReader rows) throws IOException, BadFile {
    List<String> read = new ArrayList<>();
    while (rows.next()) {
      try {
        read.add(
            rows.number()
                + ":"
                + Arrays.stream(rows.values())
                    .map(v -> v == null ? "" : v.toString())
                    .collect(Collectors.joining("|")));
      } catch (BadRow e) {
        read.add(rows.number() + "!" + e.getMessage().split(":")[0]);
      }
    }
    read.add("passed over " + rows.passedOver());
    return read;
  }

  @Test
  void aQuotedFieldHoldsDelimitersQuotesAndLineBreaks() throws IOException, BadFile {
    assertEquals(
        List.of("2:1|a \"b\", c|", "3:2|first\nsecond|", "5:3|last|", "passed over 0"),
        rows("id,note", "id,note\r\n1,\"a \"\"b\"\", c\"\r\n2,\"first\nsecond\"\r\n3,last"));
  }

  @Test
  void aQuoteThatDoesNotCloseCostsItsOwnLineAlone() throws IOException, BadFile {
    assertEquals(
        List.of(
            "2!a quote is not closed",
            "3:2|b|",
            "4!a quote is not closed",
            "5:4|\"x|",
            "6!text after a closing quote",
            "7:6|f|",
            "passed over 0"),
        rows("id,note", "id,note\n1,\"a\n2,b\n3,\"c\n4,\"\"\"x\"\n5,\"e\"e\n6,f\n"));
  }

  @Test
  void aRecordOfSeveralLinesHasTheColumnsOfTheHeader() throws IOException, BadFile {
    assertEquals(
        List.of("2!a quote is not closed", "3!3 columns instead of 2", "4:3|c|", "passed over 0"),
        rows("id,note", "id,note\n1,\"a\nb\",2,\"x\"\n3,c\n"));
  }

  @Test
  void aLineThatIsTooLongIsBadAndTheNextIsRead() throws IOException, BadFile {
    String text =
        "id,note\n1," + "x".repeat(700_000) + "\n2,b\n3,\"" + "y".repeat(3000) + "\"\n4,d\n";
    assertEquals(
        List.of(
            "2!the line is longer than 2000 bytes",
            "3:2|b|",
            "4!the line is longer than 2000 bytes",
            "5:4|d|",
            "passed over 0"),
        rows("id,note", text));
  }

  @Test
  void blanksAroundAValueAreNotPartOfItUnlessTheSourceSaysSo() throws IOException, BadFile {
    String text = "id, note \n\"1\t\", \" a \u00a0\" \n2 ,\t\n";
    assertEquals(List.of("2:1|a|", "3:2||", "passed over 0"), rows("id,note", text));
    Map<String, String> keep =
        Map.of("ignoreLeadingWhiteSpace", "false", "ignoreTrailingWhiteSpace", "false");
    assertEquals(
        List.of("2:1\t| a |", "passed over 0"), rows(keep, "id,note", "id,note\n1\t, a \n"));
  }

  @Test
  void columnsThatNobodyMapsMayBeBlankAndBearOneName() throws IOException, BadFile {
    assertEquals(
        List.of("2:1|{\"_c2\":\"x\",\"n\":\"p\",\"n_2\":\"q\"}", "3:2|", "4:3|", "passed over 0"),
        rows("id", "id,n,,n,\n1,p,x,q,\n2,,,\n3,,,,,,\n"));
    BadFile twice = assertThrows(BadFile.class, () -> rows("id,n", "id,n,n\n1,a,b\n"));
    assertEquals("the header names a mapped column twice: n", twice.getMessage());
  }

  @Test
  void theHintForSheetsNamesTheDelimiter() throws IOException, BadFile {
    assertEquals(
        List.of("3:1|2,5|", "passed over 1"), rows("id,n", "\uFEFFsep=;\r\nid;n\r\n1;2,5\r\n"));
    assertEquals(
        List.of("3:1|2|", "passed over 1"),
        rows(Map.of("delimiter", ";"), "id,n", "\"sep=;\"\nid;n\n1;2\n"));
  }

  @Test
  void aDelimiterThatIsNotStatedIsFoundByTheHeader() throws IOException, BadFile {
    for (String delimiter : List.of(",", ";", "\t", "|")) {
      assertEquals(
          List.of("2:1|a|", "passed over 0"),
          rows("id,note", "id,note\n1,a\n".replace(",", delimiter)));
    }
    assertEquals(
        List.of("2:1|a|", "passed over 0"),
        rows(Map.of("delimiter", "||"), "id,note", "id||note\n1||a\n"));
  }

  @Test
  void theHeaderIsTheFirstLineThatNamesWhatIsMapped() throws IOException, BadFile {
    String report = "Report of May\n\nfrom,to\n\"1, May\",31 May\nid,note\n1,a\n";
    assertEquals(List.of("6:1|a|", "passed over 3"), rows("id,note", report));
    assertEquals(
        List.of("6:1|a|", "passed over 4"), rows(Map.of("skip-rows", "4"), "id,note", report));
    BadFile none = assertThrows(BadFile.class, () -> rows("id,price", report));
    assertEquals("the header lacks id, price", none.getMessage());
  }

  @Test
  void explanationsCommentsAndTrailersAreLeftOutAndCounted() throws IOException, BadFile {
    String text = "# made by\nid,note\nThe id,The note\n1,a\n#2,b\n,\n3,c\nTotal,2\nend,\"\"\n";
    assertEquals(
        List.of("4:1|a|", "7:3|c|", "passed over 6"),
        rows(
            Map.of("comment", "#", "skip-rows-after-header", "1", "skip-last-rows", "2"),
            "id,note",
            text));
  }

  @Test
  void readsOtherEncodingsAndEndsOfLine() throws IOException, BadFile {
    for (String charset : List.of("UTF-8", "UTF-16", "UTF-16LE", "windows-1252")) {
      String note = charset.startsWith("UTF") ? "Gọi trước\nkhi giao" : "café\nà la carte";
      byte[] file = ("id,note\n1,\"" + note + "\"\n").getBytes(Charset.forName(charset));
      assertEquals(
          List.of("2:1|" + note + "|", "passed over 0"),
          rows(Map.of("encoding", charset), "id,note", file));
    }
    assertEquals(
        List.of("2:1|a|", "3:2|b|", "passed over 0"), rows("id,note", "id,note\r1,a\r2,b\r"));
    byte[] latin = "id,note\n1,caf\u00e9\n2,b\n".getBytes(StandardCharsets.ISO_8859_1);
    assertEquals(
        List.of("2!not UTF-8 text", "3:2|b|", "passed over 0"), rows(Map.of(), "id,note", latin));
  }

  @Test
  void aBackslashEscapesWhereTheSourceSaysSo() throws IOException, BadFile {
    assertEquals(
        List.of("2:1|a \"b\" \\|", "passed over 0"),
        rows(Map.of("escape", "\\"), "id,note", "id,note\n1,\"a \\\"b\\\" \\\\\"\n"));
    assertEquals(
        List.of("2:1|\"a|", "passed over 0"),
        rows(Map.of("quote", "", "delimiter", "\\t"), "id,note", "id\tnote\n1\t\"a\n"));
  }

  private static String made(Random random, int rows, String... pieces) {
    StringBuilder text = new StringBuilder("id,note,more\n");
    for (int i = 0; i < rows; i++) {
      text.append(i);
      for (int f = 0; f < 2; f++) {
        text.append(',');
        for (int p = random.nextInt(4); p > 0; p--) {
          text.append(pieces[random.nextInt(pieces.length)]);
        }
      }
      text.append(random.nextInt(5) == 0 ? "\r\n" : "\n");
    }
    return text.toString();
  }

  @Test
  void readsValidFilesAsFastCsvDoes() throws IOException, BadFile {
    for (int seed = 0; seed < 200; seed++) {
      Random random = new Random(seed);
      String plain = made(random, 40, "a", "ü", "b c", "7", "@");
      String text = plain.replaceAll(",[^,@\n]*@[^,\r\n]*", ",\"b\"\"c, d\n\r\ne\"");
      List<String> expected = new ArrayList<>();
      try (CsvReader<CsvRecord> reader = CsvReader.builder().ofCsvRecord(text)) {
        for (CsvRecord record : reader) {
          expected.add(
              record.getStartingLineNumber() + ":" + String.join("|", record.getFields()) + "|");
        }
      }
      List<String> read = rows("id,note,more", text);
      assertEquals(expected.subList(1, expected.size()), read.subList(0, read.size() - 1));
    }
  }

  @Test
  void partsOfAFileHaveTheRowsOfTheWhole() throws IOException, BadFile {
    int foreseen = 0;
    for (int seed = 0; seed < 300; seed++) {
      Random random = new Random(seed);
      String text =
          made(
              random,
              60,
              "a",
              "\"b\n1,2,3\n\"",
              "\"",
              "\"c, \"\"d\"\"\"",
              "\n",
              "e",
              "\"f\n\n,g\"");
      byte[] file = text.getBytes(StandardCharsets.UTF_8);
      CsvColumns.Records format = format(Map.of(), "id,note,more");
      List<String> whole = rows(Map.of(), "id,note,more", file);
      FilePart all = format.whole(file, file.length, LIMITS);
      RangeOpener open =
          offset -> new ByteArrayInputStream(file, (int) offset, file.length - (int) offset);
      List<String> parts = new ArrayList<>();
      long at = all.from();
      long line = all.firstLine();
      long size = 40 + random.nextInt(200);
      for (long from = 0; from < file.length; from += size) {
        long to = Math.min(file.length, from + size);
        long first = at;
        if (at >= to) {
          continue;
        }
        Hypothesis holds =
            format.starts(open, from, to, LIMITS, all).hypotheses().stream()
                .filter(h -> h.first() == first)
                .findFirst()
                .orElse(null);
        foreseen += holds == null ? 0 : 1;
        if (holds == null) {
          holds = format.followed(open, first, to, LIMITS, all);
        }
        FilePart part = new FilePart(0, at, holds.next(), line, to == file.length, all.layout());
        try (RowReader rows = format.open(open.at(at), LIMITS, part)) {
          List<String> read = read(rows);
          parts.addAll(read.subList(0, read.size() - 1));
        }
        at = holds.next();
        line += holds.lines();
      }
      assertEquals(whole.subList(0, whole.size() - 1), parts, "seed " + seed);
    }
    assertTrue(foreseen > 1000, "ranges whose first row was foreseen: " + foreseen);
  }
}
