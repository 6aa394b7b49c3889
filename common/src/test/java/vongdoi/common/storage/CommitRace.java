package vongdoi.common.storage;

import io.delta.storage.LogStore;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** Several writers that all try to make every version of one log, each with a store of its own. */
final class CommitRace {

  /** A commit that its writer was told to have won. */
  record Won(int version, String content) {}

  private final Path log;
  private final int versions;
  private final LogStores stores;
  private final Configuration hadoop;
  private final CyclicBarrier together;

  private CommitRace(Path log, int versions, int writers, LogStores stores, Configuration hadoop) {
    this.stores = stores;
    this.log = log;
    this.versions = versions;
    this.hadoop = hadoop;
    this.together = new CyclicBarrier(writers);
  }

  static Path file(Path log, int version) {
    return new Path(log, String.format("%020d.json", version));
  }

  /** How each writer gets a store of its own. */
  interface LogStores {
    LogStore of(Configuration hadoop);
  }

  static List<Won> run(Path log, int versions, int writers, LogStores stores, Configuration hadoop)
      throws InterruptedException, ExecutionException {
    CommitRace race = new CommitRace(log, versions, writers, stores, hadoop);
    ExecutorService threads = Executors.newFixedThreadPool(writers);
    try {
      List<Future<List<Won>>> results = new ArrayList<>();
      for (int w = 0; w < writers; w++) {
        String name = "writer " + w;
        results.add(threads.submit(() -> race.write(name)));
      }
      List<Won> won = new ArrayList<>();
      for (Future<List<Won>> result : results) {
        won.addAll(result.get());
      }
      return won;
    } finally {
      threads.shutdownNow();
    }
  }

  private List<Won> write(String writer)
      throws IOException, InterruptedException, BrokenBarrierException {
    LogStore store = stores.of(hadoop);
    List<Won> won = new ArrayList<>();
    for (int version = 0; version < versions; version++) {
      String content = writer + " made version " + version;
      together.await();
      try {
        store.write(file(log, version), List.of(content).iterator(), false, hadoop);
        won.add(new Won(version, content));
      } catch (FileAlreadyExistsException lost) {
        // Another writer has it.
      }
    }
    return won;
  }
}
