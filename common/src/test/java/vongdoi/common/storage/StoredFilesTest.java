package vongdoi.common.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.UncheckedIOException;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoredFilesTest {
  @TempDir private java.nio.file.Path folder;

  private static Configuration troubled() {
    Configuration conf = new Configuration();
    StoreInTrouble.settle(conf, "abfss");
    return conf;
  }

  private String file(String name) {
    return "abfss://" + folder.resolve(name);
  }

  @Test
  void aPointerIsNeverThereBeforeItIsWhole() {
    Configuration conf = troubled();
    StoredFiles.put(conf, file("latest.json"), "one");
    StoredFiles.put(conf, file("latest.json"), "two");
    assertEquals(Optional.of("two"), StoredFiles.text(conf, file("latest.json")));
    assertFalse(StoreInTrouble.CREATED.isEmpty());
    assertTrue(
        StoreInTrouble.CREATED.stream().noneMatch(p -> p.getName().equals("latest.json")),
        StoreInTrouble.CREATED.toString());
  }

  @Test
  void aFileThatIsNotPutInPlaceIsAFailure() {
    Configuration conf = troubled();
    StoreInTrouble.moves = false;
    UncheckedIOException failed =
        assertThrows(
            UncheckedIOException.class, () -> StoredFiles.put(conf, file("latest.json"), "one"));
    assertTrue(failed.getMessage().contains("latest.json"), failed.getMessage());
  }
}
