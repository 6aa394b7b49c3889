package vongdoi.common.table;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaOperations;
import org.apache.spark.sql.delta.VersionChecksum;
import org.apache.spark.sql.delta.actions.Action;
import org.apache.spark.sql.delta.actions.CommitInfo;
import org.apache.spark.sql.delta.actions.Metadata;
import org.apache.spark.sql.delta.actions.Protocol;
import org.apache.spark.sql.delta.storage.LogStore;
import org.apache.spark.sql.delta.storage.LogStore$;
import org.apache.spark.sql.delta.util.JsonUtils;
import scala.Option;
import scala.jdk.javaapi.CollectionConverters;
import vongdoi.common.local.Scala;

/**
 * The first commit of a table, as a transaction of Delta would make it. Nothing can be in a table's
 * way that is not there yet, and a first run makes more than fifty of them: the transaction would
 * take a tenth of a small shop's run, and stop at the empty log that a killed run has left.
 */
final class NewTable {
  private final SparkSession spark;
  private final Configuration hadoop;
  private final Path log;

  NewTable(SparkSession spark, Configuration hadoop, String path) {
    this.spark = spark;
    this.hadoop = hadoop;
    this.log = new Path(path, "_delta_log");
  }

  /** Makes the table; one that another writer has made meanwhile stays as it is. */
  void make(Metadata metadata) {
    Protocol protocol = Protocol.forNewTable(spark, Option.apply(metadata));
    LogStore store = LogStore$.MODULE$.apply(spark);
    try {
      FileSystem fs = log.getFileSystem(hadoop);
      fs.mkdirs(log);
      long made = fs.getFileStatus(log).getModificationTime();
      write(
          store,
          "00000000000000000000.json",
          List.of(line(commit(metadata, made)), line(metadata), line(protocol)));
      write(
          store,
          "00000000000000000000.crc",
          List.of(JsonUtils.mapper().writeValueAsString(empty(metadata, protocol))));
    } catch (FileAlreadyExistsException e) {
      // The other writer's table is the same: both are the declared one.
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Cannot write a table's checksum as JSON", e);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot make the table at " + log.getParent(), e);
    }
  }

  private void write(LogStore store, String name, List<String> lines) throws IOException {
    store.write(new Path(log, name), CollectionConverters.asScala(lines.iterator()), false, hadoop);
  }

  private static String line(Action action) {
    return action.json();
  }

  /**
   * @param made when the log's folder was made, in milliseconds
   */
  private static CommitInfo commit(Metadata metadata, long made) {
    DeltaOperations.Operation operation =
        new DeltaOperations.CreateTable(metadata, false, false, Option.empty());
    return CommitInfo.apply(
        made,
        operation.name(),
        Option.empty(),
        operation.jsonEncodedValues(),
        Scala.map(Map.of()),
        Option.empty(),
        Option.apply("Serializable"),
        Option.apply(true),
        Option.apply(Scala.map(Map.of())),
        Option.empty(),
        Option.empty(),
        Option.apply(metadata.id()),
        Option.empty());
  }

  /** That the table holds no file, so that nobody has to ask. */
  private static VersionChecksum empty(Metadata metadata, Protocol protocol) {
    return new VersionChecksum(
        Option.apply(metadata.id()),
        0,
        0,
        Option.empty(),
        Option.empty(),
        1,
        1,
        Option.empty(),
        Option.apply(Scala.seq(List.of())),
        Option.apply(Scala.seq(List.of())),
        metadata,
        protocol,
        Option.empty(),
        Option.empty(),
        Option.apply(Scala.seq(List.of())),
        Option.empty());
  }
}
