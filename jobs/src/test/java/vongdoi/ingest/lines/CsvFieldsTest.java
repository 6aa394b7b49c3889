package vongdoi.ingest.lines;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.unsafe.types.UTF8String;
import org.junit.jupiter.api.Test;
import vongdoi.ingest.row.BadFile;
import vongdoi.ingest.row.BadRow;

class CsvFieldsTest {
  private static List<String> fields(Map<String, String> options, String line) throws BadRow {
    return new CsvFields(CsvDialect.of(options)).of(line);
  }

  @Test
  void blanks_around_a_field_are_its_own_unless_an_option_takes_them_off() throws BadRow {
    Map<String, String> strip =
        Map.of("ignoreLeadingWhiteSpace", "true", "ignoreTrailingWhiteSpace", "true");
    String line = "a, b ,  \"c, d\" ,";
    assertEquals(Arrays.asList("a", "b", "c, d", null), fields(strip, line));
    assertEquals(Arrays.asList("a", " b ", "  \"c", " d\" ", null), fields(Map.of(), line));
    assertThrows(BadRow.class, () -> fields(strip, "\"a\" b"));
  }

  @Test
  void a_null_may_be_spelled_as_spark_spells_it() throws BadRow {
    assertEquals(Arrays.asList("a", null), fields(Map.of("nullValue", "NA"), "a,NA"));
  }

  @Test
  void a_header_name_is_found_with_and_without_the_blanks_around_it() throws BadRow, BadFile {
    for (String spelled : List.of("given_name", " given_name")) {
      LineParser parser =
          new CsvColumns.Records(
                  CsvDialect.of(Map.of()), List.of(spelled), new HashSet<>(Set.of(spelled)))
              .parser();
      byte[] header = "rec_id, given_name".getBytes(StandardCharsets.UTF_8);
      byte[] line = "1, an".getBytes(StandardCharsets.UTF_8);
      parser.parse(header, header.length);
      assertEquals(UTF8String.fromString(" an"), parser.parse(line, line.length)[0]);
    }
  }
}
