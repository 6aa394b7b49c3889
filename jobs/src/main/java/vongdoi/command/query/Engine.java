package vongdoi.command.query;

/** Where tables and views can be registered, with what sets its SQL apart. */
public enum Engine {
  SPARK("", false),
  DATABRICKS("main", true),
  UNITY("unity", true),
  HIVE("", false),
  TRINO("delta", true),
  ATHENA("", true),
  DUCKDB("", true);

  private final String catalog;
  private final boolean readsS3ByItsOwnName;

  Engine(String catalog, boolean readsS3ByItsOwnName) {
    this.catalog = catalog;
    this.readsS3ByItsOwnName = readsS3ByItsOwnName;
  }

  /** Catalog that holds the schemas unless another is named; empty where there is one only. */
  public String catalog() {
    return catalog;
  }

  /** Where a table lies, as the engine writes it: {@code s3a:} is Hadoop's name alone. */
  String place(String path) {
    return readsS3ByItsOwnName ? path.replaceFirst("^s3a:", "s3:") : path;
  }

  /** A text literal. */
  String text(String value) {
    return switch (this) {
      case SPARK, DATABRICKS, UNITY, HIVE ->
          "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'";
      case TRINO, ATHENA, DUCKDB -> "'" + value.replace("'", "''") + "'";
    };
  }
}
