package vongdoi.command.watch;

import java.util.Iterator;
import java.util.Optional;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.StorageStatistics;
import org.apache.hadoop.fs.statistics.StoreStatisticNames;

/** Requests over HTTP that this process has made of object stores, which bill for each of them. */
public final class StoreRequests {
  private StoreRequests() {}

  /**
   * All requests since the process began, those that were tried again among them, as Hadoop's
   * connectors count them; those of executors on other machines are not.
   *
   * @return empty where no store that counts has been opened, such as on a local disk
   */
  public static Optional<Long> ofThisProcess() {
    Optional<Long> requests = Optional.empty();
    Iterator<StorageStatistics> stores = FileSystem.getGlobalStorageStatistics().iterator();
    while (stores.hasNext()) {
      Long counted = stores.next().getLong(StoreStatisticNames.STORE_IO_REQUEST);
      if (counted != null) {
        requests = Optional.of(requests.orElse(0L) + counted);
      }
    }
    return requests;
  }
}
