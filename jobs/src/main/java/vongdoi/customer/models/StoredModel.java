package vongdoi.customer.models;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.ml.PipelineModel;
import vongdoi.common.failpoint.Failpoint;
import vongdoi.common.job.ExitCode;
import vongdoi.common.job.Inputs;
import vongdoi.common.job.JobException;
import vongdoi.common.storage.SealedFolder;
import vongdoi.common.storage.StoredFiles;
import vongdoi.models.PipelineReader;

/**
 * Models of one family on disk: equal ones have equal files, but for the ids that Spark writes into
 * the Parquet of trees, and one whose files were changed is not read, since to read a model is to
 * run what it says.
 *
 * @param family folder under {@code models/}, and how versions begin: {@code churn-2026-10-31}
 * @param trainedBy job that stores them
 */
public record StoredModel(String family, String trainedBy) {
  /** What Spark puts into names and metadata by chance: ids of objects and of part files. */
  private static final Pattern BY_CHANCE =
      Pattern.compile("_[0-9a-f]{12}|-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  private static final Pattern WHEN = Pattern.compile("\"timestamp\":\\d+");

  /** Stores a model in place of one of that version and tells the sum of its files. */
  public String save(PipelineModel model, Inputs inputs, String version) {
    String path = inputs.path("models", family, version);
    String beside = inputs.path("models", family, "." + version + ".tmp");
    Configuration hadoop = inputs.spark().sessionState().newHadoopConf();
    Failpoint.MODEL.before(family);
    try {
      model.write().overwrite().save(beside);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write model " + path, e);
    }
    String sum = SealedFolder.copy(hadoop, beside, path, StoredModel::same, StoredModel::same);
    StoredFiles.delete(hadoop, beside);
    Failpoint.MODEL.after(family);
    return sum;
  }

  private static String same(String text) {
    return WHEN.matcher(BY_CHANCE.matcher(text).replaceAll("")).replaceAll("\"timestamp\":0");
  }

  /**
   * Reads a model.
   *
   * @param sum of its files when it was stored; null for one of before sums were kept
   * @throws JobException where they are others now
   */
  public PipelineModel load(Inputs inputs, String version, String sum) {
    String path = inputs.path("models", family, version);
    Configuration hadoop = inputs.spark().sessionState().newHadoopConf();
    if (sum != null && !sum.equals(SealedFolder.sum(hadoop, path))) {
      throw new JobException(
          ExitCode.FAILED,
          "Cannot read model %s: its files at %s are not those that were stored. Put them back, or train anew on a later date: %s"
              .formatted(version, path, trainedBy));
    }
    return new PipelineReader().session(inputs.spark()).load(path);
  }
}
