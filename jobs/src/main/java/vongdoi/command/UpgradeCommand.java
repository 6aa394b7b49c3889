package vongdoi.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import vongdoi.common.catalog.Bronze;
import vongdoi.common.catalog.Catalog;
import vongdoi.common.job.ExitCode;
import vongdoi.common.job.JobException;
import vongdoi.common.table.Table;
import vongdoi.common.table.Upgrade;

/** Brings a lake that an older version made to this one. */
@Command(
    description =
        "Bring a lake that an older version made to this one: its tables get the columns that are"
            + " new")
final class UpgradeCommand implements Callable<Integer> {
  @Mixin private Settled settled;

  @Override
  public Integer call() {
    try (Platform platform = Platform.open(settled.lookingAt().settings())) {
      Upgrade upgrade =
          new Upgrade(platform.warehouse(), platform.config().currency(), Bronze.LANDED_FILES);
      List<String> problems = new ArrayList<>();
      Catalog.all().forEach(table -> upgrade.problem(table).ifPresent(problems::add));
      if (!problems.isEmpty()) {
        throw new JobException(
            ExitCode.FAILED,
            "Cannot upgrade the lake, and nothing was changed: %s. Make a new lake from the landed files"
                .formatted(String.join("; ", problems)));
      }
      int changed = 0;
      for (Table table : Catalog.all()) {
        Optional<Upgrade.Changed> one = upgrade.bring(table);
        one.ifPresent(c -> System.out.println(line(c)));
        changed += one.isPresent() ? 1 : 0;
      }
      System.out.println(
          changed == 0
              ? "Every table is as this version declares it."
              : changed
                  + " tables upgraded. The next run computes anew what this version computes"
                  + " otherwise.");
    }
    return ExitCode.DONE.code();
  }

  private static String line(Upgrade.Changed changed) {
    List<String> parts = new ArrayList<>();
    if (!changed.added().isEmpty()) {
      parts.add("new columns " + String.join(", ", changed.added()));
    }
    if (!changed.dropped().isEmpty()) {
      parts.add("dropped columns " + String.join(", ", changed.dropped()));
    }
    if (parts.isEmpty()) {
      parts.add("comments, order or rules");
    }
    if (changed.rewritten()) {
      parts.add("rows written anew");
    }
    return "%-30s %s".formatted(changed.table(), String.join("; ", parts));
  }
}
