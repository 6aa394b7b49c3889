package vongdoi.common.spark;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.hadoop.mapreduce.lib.output.FileOutputCommitterFactory;
import org.apache.spark.sql.SparkSession;
import vongdoi.common.storage.ConditionalPutLogStore;
import vongdoi.common.storage.HardLinkLogStore;
import vongdoi.common.storage.NioLocalFileSystem;
import vongdoi.common.storage.NioLocalFs;
import vongdoi.common.storage.WholePuts;
import vongdoi.common.storage.WholeReadS3a;

/** Makes the one Spark session of a run with what Delta and deterministic results need. */
public final class Sessions {
  /** Keys of the settings first, then what the machine offers: roles, profiles, web identity. */
  private static final String S3_CREDENTIALS =
      "org.apache.hadoop.fs.s3a.TemporaryAWSCredentialsProvider,"
          + "org.apache.hadoop.fs.s3a.SimpleAWSCredentialsProvider,"
          + "software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider";

  private Sessions() {}

  /** What every session needs, wherever it runs. */
  public static SortedMap<String, String> settings() {
    SortedMap<String, String> settings = new TreeMap<>();
    settings.put("spark.sql.extensions", "io.delta.sql.DeltaSparkSessionExtension");
    settings.put(
        "spark.sql.catalog.spark_catalog", "org.apache.spark.sql.delta.catalog.DeltaCatalog");
    settings.put("spark.sql.session.timeZone", "UTC");
    // Kept frames live for one job: trying to compress them took a tenth of a run's time.
    settings.put("spark.sql.inMemoryColumnarStorage.compressed", "false");
    // HotSpot never compiles a longer method, and a stage of wide rows is one: without the limit
    // the ingest of a CSV ran interpreted, at half its speed.
    settings.put("spark.sql.codegen.hugeMethodLimit", "8000");
    // Otherwise a file with times of nanoseconds, as pandas writes them, cannot even be planned.
    settings.put("spark.sql.legacy.parquet.nanosAsLong", "true");
    // The default, INT96, has neither statistics nor a place in the Parquet standard.
    settings.put("spark.sql.parquet.outputTimestampType", "TIMESTAMP_MICROS");
    // A commit whose answer got lost is recognised instead of being made twice.
    settings.put("spark.databricks.delta.commit.idempotencyCheck.enabled", "true");
    // By ICU, the first lower() of a process walks through all of Unicode: a second for one row.
    settings.put("spark.sql.icu.caseMappings.enabled", "false");
    settings.put("spark.hadoop.fs.file.impl", NioLocalFileSystem.class.getName());
    settings.put("spark.hadoop.fs.AbstractFileSystem.file.impl", NioLocalFs.class.getName());
    settings.put("spark.delta.logStore.file.impl", HardLinkLogStore.class.getName());
    settings.put("spark.delta.logStore.s3a.impl", ConditionalPutLogStore.class.getName());
    settings.put("spark.sql.streaming.checkpointFileManagerClass", WholePuts.class.getName());
    settings.put("spark.hadoop.fs.s3a.impl", WholeReadS3a.class.getName());
    // Hadoop's newer streams give up where a body ends early; this one asks again for the rest.
    settings.put("spark.hadoop.fs.s3a.input.stream.type", "classic");
    // No look whether a file or a folder of that name is there before one is made: each costs two
    // requests, the names of data files are new, and a commit is conditional by itself.
    settings.put("spark.hadoop.fs.s3a.performance.flags", "create,mkdir");
    settings.put("spark.hadoop.fs.s3a.aws.credentials.provider", S3_CREDENTIALS);
    // Hadoop's own committers for these schemes end Spark's writer of files with a null pointer,
    // and
    // no model could be stored. Delta's tables know no committer.
    for (String scheme : List.of("abfs", "gs")) {
      settings.put(
          "spark.hadoop.mapreduce.outputcommitter.factory.scheme." + scheme,
          FileOutputCommitterFactory.class.getName());
    }
    return settings;
  }

  /**
   * @param application name shown by the cluster
   * @param settings the {@code spark} block of the configuration; wins over the defaults here
   */
  public static SparkSession open(String application, Map<String, String> settings) {
    SparkSession.Builder builder = SparkSession.builder().appName(application);
    settings().forEach(builder::config);
    settings.forEach(builder::config);
    SparkSession session = builder.getOrCreate();
    session.sparkContext().setLogLevel("ERROR");
    return session;
  }
}
