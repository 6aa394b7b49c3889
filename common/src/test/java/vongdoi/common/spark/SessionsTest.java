package vongdoi.common.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapred.JobConf;
import org.apache.hadoop.mapreduce.lib.output.FileOutputCommitterFactory;
import org.apache.hadoop.mapreduce.lib.output.PathOutputCommitterFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionsTest {

  /** Hadoop's own for these schemes end Spark's writer of text, and so the storing of a model. */
  @ParameterizedTest
  @ValueSource(
      strings = {"abfs://lake@account/models", "abfss://lake@account/models", "gs://lake/models"})
  void modelsAreCommittedInAStoreAsOnDisk(String folder) throws IOException {
    JobConf hadoop = new JobConf(LocalSpark.session().sparkContext().hadoopConfiguration());
    assertEquals(
        FileOutputCommitterFactory.class,
        PathOutputCommitterFactory.getCommitterFactory(new Path(folder), hadoop).getClass());
  }
}
