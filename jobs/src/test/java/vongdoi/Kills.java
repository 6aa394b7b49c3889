package vongdoi;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;
import org.apache.spark.sql.delta.DeltaLog;
import vongdoi.common.catalog.Catalog;
import vongdoi.common.failpoint.Failpoint;
import vongdoi.common.job.Job;
import vongdoi.common.job.JobRunner;
import vongdoi.common.job.Run;
import vongdoi.common.job.Schedule;
import vongdoi.common.job.Sizes;
import vongdoi.common.spark.LocalSpark;
import vongdoi.common.table.Table;
import vongdoi.common.table.Warehouse;
import vongdoi.common.table.Write;

/**
 * Runs jobs on a lake, copies the lake at the failpoints that they pass, which is what a kill there
 * would leave, and runs the job again on each copy: it must end in what the undisturbed run made.
 */
final class Kills implements AutoCloseable {
  private static final Sizes SIZES = Sizes.ofMib(32, 32);

  private final Path lake;
  private final Path copies;
  private final Predicate<String> chosen;
  private final JobRunner runner;
  private final Set<String> passed = new TreeSet<>();
  private final Set<String> tried = new TreeSet<>();
  private final List<String> broken = new ArrayList<>();
  private final List<Copy> open = new ArrayList<>();
  private String last = "";
  private int lakes;

  private record Copy(String point, Path lake) {}

  /**
   * @param chosen points, as {@code job: after commit-file silver.orders}, at which to kill
   */
  Kills(Path lake, Predicate<String> chosen) throws IOException {
    this.lake = Files.createDirectories(lake);
    this.copies = lake.resolveSibling("killed");
    this.chosen = chosen;
    this.runner = runner(lake);
  }

  private static JobRunner runner(Path lake) {
    return new JobRunner(
        new Warehouse(LocalSpark.session(), lake.toString()), SIZES, job -> "test");
  }

  /** Points that were passed, with the jobs that passed them. */
  Set<String> passed() {
    return passed;
  }

  /** Points at which a copy was made. */
  Set<String> tried() {
    return tried;
  }

  /** What was found otherwise than in the undisturbed lake, and where the kill was. */
  List<String> broken() {
    return broken;
  }

  void run(Job job, Run run) {
    Collection<Table> tables =
        job.schedule() == Schedule.BESIDE
            ? Catalog.all()
            : job.writes().stream().map(Write::table).toList();
    run(job.name(), tables, on -> on.run(job, run));
  }

  /**
   * @param tables those that the action may change
   */
  void run(String name, Collection<Table> tables, Consumer<JobRunner> action) {
    Runnable end = Failpoint.watch(point -> pass(name + ": " + point));
    try {
      action.accept(runner);
    } finally {
      end.run();
    }
    LakeState undisturbed = LakeState.of(lake, tables);
    for (Copy copy : open) {
      String found = healed(action, copy, undisturbed, tables);
      if (!found.isEmpty()) {
        broken.add(copy.point() + " -> " + found);
      }
    }
    open.clear();
    DeltaLog.clearCache();
  }

  private static String healed(
      Consumer<JobRunner> action, Copy copy, LakeState undisturbed, Collection<Table> tables) {
    try (JobRunner again = runner(copy.lake())) {
      action.accept(again);
      List<String> different = LakeState.of(copy.lake(), tables).differences(undisturbed);
      FileUtils.deleteDirectory(copy.lake().toFile());
      return different.isEmpty() ? "" : different.toString();
    } catch (IOException | RuntimeException e) {
      return "does not run again: " + e;
    }
  }

  private void pass(String point) {
    passed.add(point);
    if (!chosen.test(point)) {
      return;
    }
    tried.add(point);
    String now = files();
    if (!now.equals(last)) {
      last = now;
      open.add(new Copy(point, copy()));
    }
  }

  /** Number of lakes that were run again: points between which nothing was written share one. */
  int lakes() {
    return lakes;
  }

  @Override
  public void close() {
    runner.close();
  }

  private String files() {
    try (Stream<Path> files = Files.walk(lake)) {
      StringBuilder all = new StringBuilder();
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        all.append(file).append(Files.size(file)).append(Files.getLastModifiedTime(file));
      }
      return all.toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path copy() {
    Path copy = copies.resolve("lake-" + lakes++);
    try {
      FileUtils.copyDirectory(lake.toFile(), copy.toFile());
      return copy;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
