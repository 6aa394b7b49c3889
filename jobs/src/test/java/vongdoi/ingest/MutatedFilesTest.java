package vongdoi.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import vongdoi.common.catalog.Bronze;
import vongdoi.common.job.RunReport;
import vongdoi.common.job.TestLake;
import vongdoi.common.storage.Unpacking;
import vongdoi.common.table.Table;
import vongdoi.ingest.lines.CsvColumns;
import vongdoi.ingest.lines.CsvDialect;
import vongdoi.ingest.lines.LineLimits;
import vongdoi.ingest.lines.RowReader;
import vongdoi.ingest.row.BadFile;
import vongdoi.ingest.row.BadRow;
import vongdoi.ingest.source.Entity;
import vongdoi.ingest.source.Format;

/** Small files with bytes, quotes, delimiters and types changed at random, by seed. */
class MutatedFilesTest {
  private static final String[] PIECES = {
    "\"",
    "\"\"",
    ",",
    ";",
    "\n",
    "\r\n",
    "\r",
    "\t",
    "\\",
    "'",
    "{",
    "}",
    ":",
    "[",
    "null",
    "NaN",
    "1E9",
    "-1",
    "0",
    "2026-13-45",
    "sep=;\n",
    "#",
    "\u0000",
    "\uFEFF",
    "đ",
    "999999999999999999999"
  };

  private static byte[] mutated(byte[] sound, Random random) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int changes = 1 + random.nextInt(6);
    int at = 0;
    for (int i = 0; i < changes && at < sound.length; i++) {
      int to = Math.min(sound.length, at + random.nextInt(sound.length));
      out.write(sound, at, to - at);
      switch (random.nextInt(4)) {
        case 0 -> to = Math.min(sound.length, to + 1 + random.nextInt(8));
        case 1 -> out.write(random.nextInt(256));
        case 2 -> {
          byte[] piece = PIECES[random.nextInt(PIECES.length)].getBytes(StandardCharsets.UTF_8);
          out.write(piece, 0, piece.length);
        }
        default -> {
          int from = random.nextInt(sound.length);
          out.write(sound, from, Math.min(40, sound.length - from));
        }
      }
      at = to;
    }
    if (random.nextInt(10) > 0) {
      out.write(sound, at, sound.length - at);
    }
    return out.toByteArray();
  }

  private static byte[] sound(String kind, int seed) {
    StringBuilder text = new StringBuilder();
    if (kind.equals("till")) {
      text.append("order_id,ordered_at,email,product_id,quantity,unit_price_amount,note\n");
    }
    for (int i = 0; i < 6; i++) {
      String row =
          switch (kind) {
            case "till" ->
                "o%d-%d,2026-01-03 10:0%d:00,a%d@x.vn,p%d,2,150.000,\"Gọi \"\"trước\"\"\nkhi giao, nhé\"";
            case "crm" ->
                "{\"record_id\":\"c%d-%d\",\"updated_at\":\"2026-01-03T10:0%d:00Z\",\"email\":\"a%d@x.vn\",\"phone\":91234567%d}";
            default ->
                "{\"type\":\"track\",\"event\":\"Product Viewed\",\"messageId\":\"m%d-%d\",\"receivedAt\":\"2026-01-03T10:0%d:00Z\",\"anonymousId\":\"a%d\",\"properties\":{\"product_id\":\"p%d\",\"price\":5}}";
          };
      text.append(row.formatted(seed, i, i, i, i)).append('\n');
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void losesNoRow(int files) {
    Landfall landing =
        new Landfall()
            .source("till", Entity.ORDERS, Format.CSV, Map.of("product_id", "product_id"))
            .source("crm", Entity.CUSTOMERS, Format.JSON, Map.of())
            .source("web", Entity.EVENTS, Format.SEGMENT, Map.of());
    for (int seed = 0; seed < files; seed++) {
      String kind = List.of("till", "crm", "web").get(seed % 3);
      byte[] file = mutated(sound(kind, seed), new Random(seed));
      landing.put(kind + "/" + seed % 97 + "/" + seed + ".txt", file);
    }
    TestLake lake = TestLake.empty();
    RunReport report = lake.run(landing.job(), "2026-01-05");
    Row sums =
        lake.read(Bronze.LANDED_FILES)
            .selectExpr(
                "count(*)", "sum(rows_in)", "sum(accepted)", "sum(duplicate)", "sum(quarantined)")
            .head();
    assertEquals(files, sums.getLong(0));
    assertEquals(sums.getLong(1), sums.getLong(2) + sums.getLong(3) + sums.getLong(4));
    assertEquals(sums.getLong(4), lake.read(Bronze.QUARANTINE).count());
    long stored = 0;
    for (Table table : List.of(Bronze.ORDER_ITEMS, Bronze.CUSTOMERS, Bronze.EVENTS)) {
      stored += lake.read(table).count();
    }
    assertEquals(sums.getLong(2), stored);
    assertTrue(sums.getLong(2) > files, report::toString);
  }

  @Test
  void losesNoRowOfThreeHundred() {
    losesNoRow(300);
  }

  @Test
  @Tag("heavy")
  void losesNoRowOfAHundredThousand() {
    losesNoRow(100_000);
  }

  @Test
  void readsOnWhateverABrokenFileHolds() throws IOException {
    CsvColumns.Records format =
        new CsvColumns.Records(CsvDialect.of(Map.of()), List.of("order_id"), Set.of());
    for (int seed = 0; seed < 20_000; seed++) {
      byte[] file = mutated(sound("till", seed), new Random(seed));
      long last = 0;
      try (RowReader rows =
          format.open(
              new ByteArrayInputStream(file),
              new LineLimits(4000, 100, true, 20, 100, 60, Unpacking.ANY))) {
        while (rows.next()) {
          assertTrue(rows.number() > last);
          last = rows.number();
          try {
            rows.values();
          } catch (BadRow e) {
            assertTrue(e.getMessage().length() > 5);
          }
        }
      } catch (BadFile e) {
        assertTrue(e.getMessage().startsWith("the header"), e.getMessage());
      }
    }
  }
}
