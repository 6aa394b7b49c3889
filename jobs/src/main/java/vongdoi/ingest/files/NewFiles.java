package vongdoi.ingest.files;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import vongdoi.common.catalog.Bronze;
import vongdoi.common.job.ExitCode;
import vongdoi.common.job.Inputs;
import vongdoi.common.job.JobException;
import vongdoi.common.job.Past;
import vongdoi.common.storage.ColumnarFiles;
import vongdoi.common.storage.Landing;
import vongdoi.common.storage.StoredFile;
import vongdoi.ingest.source.Format;
import vongdoi.ingest.source.SourceConfig;

/** Finds the files that no run has taken in: the listing without what bronze.landed_files knows. */
public final class NewFiles {
  private static final StructType LISTED =
      new StructType().add("s", DataTypes.StringType).add("f", DataTypes.StringType);

  /** Most names of listed files that are sent to every task: some 150 bytes each. */
  private static final int MOST_SENT = 100_000;

  /** About the bytes of a file's name in memory. */
  private static final long NAME_WEIGHT = 200;

  private final int lateDays;
  private final int fullListingDays;
  private final TreeMap<String, SourceConfig> sources;

  /**
   * @param lateDays folders of a dated layout are looked into again for this many days
   * @param fullListingDays every so many days all folders are looked into
   */
  public NewFiles(int lateDays, int fullListingDays, Map<String, SourceConfig> sources) {
    this.lateDays = lateDays;
    this.fullListingDays = fullListingDays;
    this.sources = new TreeMap<>(sources);
  }

  /** New and rewritten files of all sources, numbered in the order of source and path. */
  public List<NewFile> found(Inputs inputs) {
    Optional<LocalDate> since = since(inputs);
    Map<String, List<StoredFile>> listing = listing(inputs, sources.keySet(), since);
    Map<List<String>, Set<String>> known = known(inputs, listing);
    if (since.isPresent()) {
      Map<String, List<StoredFile>> added =
          listing(inputs, withNothingKnown(listing, known), Optional.empty());
      listing.putAll(added);
      known.putAll(known(inputs, added));
    }
    List<NewFile> files = new ArrayList<>();
    listing.forEach(
        (name, stored) -> {
          for (StoredFile file : stored) {
            Set<String> versions = known.getOrDefault(List.of(name, file.path()), Set.of());
            if (!versions.contains(file.version())) {
              files.add(new NewFile(files.size(), name, file, !versions.isEmpty()));
            }
          }
        });
    return files;
  }

  private Map<String, List<StoredFile>> listing(
      Inputs inputs, Set<String> names, Optional<LocalDate> since) {
    Map<String, List<StoredFile>> listing = new TreeMap<>();
    for (String name : names) {
      listing.put(name, stored(name, sources.get(name), inputs.spark(), since));
    }
    return listing;
  }

  /**
   * Sources with files of which not one is known: they were added to the configuration, and their
   * older folders are looked into at once.
   */
  private static Set<String> withNothingKnown(
      Map<String, List<StoredFile>> listing, Map<List<String>, Set<String>> known) {
    Set<String> names = new TreeSet<>(listing.keySet());
    names.removeIf(name -> listing.get(name).isEmpty());
    known.keySet().forEach(file -> names.remove(file.get(0)));
    return names;
  }

  /** All files of one source, whatever is known of them. */
  public static List<NewFile> listed(String name, SourceConfig source, SparkSession spark) {
    List<NewFile> files = new ArrayList<>();
    for (StoredFile file : stored(name, source, spark, Optional.empty())) {
      files.add(new NewFile(files.size(), name, file, false));
    }
    return files;
  }

  private static List<StoredFile> stored(
      String name, SourceConfig source, SparkSession spark, Optional<LocalDate> since) {
    Landing landing = new Landing(spark.sessionState().newHadoopConf());
    try {
      if (source.format() == Format.DELTA) {
        landing.files(source.path(), Optional.of(LocalDate.MAX));
        return landing.named(source.path(), new ColumnarFiles(spark).deltaFiles(source.path()));
      }
      return landing.files(source.path(), since);
    } catch (FileNotFoundException e) {
      throw new JobException(
          ExitCode.INPUT_MISSING,
          "Cannot read source %s: nothing is at %s. Correct sources.%s.path or put the files there"
              .formatted(name, source.path(), name),
          e);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "Cannot list source %s at %s: %s".formatted(name, source.path(), e.getMessage()), e);
    }
  }

  /**
   * First day whose folders are looked into: all on the first run and on every full listing, and of
   * a source that is new.
   */
  private Optional<LocalDate> since(Inputs inputs) {
    LocalDate today = inputs.run().date();
    boolean full = Math.floorMod(today.toEpochDay(), fullListingDays) == 0;
    return inputs
        .seen()
        .map(Past.Seen::date)
        .filter(last -> !full)
        .map(last -> last.isBefore(today) ? last : today)
        .map(from -> from.minusDays(lateDays));
  }

  private static Map<List<String>, Set<String>> known(
      Inputs inputs, Map<String, List<StoredFile>> listing) {
    List<Row> names = new ArrayList<>();
    listing.forEach(
        (name, files) -> files.forEach(f -> names.add(RowFactory.create(name, f.path()))));
    Map<List<String>, Set<String>> known = new HashMap<>();
    if (names.isEmpty() || inputs.isFirst()) {
      return known;
    }
    inputs.found(NAME_WEIGHT * names.size(), List.of(Bronze.LANDED_FILES));
    Dataset<Row> listed = inputs.spark().createDataFrame(names, LISTED);
    inputs
        .own(Bronze.LANDED_FILES)
        .select("source", "file", "file_version")
        .join(
            names.size() <= MOST_SENT ? broadcast(listed) : listed,
            col("source").equalTo(col("s")).and(col("file").equalTo(col("f"))),
            "left_semi")
        .collectAsList()
        .forEach(
            r ->
                known
                    .computeIfAbsent(List.of(r.getString(0), r.getString(1)), k -> new HashSet<>())
                    .add(r.getString(2)));
    return known;
  }
}
