package vongdoi.command;

import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import vongdoi.command.query.CatalogStatements;
import vongdoi.command.query.Engine;
import vongdoi.common.job.ExitCode;
import vongdoi.common.job.JobException;
import vongdoi.common.table.Table;
import vongdoi.common.table.Warehouse;

/** Prints the statements that make the lake known to another engine. */
@Command(
    description =
        "Print the statements that register tables and views of silver and gold elsewhere")
final class CatalogCommand implements Callable<Integer> {
  @Mixin private Settled settled;

  @Option(
      names = "--for",
      required = true,
      paramLabel = "ENGINE",
      description = "One of ${COMPLETION-CANDIDATES}, in any case")
  private Engine engine;

  @Option(
      names = "--catalog",
      paramLabel = "NAME",
      description =
          "Catalog that holds the schemas silver and gold: by default main for databricks, unity for"
              + " unity, delta for trino; the others have none")
  private String catalog;

  @Override
  public Integer call() {
    if (catalog != null && engine.catalog().isEmpty()) {
      throw new JobException(
          ExitCode.USAGE,
          "Invalid --catalog: " + engine.name().toLowerCase(Locale.ROOT) + " has one catalog only");
    }
    if (catalog != null && !catalog.matches("[A-Za-z_][A-Za-z0-9_]*")) {
      throw new JobException(
          ExitCode.USAGE, "Invalid --catalog: " + catalog + " (must be letters, digits and _)");
    }
    try (Platform platform = Platform.open(settled.lookingAt().settings())) {
      Warehouse warehouse = platform.warehouse();
      Set<Table> made =
          CatalogStatements.tables().stream()
              .filter(table -> warehouse.version(table) >= 0)
              .collect(Collectors.toSet());
      new CatalogStatements(
              engine, absolute(warehouse.lake()), catalog == null ? engine.catalog() : catalog)
          .all(made::contains)
          .forEach(System.out::println);
    }
    return ExitCode.DONE.code();
  }

  /** Another program's working directory is another. */
  static String absolute(String lake) {
    if (lake.matches("[a-z0-9]+:.*")) {
      return lake.startsWith("file:") ? Path.of(URI.create(lake)).toString() : lake;
    }
    return Path.of(lake).toAbsolutePath().normalize().toString();
  }
}
