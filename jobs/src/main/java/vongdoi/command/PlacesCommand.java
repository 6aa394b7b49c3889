package vongdoi.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import vongdoi.common.job.ExitCode;

/** Writes the table of Vietnam's places anew from the package that carries the data. */
@Command(
    description = "Write the table of Vietnam's places from a vietnamadminunits wheel",
    hidden = true)
final class PlacesCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "WHEEL",
      description = "What pip download --no-deps vietnamadminunits brings")
  private Path wheel;

  @Option(
      names = "--out",
      defaultValue = "jobs/src/main/resources/vongdoi/customer/places/vietnam.txt",
      paramLabel = "FILE",
      description = "The table")
  private Path out;

  @Override
  public Integer call() throws IOException {
    String table = GeneratedPlaces.table(wheel);
    Files.writeString(out, table);
    System.out.println("Wrote " + table.lines().count() + " lines to " + out);
    return ExitCode.DONE.code();
  }
}
