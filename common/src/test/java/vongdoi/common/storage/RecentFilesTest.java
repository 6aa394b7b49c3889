package vongdoi.common.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.Test;

class RecentFilesTest {
  private static final Path A = new Path("s3a://lake/a");
  private static final Path B = new Path("s3a://lake/b");
  private static final Path C = new Path("s3a://lake/c");

  @Test
  void whatWasNotAskedForLongestGoesFirst() {
    RecentFiles<String> files = new RecentFiles<>(String::length, 6);
    files.put(A, "aaa");
    files.put(B, "bbb");
    assertEquals(Optional.of("aaa"), files.get(A));
    files.put(C, "ccc");
    assertEquals(Optional.of("aaa"), files.get(A));
    assertEquals(Optional.empty(), files.get(B));
    assertEquals(Optional.of("ccc"), files.get(C));
  }

  @Test
  void aFileThatIsReplacedOrForgottenWeighsOnce() {
    RecentFiles<String> files = new RecentFiles<>(String::length, 6);
    files.put(A, "aaa");
    files.put(A, "AAA");
    files.put(B, "bbb");
    assertEquals(Optional.of("AAA"), files.get(A));
    files.forget(A);
    files.put(C, "ccc");
    assertEquals(Optional.of("bbb"), files.get(B));
  }

  @Test
  void filesUnderAnUuidAreWrittenOnceAndNoOthers() {
    String uuid = "0f3c2a4e-9d1b-4c57-8a6e-5b1f0c9d7e21";
    assertTrue(RecentFiles.isWrittenOnce(new Path("part-00000-" + uuid + "-c000.snappy.parquet")));
    assertTrue(RecentFiles.isWrittenOnce(new Path("part-00003-" + uuid + ".c000.zstd.parquet")));
    assertFalse(RecentFiles.isWrittenOnce(new Path("orders.parquet")));
    assertFalse(RecentFiles.isWrittenOnce(new Path("00000000000000000007.json")));
    assertFalse(RecentFiles.isWrittenOnce(new Path("00000000000000000010.checkpoint.parquet")));
  }
}
