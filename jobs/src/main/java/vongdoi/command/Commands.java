package vongdoi.command;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine;
import vongdoi.command.RunCommand.Moment;
import vongdoi.common.job.Job;
import vongdoi.platform.Jobs;

/** Every command of the launcher. */
public final class Commands {
  private Commands() {}

  public static void addTo(CommandLine line) {
    List<Job> jobs = Jobs.known();
    List<String> withinDay =
        jobs.stream().filter(job -> job.schedule().isWithinDay()).map(Job::name).toList();
    line.addSubcommand(
        "run",
        described(new RunCommand(List.of(), Moment.OPTIONAL), "Run the daily jobs for a date"));
    line.addSubcommand(
        "moments",
        described(
            new RunCommand(withinDay, Moment.REQUIRED),
            "Within the day: take in what is new, hand out what cannot wait (with --at)"));
    line.addSubcommand("check", new CheckCommand());
    line.addSubcommand("demo", new DemoCommand());
    line.addSubcommand("generate", new GenerateCommand());
    line.addSubcommand("jobs", new JobsCommand());
    line.addSubcommand("tables", new TablesCommand());
    line.addSubcommand("config", new ConfigCommand());
    line.addSubcommand("customer", new CustomerCommand());
    line.addSubcommand("explain", new ExplainCommand());
    line.addSubcommand("evaluate", new EvaluateCommand());
    line.addSubcommand("erase", new EraseCommand());
    line.addSubcommand("access", new AccessCommand());
    line.addSubcommand("sql", new SqlCommand());
    line.addSubcommand("catalog", new CatalogCommand());
    line.addSubcommand("serve", new ServeCommand());
    line.addSubcommand("quality", new QualityCommand());
    line.addSubcommand("upgrade", new UpgradeCommand());
    line.addSubcommand("docs", new DocsCommand());
    line.addSubcommand("places", new PlacesCommand());
    line.addSubcommand("weigh", new WeighCommand());
    Set<String> stages = new LinkedHashSet<>();
    jobs.forEach(job -> stages.add(job.stage()));
    for (String stage : stages) {
      RunCommand run =
          stage.equals("report")
              ? new ReportCommand(List.of(stage))
              : new RunCommand(List.of(stage), Moment.OPTIONAL);
      line.addSubcommand(stage, described(run, "Run the stage " + stage));
    }
    for (Job job : jobs) {
      CommandLine command =
          described(
              new RunCommand(List.of(job.name()), Moment.OPTIONAL), "Run the job " + job.name());
      command.getCommandSpec().usageMessage().hidden(true);
      line.addSubcommand(job.name(), command);
    }
  }

  private static CommandLine described(Object command, String description) {
    CommandLine line = new CommandLine(command);
    line.getCommandSpec().usageMessage().description(description);
    return line;
  }
}
