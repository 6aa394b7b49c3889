package vongdoi.common.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import vongdoi.common.table.Table;
import vongdoi.common.table.Write;

class JobGraphTest {
  private record Step(String name, List<Table> reads, List<Write> writes, Set<Table> doesWithout)
      implements Job {
    @Override
    public String meaning() {
      return "a step";
    }

    @Override
    public String settings() {
      return "";
    }

    @Override
    public Outputs run(Inputs inputs) {
      return Outputs.none();
    }
  }

  private static Table table(String name) {
    return Table.named("silver." + name, name).column("id", "string", "id").build();
  }

  private static Step step(String name, List<String> reads, String writes) {
    return new Step(
        name,
        reads.stream().map(JobGraphTest::table).toList(),
        List.of(Write.replace(table(writes))),
        Set.of());
  }

  private static Step without(String table, Step step) {
    return new Step(step.name(), step.reads(), step.writes(), Set.of(table(table)));
  }

  @Test
  void aJobComesAfterThoseWhoseTablesItReads() {
    JobGraph graph =
        JobGraph.of(
            List.of(
                step("c", List.of("b", "a"), "c"),
                step("b", List.of("a"), "b"),
                step("a", List.of(), "a")));
    assertEquals(List.of("a", "b", "c"), graph.sorted().stream().map(Job::name).toList());
  }

  @Test
  void aTableWithTwoOwnersIsRefused() {
    Exception refused =
        assertThrows(
            IllegalStateException.class,
            () -> JobGraph.of(List.of(step("a", List.of(), "t"), step("b", List.of(), "t"))));
    assertEquals("Table silver.t has two owners: a and b", refused.getMessage());
  }

  @Test
  void jobsThatWaitForEachOtherAreRefused() {
    Exception refused =
        assertThrows(
            IllegalStateException.class,
            () -> JobGraph.of(List.of(step("a", List.of("b"), "a"), step("b", List.of("a"), "b"))));
    assertEquals("Jobs wait for each other: [a, b]", refused.getMessage());
  }

  @Test
  void nothingAfterAFailedJobStarts() {
    JobGraph graph =
        JobGraph.of(
            List.of(
                step("a", List.of(), "a"),
                step("b", List.of("a"), "b"),
                step("c", List.of("b"), "c"),
                step("d", List.of(), "d")));
    List<String> ran = Collections.synchronizedList(new ArrayList<>());
    IllegalArgumentException failed =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                graph.walk(
                    2,
                    (job, held) -> {
                      ran.add(job.name());
                      if (job.name().equals("b")) {
                        throw new IllegalArgumentException("b is broken");
                      }
                    }));
    assertEquals("b is broken", failed.getMessage());
    assertTrue(!ran.contains("c") && ran.contains("d"), ran.toString());
  }

  @Test
  void whatDoesWithoutARefusedTableGoesOnAndWhatNeedsItWaits() {
    JobGraph graph =
        JobGraph.of(
            List.of(
                step("refused", List.of(), "r"),
                without("r", step("goes-on", List.of("r"), "g")),
                step("needs-it", List.of("r"), "n"),
                step("needs-what-needs-it", List.of("n"), "m"),
                without("m", step("goes-on-too", List.of("m", "g"), "o")),
                step("stands-on-the-others", List.of("g", "o"), "s")));
    Map<String, Set<Table>> ran = new ConcurrentHashMap<>();
    JobException refusal =
        assertThrows(
            JobException.class,
            () ->
                graph.walk(
                    2,
                    (job, held) -> {
                      ran.put(job.name(), held);
                      if (job.name().equals("refused")) {
                        throw new JobException(ExitCode.GATE_REFUSED, "3 rows break a rule");
                      }
                    }));
    assertEquals(ExitCode.GATE_REFUSED, refusal.exitCode());
    assertEquals(
        "3 rows break a rule. Not run, since they need what was refused: needs-it, needs-what-needs-it",
        refusal.getMessage());
    assertEquals(
        Map.of(
            "refused",
            Set.of(),
            "goes-on",
            Set.of(table("r")),
            "goes-on-too",
            Set.of(table("m")),
            "stands-on-the-others",
            Set.of()),
        ran);
  }

  @Test
  void nothingGoesOnWithoutATableOfAJobThatFailedOtherwise() {
    JobGraph graph =
        JobGraph.of(
            List.of(step("lost", List.of(), "l"), without("l", step("b", List.of("l"), "b"))));
    List<String> ran = Collections.synchronizedList(new ArrayList<>());
    JobException lost =
        assertThrows(
            JobException.class,
            () ->
                graph.walk(
                    1,
                    (job, held) -> {
                      ran.add(job.name());
                      throw new JobException(ExitCode.WRITER_CONFLICT, "another writer won");
                    }));
    assertEquals(ExitCode.WRITER_CONFLICT, lost.exitCode());
    assertEquals(List.of("lost"), ran);
  }
}
