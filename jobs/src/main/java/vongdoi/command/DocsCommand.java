package vongdoi.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import vongdoi.command.pages.GeneratedDocs;
import vongdoi.platform.ConfigFile;

/** Writes the generated pages of docs/. */
@Command(description = "Write the generated pages of docs/", hidden = true)
final class DocsCommand implements Callable<Integer> {
  @Option(names = "--out", defaultValue = "docs", paramLabel = "DIR", description = "Folder")
  private Path out;

  @Override
  public Integer call() throws IOException {
    Map<String, String> pages = GeneratedDocs.pages(ConfigFile.load(null, Map.of()).settings());
    for (Map.Entry<String, String> page : pages.entrySet()) {
      Files.writeString(out.resolve(page.getKey()), page.getValue());
    }
    return 0;
  }
}
