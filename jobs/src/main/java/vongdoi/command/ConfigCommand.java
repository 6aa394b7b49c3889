package vongdoi.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import vongdoi.platform.ConfigFile.Rendering;

/** The effective settings. */
@Command(description = "Print the effective settings, secrets masked")
final class ConfigCommand implements Callable<Integer> {
  @Mixin private Settled settled;

  @Option(names = "--json", description = "As JSON")
  private boolean json;

  @Override
  public Integer call() {
    System.out.println(settled.load().render(json ? Rendering.JSON : Rendering.HOCON));
    return 0;
  }
}
