package vongdoi.ingest.lines;

import java.io.Serializable;
import org.apache.spark.sql.types.StructType;

/** How a source writes its lines: shipped to the tasks, where it starts a parser per file. */
public interface LineFormat extends Serializable {

  /** Columns of the parsed values. */
  StructType schema();

  LineParser parser();
}
