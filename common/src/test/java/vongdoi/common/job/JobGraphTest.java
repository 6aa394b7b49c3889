package vongdoi.common.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import vongdoi.common.table.Table;
import vongdoi.common.table.Write;

class JobGraphTest {
  private record Step(String name, List<Table> reads, List<Write> writes) implements Job {
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
        List.of(Write.replace(table(writes))));
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
                    job -> {
                      ran.add(job.name());
                      if (job.name().equals("b")) {
                        throw new IllegalArgumentException("b is broken");
                      }
                    }));
    assertEquals("b is broken", failed.getMessage());
    assertTrue(!ran.contains("c") && ran.contains("d"), ran.toString());
  }
}
