package vongdoi.common.job;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import vongdoi.common.table.Table;
import vongdoi.common.table.Write;

/**
 * One scheduled step: reads declared tables and returns the rows of the tables that it owns. It
 * neither writes Delta nor knows a clock; the runner does the first and hands it the run date.
 */
public interface Job {

  /** {@code stage.verb}: the stage is the package, the config block and the Airflow task group. */
  String name();

  /** One sentence for the registry and the docs. */
  String meaning();

  /** Tables that {@link Inputs#table} and {@link Inputs#changes} will hand out. */
  List<Table> reads();

  /**
   * Tables of {@link #reads} that a run may leave unread where they were not renewed: what needs
   * them stays as it is, and all else goes on. Without a table that is not among these the job
   * waits.
   */
  default Set<Table> doesWithout() {
    return Set.of();
  }

  /**
   * Tables that other jobs fill at their own pace, handed out by {@link Inputs#table} as they are
   * at that moment. The job must look only at rows that no later run changes, such as those dated
   * before its own run: they order no jobs, and a change of them does not make the job run again.
   */
  default List<Table> remembers() {
    return List.of();
  }

  /**
   * Tables that the job owns, in commit order: the one that readers start from comes last and
   * carries the stamp that says the run is complete.
   */
  List<Write> writes();

  /** The settings that shape the result, as text: a change of them makes the job run again. */
  String settings();

  /** Computes the rows of this run. */
  Outputs run(Inputs inputs);

  /** What of an earlier run a run may build on. */
  default Memory memory() {
    return Memory.MADE_BY_THE_SAME_RULES;
  }

  /**
   * Whether the rows of two dates are equal as long as inputs and rules are: then a later date
   * without news is passed over. So it is of what people did and said, and not of ages and windows.
   */
  default boolean isSameOn(LocalDate earlier, LocalDate later) {
    return false;
  }

  /**
   * Whether the job looks at things outside the tables (landed files), so that equal table versions
   * do not mean that there is nothing to do. Such a job returns nothing where it found nothing new.
   */
  default boolean looksOutside() {
    return false;
  }

  /**
   * What a run would change, for a job whose rules people change and want to know beforehand. It
   * writes nothing.
   */
  default Optional<Preview> preview(Inputs inputs) {
    return Optional.empty();
  }

  /** When the job runs: with the daily line unless it says otherwise. */
  default Schedule schedule() {
    return Schedule.DAILY;
  }

  default String stage() {
    return name().substring(0, name().indexOf('.'));
  }

  /**
   * How many times the size of what it reads a job holds at once beside its own tables, where that
   * is far more: by that much sooner its rows are left to Spark.
   */
  default int expansion() {
    return 1;
  }
}
