package vongdoi.common.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vongdoi.common.spark.LocalSpark;

class ColumnarFilesTest {
  @TempDir private Path folder;

  private static ColumnarFiles files() {
    SparkSession spark = LocalSpark.session().newSession();
    Configuration settings = new Configuration(false);
    StoreInTrouble.settle(settings, "trouble");
    settings.forEach(s -> spark.conf().set(s.getKey(), s.getValue()));
    return new ColumnarFiles(spark);
  }

  private String written() throws IOException {
    LocalSpark.session().range(3).coalesce(1).write().parquet(folder.resolve("rows").toString());
    try (var parts = Files.list(folder.resolve("rows"))) {
      Path part = parts.filter(p -> p.toString().endsWith(".parquet")).findFirst().orElseThrow();
      return "trouble://" + part;
    }
  }

  @Test
  void aFailureOfTheStoreIsNoDamageOfTheFile() throws IOException {
    String sound = written();
    ColumnarFiles files = files();
    StoreInTrouble.opensToFail = 1;
    assertTrue(files.footerOf(sound).isPresent(), "the failure passed");
    StoreInTrouble.opensToFail = 100;
    assertThrows(UncheckedIOException.class, () -> files.footerOf(sound));
    StoreInTrouble.opensToFail = 0;
    Path torn = Files.write(folder.resolve("torn.parquet"), new byte[] {'P', 'A', 'R', '1', 0});
    assertEquals(Optional.empty(), files.footerOf("trouble://" + torn));
  }
}
