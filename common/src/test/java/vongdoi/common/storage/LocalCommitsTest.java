package vongdoi.common.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.delta.storage.CloseableIterator;
import io.delta.storage.LogStore;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.classic.SparkSession;
import org.apache.spark.sql.delta.storage.DelegatingLogStore;
import org.apache.spark.sql.delta.storage.LogStore$;
import org.apache.spark.sql.delta.storage.LogStoreAdaptor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vongdoi.common.spark.LocalSpark;

/** Commits of several writers to one table on a local disk. */
class LocalCommitsTest {
  private static final int VERSIONS = 100;

  @TempDir private java.nio.file.Path folder;

  private Path log() throws IOException {
    java.nio.file.Path log = folder.resolve("tables/silver/raced/_delta_log");
    return new Path(Files.createDirectories(log).toUri());
  }

  @Test
  void racingWritersMakeEachVersionOnceAndLeaveNothingBeside() throws Exception {
    Configuration hadoop = LocalSpark.session().sessionState().newHadoopConf();
    Path log = log();
    Map<Integer, List<String>> won =
        CommitRace.run(log, VERSIONS, 8, HardLinkLogStore::new, hadoop).stream()
            .collect(
                Collectors.groupingBy(
                    CommitRace.Won::version,
                    TreeMap::new,
                    Collectors.mapping(CommitRace.Won::content, Collectors.toList())));
    Map<Integer, List<String>> kept = new TreeMap<>();
    LogStore store = new HardLinkLogStore(hadoop);
    for (int version = 0; version < VERSIONS; version++) {
      kept.put(version, lines(store, CommitRace.file(log, version), hadoop));
    }
    assertEquals(kept, won);
    try (Stream<java.nio.file.Path> files = Files.list(java.nio.file.Path.of(log.toUri()))) {
      assertEquals(VERSIONS, files.count());
    }
  }

  @Test
  void aVersionThatIsTakenStaysUnlessItIsToBeReplaced() throws IOException {
    Configuration hadoop = LocalSpark.session().sessionState().newHadoopConf();
    LogStore store = new HardLinkLogStore(hadoop);
    Path file = CommitRace.file(log(), 0);
    store.write(file, List.of("first").iterator(), false, hadoop);
    assertThrows(
        FileAlreadyExistsException.class,
        () -> store.write(file, List.of("second").iterator(), false, hadoop));
    assertEquals(List.of("first"), lines(store, file, hadoop));
    store.write(file, List.of("replaced").iterator(), true, hadoop);
    assertEquals(List.of("replaced"), lines(store, file, hadoop));
  }

  @Test
  void deltaCommitsToALocalDiskThroughIt() throws IOException {
    DelegatingLogStore stores =
        (DelegatingLogStore) LogStore$.MODULE$.apply((SparkSession) LocalSpark.session());
    LogStoreAdaptor used = (LogStoreAdaptor) stores.getDelegate(log());
    assertInstanceOf(HardLinkLogStore.class, used.logStoreImpl());
  }

  private static List<String> lines(LogStore store, Path file, Configuration hadoop)
      throws IOException {
    List<String> lines = new ArrayList<>();
    try (CloseableIterator<String> read = store.read(file, hadoop)) {
      read.forEachRemaining(lines::add);
    }
    return lines;
  }
}
