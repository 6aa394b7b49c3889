package vongdoi;

import java.io.PrintWriter;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import vongdoi.command.Commands;
import vongdoi.common.job.ExitCode;
import vongdoi.common.job.JobException;
import vongdoi.common.storage.Remedy;

/** The main class: the only one that knows the command line and ends the process. */
@Command(
    name = "vongdoi",
    mixinStandardHelpOptions = true,
    version = "vongdoi " + Vongdoi.VERSION,
    description = "Customer data platform: raw files in, scored segments out.",
    synopsisSubcommandLabel = "COMMAND")
public final class Vongdoi {
  /** Version of the release. */
  public static final String VERSION = "0.1.0";

  public static void main(String[] args) {
    endWhereMemoryIsOut();
    System.exit(run(args));
  }

  /** A thread of Spark's that dies for want of memory leaves a run that waits for it for ever. */
  static void endWhereMemoryIsOut() {
    Thread.setDefaultUncaughtExceptionHandler(
        (thread, failure) -> {
          String said = "Failed in " + thread.getName() + ": " + failure.getClass().getSimpleName();
          System.err.println(said + Remedy.of(failure).map(words -> ". " + words).orElse(""));
          if (isTraced()) {
            failure.printStackTrace();
          }
          if (failure instanceof OutOfMemoryError) {
            Runtime.getRuntime().halt(ExitCode.FAILED.code());
          }
        });
  }

  /** Runs a command line and returns its exit code. */
  public static int run(String... args) {
    // Reasons and messages stand in tables: they must not hang on the language of the machine.
    Locale.setDefault(Locale.ROOT);
    CommandLine line = new CommandLine(new Vongdoi());
    Commands.addTo(line);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setExecutionExceptionHandler((failure, command, parsed) -> explain(failure, command));
    if (args.length == 0) {
      line.usage(System.out);
      return ExitCode.USAGE.code();
    }
    try {
      return line.execute(args);
    } catch (OutOfMemoryError e) {
      // Nothing has been published of what was at work; the next run completes it.
      return failed(e, line.getErr());
    }
  }

  private static int explain(Exception failure, CommandLine command) {
    PrintWriter err = command.getErr();
    if (failure instanceof JobException known) {
      err.println(known.getMessage());
      return known.exitCode().code();
    }
    return failed(failure, err);
  }

  private static int failed(Throwable failure, PrintWriter err) {
    err.println("Failed: " + failure.getClass().getSimpleName() + ": " + firstLine(failure));
    Remedy.of(failure).ifPresent(err::println);
    if (isTraced()) {
      failure.printStackTrace(err);
    } else {
      err.println("For the stack trace set VONGDOI_OPTS=-Dvongdoi.stacktrace");
    }
    return ExitCode.FAILED.code();
  }

  private static boolean isTraced() {
    return System.getProperty("vongdoi.stacktrace") != null;
  }

  private static String firstLine(Throwable failure) {
    return String.valueOf(failure.getMessage()).lines().findFirst().orElse("no message");
  }
}
