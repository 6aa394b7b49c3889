package vongdoi.models.saving;

import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.sql.SparkSession;

/** MLlib's metadata of one estimator or model, under its present name or its former one. */
final class SavedMetadata {

  private static final String ANY_CLASS = "";

  private SavedMetadata() {}

  static DefaultParamsReader.Metadata of(Class<?> type, String path, SparkSession spark) {
    DefaultParamsReader.Metadata metadata =
        DefaultParamsReader.loadMetadata(path, spark, ANY_CLASS);
    String name = metadata.className();
    if (!name.equals(type.getName()) && !name.equals(FormerNames.of(type))) {
      throw new IllegalArgumentException(
          "Cannot load %s from %s: there is a %s. Load it with that class"
              .formatted(type.getSimpleName(), path, name));
    }
    return metadata;
  }
}
