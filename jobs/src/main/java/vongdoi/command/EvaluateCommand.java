package vongdoi.command;

import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.hadoop.fs.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import vongdoi.command.watch.Progress;
import vongdoi.common.catalog.Silver;
import vongdoi.common.job.ExitCode;
import vongdoi.common.job.Job;
import vongdoi.common.job.JobException;
import vongdoi.evaluation.ModelReport;
import vongdoi.identity.explaining.Evaluation;
import vongdoi.platform.VongdoiConfig;

/**
 * What the pipeline decided against what is true, and what its models foretold against what came.
 */
@Command(
    description = "Compare results with a truth, or models with what came",
    mixinStandardHelpOptions = true)
final class EvaluateCommand implements Callable<Integer> {
  /** The jobs that train and test models, with all that they read. */
  private static final List<String> TRAINING =
      List.of(
          "ingest",
          "identity",
          "profile",
          "feature",
          "churn.train",
          "clv.fit",
          "clv.hazard",
          "clv.contracts",
          "recommend.evaluate",
          "report.models");

  /** Whatever the days on which the daily line trains, these models are asked for now. */
  private static final Map<String, String> EVERY_DAY =
      Map.of(
          "churn.train-every-days", "1",
          "clv.hazard.train-every-days", "1",
          "feature.snapshots-every-days", "1",
          "recommend.evaluation.every-days", "1");

  /** What can be evaluated. */
  enum Subject {
    IDENTITY,
    MODELS
  }

  @Spec private CommandSpec spec;
  @Mixin private Settled settled;

  @Option(
      names = "--truth",
      paramLabel = "FILE",
      description = "For identity: CSV with the header source,record_id,entity_id")
  private String truth;

  @Option(
      names = "--date",
      paramLabel = "D",
      description = "For models: business date; trains them as of it unless that is done")
  private LocalDate date;

  @Option(names = "--json", description = "As JSON")
  private boolean json;

  @Parameters(paramLabel = "SUBJECT", description = "identity or models")
  private Subject subject;

  @Override
  public Integer call() throws IOException {
    if (subject == Subject.IDENTITY && truth == null) {
      throw new ParameterException(spec.commandLine(), "Missing option --truth FILE");
    }
    if (subject == Subject.MODELS && date == null) {
      throw new ParameterException(spec.commandLine(), "Missing option --date D");
    }
    VongdoiConfig config =
        (subject == Subject.MODELS ? settled.load(EVERY_DAY) : settled.lookingAt()).settings();
    try (Platform platform = Platform.open(config)) {
      System.out.println(subject == Subject.IDENTITY ? identity(platform) : models(platform));
    }
    return ExitCode.DONE.code();
  }

  private String identity(Platform platform) throws IOException {
    Path file = new Path(truth);
    if (!file.getFileSystem(platform.spark().sessionState().newHadoopConf()).exists(file)) {
      throw new JobException(
          ExitCode.INPUT_MISSING, "Cannot evaluate " + subject + ": there is no file " + truth);
    }
    Evaluation evaluation =
        Evaluation.of(
            platform.spark().read().option("header", true).csv(truth),
            platform.config().sourcesOfEvents(),
            platform.warehouse().read(Silver.CUSTOMER_RECORDS),
            platform.warehouse().read(Silver.IDENTITY_EDGES),
            platform.warehouse().read(Silver.IDENTIFIER_LINKS));
    return json ? evaluation.toJson() : evaluation.toText();
  }

  private String models(Platform platform) throws IOException {
    Progress progress = json ? Progress.quiet() : Progress.onConsole();
    List<Job> jobs = Platform.select(platform.config(), TRAINING);
    platform.run(jobs, date, date, Platform.Intent.RUN, progress);
    ModelReport report = ModelReport.of(platform.warehouse(), date);
    return json ? report.toJson() : report.toText();
  }
}
