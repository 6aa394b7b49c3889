package vongdoi.command;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine;
import vongdoi.Jobs;

/** Every command of the launcher. */
public final class Commands {
  private Commands() {}

  public static void addTo(CommandLine line) {
    line.addSubcommand(
        "run", described(new RunCommand(List.of()), "Run the daily jobs for a date"));
    line.addSubcommand(
        "moments",
        described(
            new RunCommand(Jobs.WITHIN_DAY),
            "Within the day: take in what is new, hand out what cannot wait (with --at)"));
    line.addSubcommand("demo", new DemoCommand());
    line.addSubcommand("generate", new GenerateCommand());
    line.addSubcommand("jobs", new JobsCommand());
    line.addSubcommand("tables", new TablesCommand());
    line.addSubcommand("config", new ConfigCommand());
    line.addSubcommand("customer", new CustomerCommand());
    line.addSubcommand("explain", new ExplainCommand());
    line.addSubcommand("evaluate", new EvaluateCommand());
    line.addSubcommand("erase", new EraseCommand());
    line.addSubcommand("sql", new SqlCommand());
    line.addSubcommand("docs", new DocsCommand());
    Set<String> stages = new LinkedHashSet<>();
    Jobs.names().forEach(name -> stages.add(name.substring(0, name.indexOf('.'))));
    for (String stage : stages) {
      line.addSubcommand(
          stage, described(new RunCommand(List.of(stage)), "Run the stage " + stage));
    }
    for (String job : Jobs.names()) {
      CommandLine command = described(new RunCommand(List.of(job)), "Run the job " + job);
      command.getCommandSpec().usageMessage().hidden(true);
      line.addSubcommand(job, command);
    }
  }

  private static CommandLine described(Object command, String description) {
    CommandLine line = new CommandLine(command);
    line.getCommandSpec().usageMessage().description(description);
    return line;
  }
}
