package vongdoi.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class WeighCommandTest {
  private static final long MIB = 1L << 20;

  @TempDir private Path folder;

  private String weighed(String lake) {
    PrintStream out = System.out;
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    System.setOut(new PrintStream(said, true, StandardCharsets.UTF_8));
    try {
      int code =
          new CommandLine(new WeighCommand())
              .execute("run", "--date", "2026-03-31", "--lake", lake);
      assertEquals(0, code);
    } finally {
      System.setOut(out);
    }
    return said.toString(StandardCharsets.UTF_8).strip();
  }

  private void put(String name, long bytes) throws IOException {
    Path file = folder.resolve("tables").resolve(name);
    Files.createDirectories(file.getParent());
    try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.setLength(bytes);
    }
  }

  @Test
  void aLakeIsSmallUntilItsFilesTogetherAreNot() throws IOException {
    assertEquals("small", weighed(folder.resolve("none").toString()));
    put("a.parquet", 80 * MIB);
    assertEquals("small", weighed(folder.toString()));
    put("b.parquet", 80 * MIB);
    assertEquals("large", weighed(folder.toUri().toString()));
  }

  @Test
  void aPackedFileCountsAsWhatItStandsFor() throws IOException {
    put("a.json.gz", 20 * MIB);
    assertEquals("large", weighed(folder.toString()));
  }

  @Test
  void whatIsNotOnTheLocalDiskIsTakenForLarge() {
    assertEquals("large", weighed("s3a://bucket/lake"));
  }
}
