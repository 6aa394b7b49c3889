package vongdoi.command;

import java.util.concurrent.Callable;
import org.apache.hadoop.fs.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import vongdoi.common.catalog.Silver;
import vongdoi.common.job.ExitCode;
import vongdoi.common.job.JobException;
import vongdoi.identity.Evaluation;

/** What the pipeline decided against what is true. */
@Command(description = "Compare results with a truth", mixinStandardHelpOptions = true)
final class EvaluateCommand implements Callable<Integer> {
  /** What can be evaluated. */
  enum Subject {
    IDENTITY
  }

  @Mixin private Settled settled;

  @Option(
      names = "--truth",
      required = true,
      paramLabel = "FILE",
      description = "CSV with the header source,record_id,entity_id")
  private String truth;

  @Option(names = "--json", description = "As JSON")
  private boolean json;

  @picocli.CommandLine.Parameters(paramLabel = "SUBJECT", description = "identity")
  private Subject subject;

  @Override
  public Integer call() throws java.io.IOException {
    try (Platform platform = Platform.open(settled.load().settings())) {
      Path file = new Path(truth);
      if (!file.getFileSystem(platform.spark().sessionState().newHadoopConf()).exists(file)) {
        throw new JobException(
            ExitCode.INPUT_MISSING, "Cannot evaluate " + subject + ": there is no file " + truth);
      }
      Evaluation evaluation =
          Evaluation.of(
              platform.spark().read().option("header", true).csv(truth),
              platform.warehouse().read(Silver.CUSTOMER_RECORDS),
              platform.warehouse().read(Silver.IDENTITY_EDGES));
      System.out.println(json ? evaluation.toJson() : evaluation.toText());
    }
    return ExitCode.DONE.code();
  }
}
