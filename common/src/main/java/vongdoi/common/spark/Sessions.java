package vongdoi.common.spark;

import java.util.Map;
import org.apache.spark.sql.SparkSession;

/** Makes the one Spark session of a run with what Delta and deterministic results need. */
public final class Sessions {
  private Sessions() {}

  /**
   * @param application name shown by the cluster
   * @param settings the {@code spark} block of the configuration; wins over the defaults here
   */
  public static SparkSession open(String application, Map<String, String> settings) {
    SparkSession.Builder builder =
        SparkSession.builder()
            .appName(application)
            .config("spark.sql.extensions", "io.delta.sql.DeltaSparkSessionExtension")
            .config(
                "spark.sql.catalog.spark_catalog",
                "org.apache.spark.sql.delta.catalog.DeltaCatalog")
            .config("spark.sql.session.timeZone", "UTC")
            .config("spark.databricks.delta.commit.idempotencyCheck.enabled", "true");
    settings.forEach(builder::config);
    SparkSession session = builder.getOrCreate();
    session.sparkContext().setLogLevel("ERROR");
    return session;
  }
}
