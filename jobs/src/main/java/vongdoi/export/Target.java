package vongdoi.export;

import java.io.Serializable;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import vongdoi.common.storage.ExportFiles;
import vongdoi.export.ExportConfig.Dialect;

/**
 * Where one audience's files go and how they are written.
 *
 * @param directory of this run's files
 * @param headers column names
 */
record Target(String directory, Dialect dialect, List<String> headers, long mostBytes)
    implements Serializable {

  ExportFiles open(Configuration hadoop) {
    return new ExportFiles(hadoop, directory, "csv", CsvLines.head(dialect, headers), mostBytes);
  }
}
