package vongdoi.common.table;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.delta.Snapshot;
import scala.Option;

/** The commits of one Delta table: its versions, and the run stamps in their metadata. */
public final class CommitLog {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern COMMIT = Pattern.compile("(\\d{20})\\.json");

  /** A row in memory takes more, but what few bytes in a file tell is mostly nothing. */
  private static final long ROW_WEIGHT = 80;

  private static final String DATA_BEFORE = "data_before";
  private static final String WRITER = "writer";

  /** Newest version when a note was written: what it says of those before holds for the next. */
  private static final String UPON = "upon";

  private final SparkSession spark;
  private final Configuration hadoop;
  private final String path;
  private final Known known;

  CommitLog(SparkSession spark, Configuration hadoop, String path, Known known) {
    this.spark = spark;
    this.hadoop = hadoop;
    this.path = path;
    this.known = known;
  }

  /**
   * What a process has read of commits, by file: none of them ever changes, and an object store
   * bills for each look.
   */
  static final class Known {
    private final Map<Path, Commit> commits = new ConcurrentHashMap<>();
    private final Map<Path, Size> sizes = new ConcurrentHashMap<>();
  }

  /** Newest version, or -1 where there is no table. Costs one listing, and nothing of Delta. */
  public long version() {
    Path log = new Path(path, "_delta_log");
    try {
      FileSystem fs = log.getFileSystem(hadoop);
      return Arrays.stream(fs.listStatus(log))
          .map(file -> COMMIT.matcher(file.getPath().getName()))
          .filter(Matcher::matches)
          .mapToLong(name -> Long.parseLong(name.group(1)))
          .max()
          .orElse(-1);
    } catch (FileNotFoundException e) {
      return -1;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot list the commits of " + path, e);
    }
  }

  /** Whether the newest version holds no file. */
  public boolean isEmpty() {
    return isEmpty(version());
  }

  boolean isEmpty(long version) {
    return size(version).files() == 0;
  }

  /** What the newest version weighs, in bytes. */
  public long weight() {
    return weight(version());
  }

  /**
   * What a version weighs, in bytes: its files, or its rows at {@value #ROW_WEIGHT} bytes each
   * where they are packed better than that. A log that does not list its files tells no rows.
   *
   * @param version -1 where there is no table
   */
  public long weight(long version) {
    Size size = size(version);
    return Math.max(size.bytes(), ROW_WEIGHT * size.rows());
  }

  record Size(long files, long bytes, long rows) {}

  Size size() {
    return size(version());
  }

  /** From the checksum beside a commit, and only without one from Delta's own state. */
  private Size size(long version) {
    if (version < 0) {
      return new Size(0, 0, 0);
    }
    Path checksum = new Path(path, String.format("_delta_log/%020d.crc", version));
    Size seen = known.sizes.get(checksum);
    if (seen != null) {
      return seen;
    }
    try (FileSystemReader reader = FileSystemReader.open(hadoop, checksum)) {
      JsonNode said = JSON.readTree(reader.line());
      if (said.has("numFiles") && said.has("tableSizeBytes")) {
        Size size =
            new Size(
                said.get("numFiles").asLong(), said.get("tableSizeBytes").asLong(), rows(said));
        known.sizes.put(checksum, size);
        return size;
      }
    } catch (FileNotFoundException | JsonProcessingException e) {
      // Not every writer leaves one, and a killed one may leave half of it.
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the checksum of " + path, e);
    }
    Snapshot there = snapshot(version);
    return new Size(there.numOfFiles(), there.sizeInBytes(), 0);
  }

  private static long rows(JsonNode checksum) throws JsonProcessingException {
    long rows = 0;
    for (JsonNode file : checksum.path("allFiles")) {
      rows += JSON.readTree(file.path("stats").asText("{}")).path("numRecords").asLong();
    }
    return rows;
  }

  /** A version that is there. */
  Snapshot snapshot(long version) {
    Snapshot newest = snapshot();
    return newest.version() == version
        ? newest
        : delta().getSnapshotAt(version, Option.empty(), Option.empty(), false);
  }

  Snapshot snapshot() {
    return delta().update(false, Option.empty(), Option.empty());
  }

  DeltaLog delta() {
    return DeltaLog.forTable((org.apache.spark.sql.classic.SparkSession) spark, path);
  }

  /**
   * The owner's last run whose rows stand, with the version that its commit made.
   *
   * @throws UnstampedTableException where the table has rows and no commit within reach tells
   */
  public Optional<Stamped> lastStamped() {
    return stampedUpTo(version());
  }

  /** The owner's last run that stood at a version; none at -1. */
  public Optional<Stamped> stampedUpTo(long newest) {
    for (long v = newest; v >= 0; v--) {
      Optional<Commit> commit = commit(v);
      if (commit.isEmpty()) {
        return none(v + 1, newest);
      }
      Optional<CommitNote> note = commit.get().note();
      if (note.isPresent() && note.get() instanceof RunStamp stamp) {
        return Optional.of(new Stamped(v, stamp, commit.get().written()));
      }
      if (commit.get().isUpon(v - 1) && note.get() instanceof Amendment amendment) {
        return amendment.after();
      }
    }
    return none(0, newest);
  }

  private Optional<Stamped> none(long oldest, long newest) {
    if (size(newest).files() == 0) {
      return Optional.empty();
    }
    throw new UnstampedTableException(path, oldest, newest);
  }

  /**
   * Version of the newest commit that changed rows; -1 where none did. Commits that only stamp, and
   * those that put the same rows into other files, are passed over.
   */
  public long dataVersion() {
    return dataVersion(version());
  }

  /**
   * Version of the newest commit up to one that changed rows.
   *
   * @param newest -1 where there is no table
   */
  public long dataVersion(long newest) {
    for (long v = newest; v >= 0; v--) {
      Optional<Commit> commit = commit(v);
      if (commit.isEmpty()) {
        // The log was cleaned by another program: what is left of it is the oldest that is known.
        return v + 1;
      }
      if (commit.get().changesRows()) {
        return v;
      }
      if (commit.get().isUpon(v - 1)) {
        return commit.get().dataBefore();
      }
    }
    return -1;
  }

  /**
   * Rows that amendments of a job have removed or changed on a date. Looks back as far as the log
   * tells of that date.
   */
  long amended(String by, LocalDate date) {
    long rows = 0;
    for (long v = version(); v >= 0; v--) {
      Optional<Commit> commit = commit(v);
      if (commit.isEmpty()) {
        break;
      }
      CommitNote note = commit.get().note().orElse(null);
      if (note instanceof RunStamp stamp && stamp.date().isBefore(date.minusDays(1))) {
        break;
      }
      if (note instanceof Amendment amendment && amendment.by().equals(by)) {
        if (amendment.date().isBefore(date)) {
          break;
        }
        rows += amendment.date().equals(date) ? commit.get().removed() : 0;
      }
    }
    return rows;
  }

  /**
   * @param writer name of the writer; empty where it gave none
   * @param upon newest version when the note was written; -1 where there is no note
   * @param dataBefore data version of the table at that version
   * @param removed rows that a delete or an update says it has met
   * @param changesRows whether the commit added or removed rows
   */
  private record Commit(
      Optional<CommitNote> note,
      String writer,
      long upon,
      long dataBefore,
      long written,
      long removed,
      boolean changesRows) {

    /** Whether the note knew all versions up to one: no other writer came in between. */
    boolean isUpon(long version) {
      return note.isPresent() && upon == version;
    }
  }

  private Optional<Commit> commit(long version) {
    Path file = new Path(path, String.format("_delta_log/%020d.json", version));
    Commit seen = known.commits.get(file);
    if (seen != null) {
      return Optional.of(seen);
    }
    Optional<Commit> read = read(file);
    read.ifPresent(commit -> known.commits.put(file, commit));
    return read;
  }

  /** Reads a commit; empty where it is not there. */
  private Optional<Commit> read(Path file) {
    try (FileSystemReader reader = FileSystemReader.open(hadoop, file)) {
      JsonNode info = JSON.createObjectNode();
      boolean changesRows = false;
      for (String line = reader.line(); line != null; line = reader.line()) {
        if (line.startsWith("{\"commitInfo\"")) {
          info = JSON.readTree(line).get("commitInfo");
        } else if (line.startsWith("{\"add\"") || line.startsWith("{\"remove\"")) {
          JsonNode action = JSON.readTree(line);
          changesRows |= action.path("add").path("dataChange").asBoolean();
          changesRows |= action.path("remove").path("dataChange").asBoolean();
        }
        if (changesRows && info.has("operation")) {
          break;
        }
      }
      String text = info.path("userMetadata").asText(null);
      Optional<CommitNote> note = note(text);
      JsonNode said = note.isPresent() ? JSON.readTree(text) : JSON.createObjectNode();
      return Optional.of(
          new Commit(
              note,
              said.path(WRITER).asText(),
              said.path(UPON).asLong(-1),
              said.path(DATA_BEFORE).asLong(-1),
              written(info.path("operationMetrics")),
              removed(info.path("operationMetrics")),
              changesRows));
    } catch (FileNotFoundException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the commit " + file, e);
    }
  }

  /** Reads a note; empty where the text is none, as in the commits of other programs. */
  static Optional<CommitNote> note(String text) {
    if (text == null || !text.startsWith("{")) {
      return Optional.empty();
    }
    try {
      JsonNode node = JSON.readTree(text);
      Optional<CommitNote> stamp = RunStamp.parse(node).map(CommitNote.class::cast);
      return stamp.isPresent() ? stamp : Amendment.parse(node).map(CommitNote.class::cast);
    } catch (JsonProcessingException | DateTimeException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /**
   * The metadata of the next commit: its note, its writer, the version that it comes upon and the
   * data version of that.
   */
  String metadata(CommitNote note, String writer, long upon) {
    ObjectNode text = note.toJson().put(UPON, upon).put(DATA_BEFORE, dataVersion(upon));
    return (writer.isEmpty() ? text : text.put(WRITER, writer)).toString();
  }

  /** Whether a writer has committed after a version. */
  boolean isWriterSince(String writer, long version) {
    for (long v = version(); v > version; v--) {
      if (commit(v).filter(commit -> commit.writer().equals(writer)).isPresent()) {
        return true;
      }
    }
    return false;
  }

  private static long written(JsonNode metrics) {
    if (metrics.has("numTargetRowsInserted")) {
      return metrics.path("numTargetRowsInserted").asLong()
          + metrics.path("numTargetRowsUpdated").asLong()
          + metrics.path("numTargetRowsDeleted").asLong();
    }
    return metrics.path("numOutputRows").asLong();
  }

  private static long removed(JsonNode metrics) {
    return metrics.path("numDeletedRows").asLong() + metrics.path("numUpdatedRows").asLong();
  }

  /** A text file of the lake, read line by line. */
  private record FileSystemReader(BufferedReader in) implements AutoCloseable {
    static FileSystemReader open(Configuration hadoop, Path file) throws IOException {
      FileSystem fs = file.getFileSystem(hadoop);
      return new FileSystemReader(
          new BufferedReader(new InputStreamReader(fs.open(file), StandardCharsets.UTF_8)));
    }

    String line() throws IOException {
      return in.readLine();
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }
}
